"""Spreadsheets of municipalities and providers: what their columns mean, what is wrong with a row,
and what it would change. Pure: cells in, findings out."""
