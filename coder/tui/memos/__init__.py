"""Screens of memos."""
