"""The screen of the report's page."""
