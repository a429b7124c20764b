"""What every room uses: audit trail, files, state tables, notices, rate limits."""
