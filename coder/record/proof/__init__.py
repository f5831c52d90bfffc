"""Proof that tables, files and journal agree."""
