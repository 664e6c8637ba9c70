"""Relevance (gate U7): whether searches as people type them put the right postings first."""
