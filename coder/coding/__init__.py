"""Coding a transcript: acts, memos, codings from files."""
