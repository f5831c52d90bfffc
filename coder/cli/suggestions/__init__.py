"""Commands on suggestions."""
