"""Screens of corrected transcripts."""
