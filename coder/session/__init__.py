"""What a person does with a study: read it, code it, take things in, write it up, trace it."""
