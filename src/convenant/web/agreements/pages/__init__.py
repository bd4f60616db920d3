"""What the pages about agreements show."""
