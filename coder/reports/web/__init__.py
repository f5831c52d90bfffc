"""The report as one web page that opens offline."""
