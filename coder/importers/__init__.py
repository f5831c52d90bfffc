"""Readers of transcript files, one module a family of formats."""
