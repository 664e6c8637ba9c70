"""Reference data shipped with the project, and its loader."""
