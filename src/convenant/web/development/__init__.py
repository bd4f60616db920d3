"""Development tables and the calls that follow from them."""
