"""What the pages about seats show."""
