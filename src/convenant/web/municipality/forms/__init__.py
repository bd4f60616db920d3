"""What people fill in at the office of a municipality."""
