"""The screens about decisions."""
