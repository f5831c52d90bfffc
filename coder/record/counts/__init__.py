"""Counts of codes and passages: marks, what is counted of them, and what is kept of it."""
