"""The columns: what was allocated and declared, checked and summed. No Django here."""
