"""How figures, days and addresses are written for people, and how machines get them beside it."""

from datetime import date, datetime
from functools import lru_cache
from urllib.parse import quote

from babel.dates import format_date
from flask import Flask, url_for
from markupsafe import Markup

from app.domain.languages import INDONESIAN, language
from app.domain.phone import COUNTRY
from app.extensions import db
from app.queries.reference import reference
from app.queries.vacancy_cards import VacancyCard
from app.queries.worker_cards import WorkerCard
from app.web.assets import static_url
from app.web.context import clock, settings
from app.web.prose import excerpt, marked_blocks, prose, web_link

SPRITE = "img/icons.svg"


def number(value: int) -> str:
    """Thousands in groups: 1.234, in English 1,234."""
    return f"{value:,}" if language() != INDONESIAN else f"{value:,}".replace(",", ".")


def rupiah(value: int) -> str:
    """Whole rupiah: Rp2.500.000, in every language as on the banknotes."""
    return f"Rp{value:,}".replace(",", ".")


@lru_cache(maxsize=4_096)
def _long_date(day: date, language: str) -> str:
    return format_date(day, "d MMMM y", locale=language)


def long_date(day: date) -> str:
    """22 November 2026."""
    return _long_date(day, language())


@lru_cache(maxsize=4_096)
def _long_month(day: date, language: str) -> str:
    return format_date(day, "MMMM y", locale=language)


def long_month(day: date) -> str:
    """November 2026."""
    return _long_month(day, language())


def office_day(instant: datetime) -> date:
    """The office's calendar day of an instant."""
    return clock().day_of(instant)


def clock_time(instant: datetime) -> str:
    """The office's time of day with its zone: 13.00 WITA, in English 13:00 WITA."""
    office, form = settings().office, "%H.%M" if language() == INDONESIAN else "%H:%M"
    return f"{instant.astimezone(office.timezone).strftime(form)} {office.timezone_label}"


def iso_instant(instant: datetime) -> str:
    """ISO 8601 with the office's offset: 2026-11-22T13:00:00+08:00."""
    return instant.astimezone(settings().office.timezone).isoformat(timespec="seconds")


def deadline(day: date) -> datetime:
    """The last second of an office day."""
    return clock().deadline(day)


def absolute(path: str) -> str:
    """The public address of a path of this site."""
    return settings().public_url + path


def whatsapp_link(text: str, phone: str = "") -> str:
    """The address that opens WhatsApp with a text, without script: in the chat with `phone`, as kept or as written
    here, else whoever follows it chooses the chat. Such an address leaves the house and stays in browsers, so it holds
    no code, no link that opens anything, no e-mail address; and a telephone number only on a page that shows it to the
    same reader: the office's, or that of a company's person in charge, never a jobseeker's or a reporter's (gate S6).
    """
    digits = phone_link(phone).removeprefix("+")
    number = f"{COUNTRY}{digits[1:]}" if digits.startswith("0") else digits
    plain = text.unescape() if isinstance(text, Markup) else text
    return f"https://wa.me/{number}?text={quote(plain, safe='')}"


def phone_link(shown: str) -> str:
    """The digits of a telephone number for a `tel:` address."""
    return "".join(sign for sign in shown if sign.isdigit() or sign == "+")


def sprite() -> str:
    """The address of the icon sprite."""
    return static_url(SPRITE)


def vacancy_address(of: VacancyCard) -> str:
    """The path of a vacancy's page."""
    return f"{url_for('public.vacancy_list')}/{of.id}-{of.slug}"


def worker_address(of: WorkerCard) -> str:
    """The path of a worker's page."""
    return f"{url_for('public.worker_list')}/{of.public_id}"


def in_english(code: str) -> str:
    """The English title of an occupation or of its group, on English pages; on others, and for none, nothing."""
    return "" if language() == INDONESIAN else reference(db.session()).in_english(code)


def install(app: Flask) -> None:
    """Give the formats to templates, as filters where one value comes in, else as functions."""
    filters = (
        number,
        rupiah,
        long_date,
        long_month,
        office_day,
        clock_time,
        iso_instant,
        phone_link,
        marked_blocks,
        prose,
        excerpt,
        web_link,
    )
    app.jinja_env.filters.update({made.__name__: made for made in filters})
    functions = (
        rupiah,
        number,
        long_date,
        deadline,
        absolute,
        whatsapp_link,
        sprite,
        vacancy_address,
        worker_address,
        in_english,
    )
    app.jinja_env.globals.update({made.__name__: made for made in functions})
