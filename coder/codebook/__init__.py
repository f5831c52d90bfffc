"""The codebook: acts on codes, restructuring, files, keywords, overlaps."""
