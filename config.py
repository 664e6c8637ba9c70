"""Settings: one frozen value made from the environment. Only the factory and the command line read it."""

import base64
import os
import re
import secrets
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

ROOT = Path(__file__).resolve().parent
OFFICES = ROOT / "app" / "offices"
DEVELOPMENT_MARK = "development-"  # begins every generated secret, so that production can refuse it
KEY_BYTES = 32
KEY_NAME = re.compile(r"[A-Za-z0-9_.-]{1,40}")
SAID_IN_ENGLISH = frozenset(
    {"agency", "agency_short", "region_name", "province_name", "address", "hours", "popular", "data_licence"}
)


class SettingsError(Exception):
    """Names everything that is missing or wrong, at once."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("Settings are not usable:\n" + "\n".join(f"  - {problem}" for problem in problems))
        self.problems = problems


@dataclass(frozen=True)
class HomeField:
    """A "bidang" of the home page: a label, an icon of the sprite and the address of a list."""

    label: str
    icon: str
    address: str
    label_en: str = ""


@dataclass(frozen=True)
class Office:
    """The labour office this site serves."""

    name: str  # of the site
    agency: str
    agency_short: str
    region_code: str
    region_name: str
    province_name: str
    timezone_name: str
    timezone_label: str
    address: str
    phone: str
    whatsapp: str
    email: str
    hours: str
    logo: str
    colours: Mapping[str, str] = field(default_factory=dict)
    fields: tuple[HomeField, ...] = ()
    popular: tuple[str, ...] = ()
    data_licence: str = ""  # how others may use the open data; empty: name the site as the source
    english: Mapping[str, Any] = field(default_factory=dict)  # of the above, what English pages say instead

    @property
    def timezone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone_name)

    @cached_property
    def in_english(self) -> "Office":
        """The office as the English pages name it: what has no English words keeps its Indonesian ones."""
        fields = tuple(replace(one, label=one.label_en or one.label) for one in self.fields)
        return replace(self, fields=fields, **self.english)


@dataclass(frozen=True)
class Settings:
    """Everything that differs between installations. Days are calendar days of the office."""

    env: str
    data_dir: Path
    office: Office
    secret_key: str = field(repr=False)
    data_keys: tuple[tuple[str, bytes], ...] = field(repr=False)  # names and keys; the first one encrypts
    index_key: bytes = field(repr=False)
    database_url: str = field(repr=False)
    public_url: str
    host: str = "127.0.0.1"
    port: int = 8000
    web_workers: int = 2
    web_threads: int = 2
    trusted_proxies: int = 0
    postings_file: Path | None = None
    posting_days: int = 60
    posting_grace_days: int = 14
    gone_days: int = 90
    review_hours: int = 24  # the office's own aim for a first decision; no law sets one
    new_days: int = 3
    sample_percent: int = 20  # of what trusted employers publish at once
    log_level: str = "INFO"
    search_url: str = ""  # of a Meilisearch server; the embedded engine when empty
    search_key: str = field(default="", repr=False)
    search_prefix: str = "lamar"
    smtp_url: str = field(default="", repr=False)  # smtp://user:password@host:port or smtps://; files when empty
    mail_from: str = ""

    @property
    def production(self) -> bool:
        return self.env == "production"

    @property
    def search_dir(self) -> Path:
        return self.data_dir / "search"

    @property
    def anchors_file(self) -> Path:
        return self.data_dir / "audit" / "anchors"  # where the event log's chain ended

    @property
    def erasures_file(self) -> Path:
        return self.data_dir / "audit" / "erasures"  # what people took back, for the day a backup is restored

    @property
    def mail_dir(self) -> Path:
        """Where letters go as files while no SMTP server is set."""
        return self.data_dir / "mail"


def load_office(path: Path) -> Office:
    """Read an office file (TOML). Raises SettingsError."""
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        raw["fields"] = tuple(HomeField(**row) for row in raw.get("fields", ()))
        for words in (raw, english := raw.setdefault("english", {})):
            if "popular" in words:
                words["popular"] = tuple(words["popular"])
        if unknown := english.keys() - SAID_IN_ENGLISH:
            raise ValueError(f"[english] takes no {', '.join(sorted(unknown))}")
        office = Office(**raw)
        office.timezone  # noqa: B018  an unknown zone must fail here, not on the first page
    except (OSError, TypeError, ValueError, KeyError) as error:
        raise SettingsError([f"OFFICE_FILE {path}: {error}"]) from error
    return office


def _development_secret(data_dir: Path, name: str, form: str = "{}") -> str:
    """A secret made once and kept with the data, readable by its owner only. Written beside and linked into place, so
    that of two processes that start together neither reads half a secret nor keeps one of its own."""
    path = data_dir / "secrets" / name
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = path.with_name(f"{name}.{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(DEVELOPMENT_MARK + form.format(secrets.token_urlsafe(KEY_BYTES)), encoding="utf-8")
        with suppress(FileExistsError):
            os.link(draft, path)
        draft.unlink()
    return path.read_text(encoding="utf-8").strip()


def _key(text: str) -> bytes | None:
    """32 bytes of base64 in either alphabet, with or without padding; None when it is none."""
    plain = text.translate(str.maketrans("-_", "+/")).rstrip("=")
    try:
        key = base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True)
    except ValueError:
        return None
    return key if len(key) == KEY_BYTES else None


class _Reader:
    """Reads variables and collects every problem instead of stopping at the first."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self.environ, self.problems = environ, list[str]()

    def text(self, name: str, default: str = "") -> str:
        return self.environ.get(name, "").strip() or default

    def number(self, name: str, default: int, low: int = 1, high: int = 100_000) -> int:
        raw = self.text(name, str(default))
        if not raw.isdecimal() or not low <= int(raw) <= high:
            self.problems.append(f"{name} must be a whole number from {low} to {high}, not {raw!r}")
            return default
        return int(raw)

    def required(self, name: str, why: str) -> str:
        value = self.text(name)
        if not value:
            self.problems.append(f"{name} is missing: {why}")
        elif any(part.strip().startswith(DEVELOPMENT_MARK) for part in value.split(",")):
            self.problems.append(f"{name} is a development secret: make one of your own")
        return value

    def keys(self, name: str, value: str) -> tuple[tuple[str, bytes], ...]:
        """Named keys: `name:base64`, separated by commas. The value itself is never part of a problem."""
        found: dict[str, bytes] = {}
        for place, part in enumerate(value.split(",") if value else (), start=1):
            label, _, text = part.strip().partition(":")
            key = _key(text)
            if not KEY_NAME.fullmatch(label) or key is None or label in found:
                self.problems.append(f"{name}: key {place} must be a name of its own, a colon and 32 bytes in base64")
            else:
                found[label] = key
        return tuple(found.items())

    def key(self, name: str, value: str) -> bytes:
        """One key without a name."""
        key = _key(value.removeprefix(DEVELOPMENT_MARK))
        if key is None and value:
            self.problems.append(f"{name} must be 32 bytes in base64")
        return key or b""


