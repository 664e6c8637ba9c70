"""The bridge between tables and the search library."""
