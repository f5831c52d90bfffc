"""Heads of the journal that a coder signs by an SSH key, and how far the signatures hold."""
