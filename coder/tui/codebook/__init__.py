"""Screens of the codebook."""
