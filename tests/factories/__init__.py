"""Builders of valid things, one noun a file."""
