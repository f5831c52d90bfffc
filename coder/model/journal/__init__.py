"""What the rows of the journal hold, and the rules by which they are proven."""
