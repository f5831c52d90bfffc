"""Commands for several people, each with a copy of one study."""
