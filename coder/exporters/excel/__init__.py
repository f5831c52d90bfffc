"""Sheets of the workbook that are more than a plain table: quotations in order, crossings, charts, matrices."""
