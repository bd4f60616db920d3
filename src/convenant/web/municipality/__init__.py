"""A municipality's own office: how it works, and the registers it keeps for itself."""
