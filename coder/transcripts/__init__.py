"""Transcripts: reading files, taking them in, correcting them."""
