"""The Chinese language core: sentences, keywords, suggestions."""
