"""Seats and representation: of the region, and of one provider."""
