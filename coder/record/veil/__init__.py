"""What a connection cannot read or reads otherwise: the veil of a blind coder, and layers of codings."""
