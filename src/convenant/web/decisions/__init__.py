"""Who must decide what, and what changes outside."""
