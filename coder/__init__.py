"""Qualitative interview coding and synthesis in the terminal."""
