"""Values of attributes and numbers: as they are written, and what they mean."""
