"""The first screen of a person without a study."""
