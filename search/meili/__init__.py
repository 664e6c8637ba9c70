"""The search engine of production: a Meilisearch server, by its official client."""

from search.meili.engine import MeilisearchEngine
from search.meili.server import Server

__all__ = ["MeilisearchEngine", "Server"]
