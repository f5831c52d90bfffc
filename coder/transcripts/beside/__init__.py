"""What stands beside the speech in a text and is nobody's: facts above and below the talk, times, titles of tables."""
