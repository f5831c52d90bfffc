"""Finding passages: by words, by codes, by likeness."""
