"""The office's own pages, under /petugas."""
