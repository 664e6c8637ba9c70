"""The languages of the site, and the addresses of its pages in each of them.

Below `/en` a page is English, everywhere else Indonesian. What is being made, a page or a letter, is in the language of
`language()`.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

INDONESIAN, ENGLISH = "id", "en"
FOLDER = "/en"

# What has an English copy, by the first word of its path: the public pages and the sign-in pages. A page joins by its
# word. The areas of jobseekers, employers and staff, the API, feeds and files have none.
COPIED = frozenset({
    "", "lowongan", "tenaga-kerja", "perusahaan", "cek", "saran", "bantuan", "privasi", "tentang",
    "masuk", "keluar", "daftar", "konfirmasi", "lupa-sandi", "sandi-baru", "aktivasi", "undangan",
})  # fmt: skip
IN_FOLDER = re.compile(rf"{FOLDER}(?=[/?#]|$)")
_FIRST = re.compile(r"/?([^/?#]*)")

_language: ContextVar[str] = ContextVar("language", default=INDONESIAN)


# The language of what is being made, as an HTML `lang` value. Commands and what they start speak Indonesian. Asked for
# by every word of a page, so it is the variable's own reader.
language: Callable[[], str] = _language.get


@contextmanager
def speaking(spoken: str) -> Iterator[None]:
    """What is made meanwhile is in this language."""
    before = _language.set(spoken)
    try:
        yield
    finally:
        _language.reset(before)


def is_copied(path: str) -> bool:
    """Whether a path, written without a language, has an English copy."""
    first = _FIRST.match(path)
    return first is not None and first[1] in COPIED and not path.startswith("//")


def in_language(address: str, spoken: str) -> str:
    """The same page and state in a language, given its path and query in either; what has no copy stays Indonesian."""
    plain = "/" + IN_FOLDER.sub("", address, count=1).lstrip("/") if IN_FOLDER.match(address) else address
    return FOLDER + plain if spoken == ENGLISH and plain.startswith("/") and is_copied(plain) else plain
