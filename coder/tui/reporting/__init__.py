"""The screens of the report: its page, and its charts."""
