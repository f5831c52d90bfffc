"""Names of persons and firms, and the labels of who speaks."""
