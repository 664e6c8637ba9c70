"""Measurements: ratios taken side by side in one run. docs/measurements.md keeps the figures."""
