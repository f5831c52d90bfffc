"""What a report holds: findings with their evidence, figures, the method, what would topple a finding."""
