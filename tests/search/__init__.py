"""The search library: its contract, which takes any engine, and what is the embedded engine's own."""
