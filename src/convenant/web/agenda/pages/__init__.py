"""What the pages of agendas and of the guard show."""
