"""One spelling for names that people write in many."""

import re
import unicodedata

_NOT_ALNUM = re.compile(r"[^0-9a-z]+")


def fold(text: str) -> str:
    """Lower case, no accents, one space for every run of anything but letters and digits."""
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text)
        text = "".join(mark for mark in decomposed if not unicodedata.combining(mark))
    return _NOT_ALNUM.sub(" ", text.lower()).strip()


def squash(text: str) -> str:
    """Folded and without spaces: "Palangka Raya" and "Palangkaraya" are one name."""
    return fold(text).replace(" ", "")
