"""Accounts: signing in and out, registering, and what an account keeps about itself."""
