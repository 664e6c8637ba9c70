"""An amount of rupiah as people type it into a form."""

import re

_AMOUNT = re.compile(
    r"(?:rp\.?\s*)?(?P<number>\d[\d.,\s]*\d|\d)\s*(?P<unit>juta|jt|ribu|rb|k)?\.?\s*(?:rupiah|,-)?", re.IGNORECASE
)
_GROUPED = re.compile(r"\d{1,3}(?:[. ]\d{3})+(?:,00?)?|\d{1,3}(?:,\d{3})+(?:\.00?)?|\d{1,12}(?:,00)?")
_DECIMAL = re.compile(r"\d{1,4}(?:[.,]\d{1,3})?")
_WORTH = {"juta": 1_000_000, "jt": 1_000_000, "ribu": 1_000, "rb": 1_000, "k": 1_000}


def read_rupiah(text: str) -> int | None:
    """Whole rupiah of "4.000.000", "Rp 4.000.000,-", "4jt", "4,5 juta" or "3.725 ribu"; None for what is no amount, and
    for what could be two ("4.5")."""
    found = _AMOUNT.fullmatch(text.strip())
    if found is None:
        return None
    number, unit = found["number"], (found["unit"] or "").lower()
    grouped = _GROUPED.fullmatch(number)
    if not unit:
        return _whole(number) if grouped else None
    if grouped and _WORTH[unit] == 1_000:
        return _whole(number) * 1_000
    if _DECIMAL.fullmatch(number):
        return round(float(number.replace(",", ".")) * _WORTH[unit])
    return None


def _whole(number: str) -> int:
    return int(re.sub(r"\D", "", re.sub(r"[.,]00?$", "", number)))
