"""Filters of screens: their line, their questions, and the screens that count by them."""
