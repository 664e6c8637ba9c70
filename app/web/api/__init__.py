"""Open data: the lists as JSON, and the document that describes them."""
