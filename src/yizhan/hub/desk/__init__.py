"""Service catalogue, cases, routing, clocks, messages, files, referral, result, rating."""
