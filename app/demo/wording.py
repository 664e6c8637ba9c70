"""The words of a demo vacancy, composed from trade, terms and place. A line that begins with "- " is a bullet."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from app.demo.tables import Title, Trade, sentences
from app.demo.terms import Terms

_WELCOME = (
    "Penyandang disabilitas dipersilakan melamar; tempat kerja dapat disesuaikan.",
    "Terbuka bagi penyandang disabilitas. Sampaikan kebutuhan Anda kepada petugas di loket.",
)
_WELCOME_HOURS = frozenset({"day5", "shop", "school", "evening"})
_PAID_BY_HOUR_OR_DAY = frozenset({"harian", "paruh", "piece"})


@dataclass(frozen=True, slots=True)
class Words:
    title: str
    description: str
    skills: str
    benefits: str


def compose(rng: Random, trade: Trade, title: Title, terms: Terms, employer: str, place: str) -> Words:
    """The advert. `employer` is the name as registered, `place` the words for where the work is."""
    internship = terms.kind == "magang"
    opening = rng.choice(sentences("magang")["intro"] if internship else trade.intro).format(
        employer=employer, place=place, focus=title.focus, role=_in_sentence(trade.role)
    )
    hours = rng.choice(sentences("hours")["part" if terms.kind == "paruh" else trade.hours])
    duties = _bullets(_pick(rng, trade.duties, 4, 6))
    return Words(
        title=_title(trade, title, terms.kind),
        description=f"{_sentence(opening)} {hours}\n\n{duties}\n\n{_closing(rng, trade, terms)}",
        skills=_bullets(_needs(rng, trade, internship)),
        benefits=_bullets(_gets(rng, trade, terms.kind)),
    )


def apply_note(rng: Random, via_office: bool, employer: str, address: str, number: int) -> str:
    """How to apply: at the office's counter or in person at the employer's, never by telephone or mail."""
    notes = sentences("apply")["office" if via_office else "employer"]
    return rng.choice(notes).format(employer=employer, address=address, number=number)


def _title(trade: Trade, title: Title, kind: str) -> str:
    if kind == "magang":
        return f"Magang {trade.role}"
    return f"{title.text} (Paruh Waktu)" if kind == "paruh" and "Part Time" not in title.text else title.text


def _closing(rng: Random, trade: Trade, terms: Terms) -> str:
    parts = [rng.choice(sentences("closing")[terms.kind]).format(months=terms.contract_months)]
    if terms.kind == "piece" and trade.piece:
        parts.insert(0, trade.piece.unit)
    if trade.hours in _WELCOME_HOURS and rng.random() < 0.3:
        parts.append(rng.choice(_WELCOME))
    return " ".join(parts)


def _needs(rng: Random, trade: Trade, internship: bool) -> list[str]:
    if internship:
        return [*_pick(rng, sentences("magang")["needs"], 3, 4), _last_need(trade)]
    return _pick(rng, trade.needs, 3, 5)


def _last_need(trade: Trade) -> str:
    return f"Berminat pada pekerjaan {_in_sentence(trade.role)}."


def _gets(rng: Random, trade: Trade, kind: str) -> list[str]:
    if kind == "magang":
        return _pick(rng, sentences("magang")["gets"], 3, 4)
    shared = sentences("gets")[kind]
    own = rng.sample(trade.gets, 1 if kind in _PAID_BY_HOUR_OR_DAY else rng.randint(1, 2))
    return [*_pick(rng, shared, 2, 4), *own]


def _pick(rng: Random, choices: Sequence[str], low: int, high: int) -> list[str]:
    """Between `low` and `high` of the choices in their own order, the first and foremost always among them."""
    count = min(len(choices), rng.randint(low, high)) - 1
    chosen = sorted(rng.sample(range(1, len(choices)), count))
    return [choices[index] for index in (0, *chosen)]


def _bullets(lines: Sequence[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _in_sentence(role: str) -> str:
    """A trade's name inside a sentence: small letters, abbreviations such as K3 kept."""
    return " ".join(word if word.isupper() or word[-1].isdigit() else word.lower() for word in role.split())


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:]
