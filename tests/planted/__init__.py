"""Planted faults: each gate's proof must be seen to fail. Rows: gate, file, what stands there, the fault, its proof."""
