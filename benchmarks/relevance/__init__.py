"""How good retrieval is, on judgements that others made: `make bench-relevance`."""
