"""Insight: who saw what when, and how the tables did over a year."""
