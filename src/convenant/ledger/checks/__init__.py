"""Levels 3 and 4 of the standard on the 323, and the agreements: which lines are refused, and why.

``rules`` says what is wrong, one rule an entry; ``judge`` asks them of a whole batch at once.
"""
