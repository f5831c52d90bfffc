"""Commands on what holds for the whole study: its settings, and by whom its heads are signed."""