def _secrets(read: _Reader, production: bool, data_dir: Path) -> dict[str, Any]:
    """What signs and what encrypts: required in production, made once elsewhere."""
    if production:
        signing = read.required("SECRET_KEY", "it signs sessions and forms")
        data = read.required("DATA_KEYS", "name:base64 of 32 random bytes; it encrypts NIK, phone and address")
        index = read.required("INDEX_KEY", "base64 of 32 random bytes; it finds a NIK without reading it")
    else:
        signing = read.text("SECRET_KEY") or _development_secret(data_dir, "secret_key")
        data = read.text("DATA_KEYS") or _development_secret(data_dir, "data_keys", "1:{}")
        index = read.text("INDEX_KEY") or _development_secret(data_dir, "index_key")
    return {
        "secret_key": signing, "data_keys": read.keys("DATA_KEYS", data), "index_key": read.key("INDEX_KEY", index),
    }  # fmt: skip


def _search(read: _Reader) -> dict[str, Any]:
    """The search server, if there is one."""
    url, key, prefix = read.text("SEARCH_URL").rstrip("/"), read.text("SEARCH_KEY"), read.text("SEARCH_PREFIX", "lamar")
    if url and not url.startswith(("http://", "https://")):
        read.problems.append(f"SEARCH_URL must begin with http:// or https://, not {url!r}")
    if url and not key:
        read.problems.append(f"SEARCH_KEY is missing: without SEARCH_URL, `flask search keys {url}` makes one")
    if not re.fullmatch(r"[a-z0-9]{1,40}", prefix):
        read.problems.append(f"SEARCH_PREFIX must be small letters and digits, not {prefix!r}")
    return {"search_url": url, "search_key": key, "search_prefix": prefix}


