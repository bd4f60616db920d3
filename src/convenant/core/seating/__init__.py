"""Choosing who sits at a table by a policy, and proving whom and what the seats cover."""
