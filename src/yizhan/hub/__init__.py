"""The service wing: people, cases, units. One Django app per room (docs/adr/0001)."""
