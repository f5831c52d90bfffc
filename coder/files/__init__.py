"""Reading and writing of files: encodings, CSV, YAML, cells, atomic writing."""
