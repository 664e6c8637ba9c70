"""Tests. Support code is in `support` and `factories`; everything else is cases."""
