"""Commands on assignment, agreement and adjudication."""
