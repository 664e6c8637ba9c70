"""The moderator's assistant against real postings, by labels that hold ids and spans only."""
