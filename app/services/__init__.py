"""Writes: one public function is one verb is one transaction."""
