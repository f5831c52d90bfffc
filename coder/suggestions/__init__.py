"""Suggestions: the model of a study, its evaluation, suggesters of other packages."""
