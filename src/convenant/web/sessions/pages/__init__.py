"""Information evenings: for everybody, and keeping them."""
