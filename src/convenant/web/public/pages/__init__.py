"""What the public pages show; never anything that is not public."""
