"""What is counted: passages, frequencies, expressions over codes, and the columns of tables."""
