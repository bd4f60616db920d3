"""Asking the represented before a meeting, and telling them after it what was said for them."""
