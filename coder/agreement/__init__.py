"""Inter-coder agreement: units, coefficients, comparison of coders, and adjudication of what they disagree on."""
