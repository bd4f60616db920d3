"""What the pages of the region show."""
