"""The worker's parts, against real servers."""
