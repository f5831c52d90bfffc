"""Readers of transcript files, one module a format."""
