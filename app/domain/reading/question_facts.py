"""What a question says of wage, kind of employment, schooling and working from home."""

import re
from dataclasses import dataclass

from app.domain.reading import question_words as said
from app.domain.reading.education import levels_in
from app.domain.reading.employment import read_types
from app.domain.reading.question_tokens import ASKS, Sentence

LOWEST_WAGE, HIGHEST_WAGE = 300_000, 200_000_000  # rupiah a month; outside, a figure is something else

_MILLIONS = rf"sejuta(?:an)?|(?P<million>{'|'.join(said.NUMBERS[1:])})\ juta(?:an)?"  # one million is "sejuta"
_AMOUNT = re.compile(
    r"""
    (?P<cue>\b(?:gaji|gajih|gajinya|upah|salary|penghasilan|honor|bayaran)\b\s*:?\s*)?
    (?P<least>(?:\b(?:di\s?atas|diatas|minimal|minimum|min|mulai|dari|sekitar|sekitaran|kisaran|lebih\ dari
        |paling\ sedikit|standar|sesuai)\b\s*|[>≥]=?\s*)*)
    (?:
      (?P<minimum>\b(?:umr|umk|ump|upah\ minimum)\b)
      | (?:\brp\.?\s*)?\b(?P<number>\d{1,3}(?:[.,]\d{3})+|\d{1,9}(?:[.,]\d{1,2})?)
        (?:\s*(?:-|–|s/d|sd|sampai|hingga)\s*(?:rp\.?\s*)?\d{1,9}(?:[.,]\d+)*)?
        \s*(?P<unit>juta(?:\ ?an)?|jt(?:\ ?an)?|ribu(?:an)?|rb|k)?\b
      | \b(?P<millions>"""
    + _MILLIONS
    + r""")\b
    )
    (?P<more>\s*(?:ke\ ?atas|lebih|\+))?
    (?P<month>\s*(?:(?:per|/)\s*(?:bulan|bln|month)|sebulan|perbulan))?
    (?!\s*(?:per|/|se)\s*(?:hari|jam|minggu|orang|trip|kg|ton|kubik|meter))
    """,
    re.VERBOSE | re.IGNORECASE,
)
_UNITS = {"j": 1_000_000, "r": 1_000, "k": 1_000}


@dataclass(frozen=True)
class Reading:
    """What the tokens start..end mean, without the words that only lead to it."""

    start: int
    end: int
    values: tuple[str, ...]


def wage(sentence: Sentence, minimum_wage: int | None) -> list[Reading]:
    """The least wage that is asked for, rupiah a month."""
    for match in _AMOUNT.finditer(sentence.plain):
        amount = _rupiah(match, minimum_wage)
        if amount is None or not LOWEST_WAGE <= amount <= HIGHEST_WAGE:
            continue
        start, end = sentence.within(match.span())
        if all(token.free for token in sentence.tokens[start:end]):
            sentence.mark(start, end, "gaji_min")
            return [Reading(start, end, (str(amount),))]
    return []


def _rupiah(match: re.Match[str], minimum_wage: int | None) -> int | None:
    """The amount, if the words around it make it a wage."""
    if match["minimum"]:
        return minimum_wage
    unit = "juta" if match["millions"] else (match["unit"] or "").lower()
    said_so = bool(match["cue"]) or (unit.startswith("j") and bool(match["least"] or match["more"] or match["month"]))
    if not said_so:
        return None
    if match["millions"]:
        return (said.NUMBERS.index((match["million"] or "satu").lower()) + 1) * _UNITS["j"]
    number = match["number"]
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", number):
        whole = int(re.sub(r"[.,]", "", number))
        return whole if whole >= LOWEST_WAGE else whole * _UNITS.get(unit[:1], 1)
    return round(float(number.replace(",", ".")) * _UNITS.get(unit[:1], 1))


