"""Screens of agreement: coefficients by code, and the queue of disagreements."""
