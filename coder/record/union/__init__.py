"""Two files of one study brought together: the union of their rows, and what it makes of the tables."""
