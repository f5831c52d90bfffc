"""Screens of findings, recommendations and matrices."""
