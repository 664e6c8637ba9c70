"""The search library: text, Tantivy and Meilisearch. It knows no Flask, no SQLAlchemy and nothing of `app`."""
