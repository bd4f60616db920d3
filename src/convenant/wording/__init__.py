"""The words people read: every code, amount and moment, in Dutch and in English."""
