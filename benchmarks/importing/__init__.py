"""Reading documents that nobody would write."""
