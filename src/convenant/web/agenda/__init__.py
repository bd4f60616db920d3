"""Agendas built by both sides, and the guard of competition law."""
