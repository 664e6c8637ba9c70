"""The moderator's assistant: signs of fraud and of discrimination in a vacancy, found by rules that are data."""
