"""Settings, URLs, WSGI entry point and start-up checks."""
