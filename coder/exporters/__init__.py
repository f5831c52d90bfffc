"""Writers of a report, one module a format."""
