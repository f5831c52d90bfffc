"""Values and rules of qualitative coding, in the standard library alone."""
