"""What people do at development tables and with calls."""
