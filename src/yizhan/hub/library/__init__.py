"""IP information for people: search and record pages."""
