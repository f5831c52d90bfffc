"""Screens that ask a person something: one choice, several, a line, which of two texts."""
