"""What speaks to people over HTTP."""
