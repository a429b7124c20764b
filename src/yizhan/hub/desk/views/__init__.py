"""Pages of the desk: for everyone, for the person who asks, for staff."""
