"""What the pages of a PDF hold: lines, tables, lists, paragraphs, comments."""
