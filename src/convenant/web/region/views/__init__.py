"""The screens of the region."""
