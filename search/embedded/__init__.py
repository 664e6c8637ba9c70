"""The embedded search engine, for offices without a search server."""

from search.embedded.engine import EmbeddedEngine

__all__ = ["EmbeddedEngine"]
