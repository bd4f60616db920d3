"""The region: how it works together, who takes part, and for what."""
