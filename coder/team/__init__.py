"""Several people, each with a copy of one study: copies made, brought together again, and what stood apart settled."""
