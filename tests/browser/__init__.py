"""Stories in a real browser against the real site."""
