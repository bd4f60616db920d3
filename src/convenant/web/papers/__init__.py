"""Files at a table: handing in, publishing, reading, and the log of what was published."""
