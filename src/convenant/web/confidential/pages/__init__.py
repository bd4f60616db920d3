"""What the confidential pages show, by noun."""
