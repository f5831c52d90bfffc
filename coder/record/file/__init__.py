"""The file of a study: its tables and their steps, its lock and log, and putting a backup back."""
