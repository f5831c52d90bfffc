"""Charts of the study, drawn in cells; each bar and cell opens its passages."""