def _mail(read: _Reader, production: bool) -> dict[str, Any]:
    """How letters leave the house: through an SMTP server in production, as files elsewhere."""
    why = "smtp://user:password@host:587 or smtps://...; without it nobody can confirm an address"
    url = read.required("SMTP_URL", why) if production else read.text("SMTP_URL")
    sender = read.required("MAIL_FROM", "the address that letters come from") if production else read.text("MAIL_FROM")
    if url and not url.startswith(("smtp://", "smtps://")):
        read.problems.append("SMTP_URL must begin with smtp:// or smtps://")
    if sender and "@" not in sender:
        read.problems.append(f"MAIL_FROM must be an e-mail address, not {sender!r}")
    return {"smtp_url": url, "mail_from": sender or "lamar@localhost"}


def _numbers(read: _Reader) -> dict[str, Any]:
    return {
        "web_workers": read.number("WEB_WORKERS", 2, high=64),
        "web_threads": read.number("WEB_THREADS", 2, high=64),
        "trusted_proxies": read.number("TRUSTED_PROXIES", 0, low=0, high=5),
        "posting_days": read.number("POSTING_DAYS", 60, high=365),
        "posting_grace_days": read.number("POSTING_GRACE_DAYS", 14, low=0, high=365),
        "review_hours": read.number("REVIEW_HOURS", 24, high=2_000),
        "gone_days": read.number("GONE_DAYS", 90, high=3650),
        "new_days": read.number("NEW_DAYS", 3, low=0, high=60),
        "sample_percent": read.number("SAMPLE_PERCENT", 20, low=0, high=100),
    }


def from_env(environ: Mapping[str, str] = os.environ) -> Settings:
    """Settings from environment variables. Raises SettingsError naming all that is missing or wrong."""
    read = _Reader(environ)
    env = read.text("APP_ENV", "development")
    if env not in ("development", "production"):
        read.problems.append(f"APP_ENV must be development or production, not {env!r}")
    data_dir = Path(read.text("DATA_DIR", str(ROOT / "var"))).absolute()
    port = read.number("PORT", 8000, high=65_535)
    secret_values = _secrets(read, env == "production", data_dir)
    if env == "production":
        database_url = read.required("DATABASE_URL", "postgresql+psycopg://... or sqlite:///...")
        public_url = read.required("PUBLIC_URL", "the address people use, such as https://lamar.example.go.id")
    else:
        database_url = read.text("DATABASE_URL", f"sqlite:///{data_dir / 'lamar.db'}")
        public_url = read.text("PUBLIC_URL", f"http://127.0.0.1:{port}")
    office_file = Path(read.text("OFFICE_FILE", str(OFFICES / "balangan.toml")))
    office = None
    try:
        office = load_office(office_file)
    except SettingsError as error:
        read.problems.extend(error.problems)
    numbers, search, mail = _numbers(read), _search(read), _mail(read, env == "production")
    if read.problems or office is None:
        raise SettingsError(read.problems)
    postings = read.text("POSTINGS_FILE")
    return Settings(
        env=env, data_dir=data_dir, office=office, database_url=database_url, public_url=public_url.rstrip("/"),
        host=read.text("HOST", "127.0.0.1"), port=port, postings_file=Path(postings) if postings else None,
        log_level=read.text("LOG_LEVEL", "INFO"), **secret_values, **numbers, **search, **mail,
    )  # fmt: skip
