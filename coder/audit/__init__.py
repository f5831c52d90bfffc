"""What an auditor does: trace, sample, history."""
