"""What every screen shares: frame, commands, keys, questions, help, colours."""
