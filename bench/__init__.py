"""Measurements: ratios taken side by side in one run. `make bench` runs them; docs/measurements.md keeps the figures."""
