"""Taking a person's words out of the record for good."""
