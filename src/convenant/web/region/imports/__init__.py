"""Taking over municipalities and providers from a spreadsheet."""