def kinds(sentence: Sentence) -> list[Reading]:
    """Kinds of employment: what a title of that wording would name, or behind a word such as "kerja"."""
    named = {str(kind) for kind in read_types(sentence.plain)}
    found = []
    for place, token in enumerate(sentence.tokens):
        for words, code in said.KINDS.items() if token.word in said.KIND_FIRST_WORDS else ():
            if sentence.has(place, words) and _is_kind(sentence, place, code, named):
                sentence.mark(place, place + len(words), "jenis")
                found.append(Reading(place, place + len(words), (code,)))
    return found


def _is_kind(sentence: Sentence, place: int, code: str, named: set[str]) -> bool:
    before, word = sentence.word(place - 1), sentence.word(place)
    if before in said.MINDERS:
        return False
    if len(sentence.tokens) == 1:
        return True
    if code in named:
        return word != "tetap" or before in said.KIND_CUES
    behind = sentence.word(place + 1)
    if word == "kontrak" and before in said.NOUNS:
        return behind not in said.WORK
    if behind and word in {"kontrak", "tetap"} and not _nothing_but_asking(sentence, place + 1):
        return False
    return before in said.KIND_CUES


def _nothing_but_asking(sentence: Sentence, place: int) -> bool:
    """Whether what follows leads on to something else than this word's own object ("kontrak kerja")."""
    return sentence.word(place) in said.LITTLE | said.PLACE_CUES | said.LEVEL_CUES


def levels(sentence: Sentence) -> list[Reading]:
    """Levels of schooling that are demanded, not taught."""
    capitals = sentence.plain.upper()
    if len(capitals) != len(sentence.plain):  # some letters become two
        capitals = "".join(sign.upper() if len(sign.upper()) == 1 else sign for sign in sentence.plain)
    found: list[Reading] = []
    for start, end, codes in levels_in(capitals):
        first, last = sentence.within((start, end))
        if last == first or _is_taught(sentence, first) or not all(t.free for t in sentence.tokens[first:last]):
            continue
        found.append(Reading(first, last, tuple("d3" if code == "diploma" else code for code in codes)))
    for reading in found:
        _mark_level(sentence, reading, found)
    return found


def _is_taught(sentence: Sentence, place: int) -> bool:
    """ "guru smk", "dosen s1"; a demand all the same where it says so: "guru lulusan s1"."""
    before = [sentence.word(near) for near in range(max(place - 3, 0), place)]
    return bool(said.TAUGHT.intersection(before)) and not said.LEVEL_CUES.intersection(before[-1:])


def _mark_level(sentence: Sentence, reading: Reading, every: list[Reading]) -> None:
    start, end = reading.start, reading.end
    while sentence.word(start - 1) in said.LEVEL_CUES and sentence.tokens[start - 1].free:
        start -= 1
    while sentence.word(end) in said.LEVEL_BEHIND and sentence.tokens[end].free:
        end += 1
    if sentence.word(end) in said.LEVEL_JOINTS and any(other.start == end + 1 for other in every):
        end += 1
    sentence.mark(start, end, "pendidikan")


def home_work(sentence: Sentence) -> bool:
    """Whether work from one's own home is asked for in Indonesian words; they are marked as asking."""
    for place, token in enumerate(sentence.tokens):
        if token.word not in {"dari", "dr", "di", "d"}:
            continue
        leads = sentence.has(place, ("dari", "rumah")) or sentence.has(place, ("dr", "rumah"))
        if sentence.has(place, ("di", "rumah")) or sentence.has(place, ("d", "rumah")):
            leads = sentence.word(place - 1) in said.WORK | said.NOUNS and _ends_there(sentence, place + 2)
        if leads and sentence.word(place + 2) not in said.HOUSES:
            sentence.mark(place - (sentence.word(place - 1) in said.WORK), place + 2, ASKS)
            return True
    return False


def _ends_there(sentence: Sentence, place: int) -> bool:
    return sentence.ends_segment(place) or sentence.word(place) in said.CLOSERS | said.LITTLE | {"gaji", "online"}
