"""What the pages about tables show, as plain values, by noun."""
