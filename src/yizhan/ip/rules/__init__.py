"""Dated rule rows with their legal basis, calendars and deadlines."""
