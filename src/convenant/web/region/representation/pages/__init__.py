"""What the pages about seats and representation show."""
