"""A name reduced to what the check of a certificate may show."""

MOST = 3


def initials(name: str) -> str:
    """The first letters of the first words: "Siti Nur Aisyah" is "S. N. A."."""
    letters = (next((sign for sign in word if sign.isalpha()), "") for word in name.split())
    return " ".join(f"{letter.upper()}." for letter in list(filter(None, letters))[:MOST])
