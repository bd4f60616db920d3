"""The rules of the method: pure functions that look at a plain value and answer with findings."""
