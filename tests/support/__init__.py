"""What the tests share: page client, linter, HTMX swap, query counter, databases, processes."""
