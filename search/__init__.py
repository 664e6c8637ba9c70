"""The search library: text, Tantivy and (later) Meilisearch. It knows no Flask, no SQLAlchemy and nothing of `app`."""
