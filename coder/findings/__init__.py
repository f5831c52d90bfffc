"""Findings and recommendations: acts, citations, matrix cells."""
