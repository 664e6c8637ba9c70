"""The marks the server puts around what matched."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from search.meili.signs import back

BEGIN, END = "\x01", "\x02"  # no folded word holds them
# A mark may span several words, and end within one.
_MARKED = re.compile(f"[^ {BEGIN}]*{BEGIN}[^{END}]*{END}[^ ]*")
_BARE = {ord(BEGIN): None, ord(END): None}


def marked(formatted: Mapping[str, Any]) -> Iterator[str]:
    """The whole words of which a part is marked."""
    for value in formatted.values():
        if isinstance(value, str) and BEGIN in value:
            for found in _MARKED.findall(value):
                yield from back(found.translate(_BARE)).split(" ")
