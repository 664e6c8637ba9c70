"""Rules as plain Python: no Flask, no SQLAlchemy, no clock but the one passed in."""
