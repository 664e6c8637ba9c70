"""Reads: each list ordered, paginated, eager-loaded; no writes."""
