"""How the seats of a table are chosen, what they cover, and what providers do."""
