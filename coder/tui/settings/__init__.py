"""Settings and their screen."""
