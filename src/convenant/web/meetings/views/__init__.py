"""What people do with meetings, by noun."""
