"""Seats: their policy, the proposal, the proof; and what providers do."""
