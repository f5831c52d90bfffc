"""Reports: building, checking and writing them in each format."""
