"""Screens that find passages."""
