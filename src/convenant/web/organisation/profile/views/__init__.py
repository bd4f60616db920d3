"""The profile: of the provider itself, and as a region sees it."""
