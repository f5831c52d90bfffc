"""Commands that take transcripts in and say who speaks in them."""
