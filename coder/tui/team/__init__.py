"""The screen of what people changed apart."""
