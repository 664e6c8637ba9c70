"""The outside world: mail, storage, files."""
