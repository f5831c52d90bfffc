"""The learner: which codes a passage is like, from what people coded, with the codebook's words to begin with."""
