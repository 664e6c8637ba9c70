"""Education levels a posting names, in its title or text.

A posting asks for exactly the levels it names: "min. SMA/SMK, diutamakan S1" names three, "SMA sederajat" one.
Decisions: SLTA is SMA and SMK; a bare "Diploma" is D3, what the market means by it, unless the posting names a D level;
"D1 - D3" is also D2; old names (SMU, STM, SMEA, SLTP) are read as today's.
School names, pupils and subjects ("guru SD", "SMA Negeri 2") are no demand. Short forms that mean other things as well
("SD" is also "sampai dengan", "D-1" may be an address) count only beside another level or behind a word like "lulusan".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from app.domain.education import EDUCATION_BY_CODE
from app.domain.reading import education_terms as terms

_WINDOW = 70  # characters before a mention that can say what it is
_SLASH = re.compile(r" ?/ ?")
_SCANNED = 20_000  # characters; no demand stands behind that much text


@dataclass
class _Mention:
    codes: tuple[str, ...]
    start: int
    end: int
    kept: bool  # it stands alone, or beside one that does


def read_education(title: str, text: str) -> tuple[str, ...]:
    """Codes of the levels named in a posting's title or text, lowest first."""
    codes = {code for line in (*_promising(title), *_promising(text)) for code in _named(line)}
    if "diploma" in codes:
        codes.remove("diploma")
        if not codes.intersection(terms.D_LEVELS):
            codes.add("d3")
    return tuple(code for code in EDUCATION_BY_CODE if code in codes) if codes else ()


def _promising(text: str) -> Iterator[str]:
    """The lines that may name a level."""
    position = 0
    while hit := terms.QUICK.search(text, position, _SCANNED):
        start = text.rfind("\n", position, hit.start()) + 1 or position
        end = text.find("\n", hit.end())
        if end < 0:
            yield text[start:]
            return
        yield text[start:end]
        position = end


def levels_in(line: str) -> list[tuple[int, int, tuple[str, ...]]]:
    """Where a question in capitals names levels, and their codes; a bare "diploma" is its own code. Whoever types "SMP"
    asks for it, where a posting must say that it demands it."""
    mentions, _ = _mentions(line)
    for mention in mentions:
        mention.kept = mention.kept or mention.codes[0] in terms.SCHOOLS
    return [(mention.start, mention.end, mention.codes) for mention in mentions if mention.kept]


def _mentions(line: str) -> tuple[list[_Mention], list[re.Match[str] | None]]:
    """The mentions of a line, and what joins each to the next."""
    mentions = [mention for match in terms.FORM.finditer(line) if (mention := _mention(match, line))]
    joints = [terms.JOINT.fullmatch(line, one.end, two.start) for one, two in pairwise(mentions)]
    _spread(mentions, joints)
    _spread(mentions[::-1], joints[::-1])
    return mentions, joints


def _named(line: str) -> set[str]:
    mentions, joints = _mentions(line)
    codes = {code for mention in mentions if mention.kept for code in mention.codes}
    for one, two, joint in zip(mentions, mentions[1:], joints, strict=False):
        if joint and one.kept and terms.RANGE.search(joint[0]):
            codes.update(_between(one.codes[0], two.codes[0]))
    return codes


def _spread(mentions: list[_Mention], joints: list[re.Match[str] | None]) -> None:
    """A mention that could not stand alone is kept in a list of levels whose neighbour is."""
    for one, two, joint in zip(mentions, mentions[1:], joints, strict=False):
        two.kept = two.kept or bool(joint and one.kept)


def _between(low: str, high: str) -> tuple[str, ...]:
    levels = terms.D_LEVELS
    return levels[levels.index(low) : levels.index(high)] if low in levels and high in levels else ()


def _mention(match: re.Match[str], line: str) -> _Mention | None:
    """What a form means where it stands; None when it is no demand at all."""
    form = match[0]
    codes = _codes(match)
    start, end = match.span()
    before = line[max(start - _WINDOW, 0) : start]
    if not codes or (form.lower() == "sd" and not _is_primary_school(form, before, line[end : end + 4])):
        return None
    if (match["degree"] or match["apart"]) and terms.NUMBERED.search(before):
        return None
    if codes[0] in terms.TAUGHT and _is_about_school(before, line[end:]):
        return None
    weak = codes[0] in terms.WEAK or match["apart"] is not None or form == "DIV"
    firm = not weak or terms.CUE.search(before) is not None or terms.BEHIND.match(line, end) is not None
    joined_only = form in terms.JOINED_ONLY and not terms.DEMANDED_AT_ONCE.search(before)
    return _Mention(codes, start, end, firm and not joined_only)


def _codes(match: re.Match[str]) -> tuple[str, ...]:
    if match["paket"]:
        return (f"paket-{match['paket'].lower()}",)
    if short := match["degree"] or match["apart"]:
        return _degree(short[0], short[1:].strip(" .-"))
    if match["number"]:
        return _degree("S" if match[0][0] in "sS" else "D", match["number"])
    return terms.LEVELS[_SLASH.sub("/", match[0].lower())]


def _degree(letter: str, number: str) -> tuple[str, ...]:
    code = letter.lower() + terms.ROMAN.get(number.upper(), number)
    return (code,) if code in EDUCATION_BY_CODE else ()


def _is_primary_school(form: str, before: str, behind: str) -> bool:
    """ "SD" is also "sampai dengan" between hours, days and figures."""
    if re.match(r"\.?\s*\d|\s+card", behind, re.IGNORECASE) or re.search(r"\d\W*$", before):
        return False
    return form == "SD" or terms.DEMANDED_AT_ONCE.search(before) is not None


def _is_about_school(before: str, behind: str) -> bool:
    """Somebody is taught there, or it is a school's name; a cue nearer to the level makes it a demand again."""
    pupils = _last(terms.PUPILS, before)
    if pupils < 0 and not terms.SCHOOL_NAME.match(behind):
        return False
    return _last(terms.CUE, before) < max(pupils, 0)


def _last(pattern: re.Pattern[str], text: str) -> int:
    """Where the last hit begins, -1 when there is none."""
    position = -1
    for match in pattern.finditer(text):
        position = match.start()
    return position
