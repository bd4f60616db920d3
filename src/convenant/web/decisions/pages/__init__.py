"""What the pages about decisions show."""
