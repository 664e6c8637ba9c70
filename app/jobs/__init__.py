"""Background work: thin wrappers over services."""
