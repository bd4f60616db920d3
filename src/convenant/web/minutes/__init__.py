"""Minutes: writing, comments, approval, corrections."""
