"""Working together at a table: interests, promises, freedoms, partners, goals, results, market."""
