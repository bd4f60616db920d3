"""Letters by part of the house: who gets them, and what they say."""
