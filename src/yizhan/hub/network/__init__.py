"""Tiers, units, areas, posts, opening hours and calendars: the 1+17+N network as configuration."""
