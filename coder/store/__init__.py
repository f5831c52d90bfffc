"""The record: journal, tables, texts and their queries."""
