"""Names that reports may not print, and what may tell who spoke."""
