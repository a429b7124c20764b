"""People, organisations, roles, sign-in, multi-factor authentication."""
