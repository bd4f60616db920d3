"""What people fill in about the region."""
