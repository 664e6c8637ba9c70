"""The reason of a decision as it is kept and read: the sentences of canned reasons, then what the officer added."""

from collections.abc import Iterable

from flask import current_app

from app.web.words import plain


def worded_reason(codes: Iterable[str], note: str) -> str:
    """A sentence a line; the note on lines of its own."""
    module = current_app.jinja_env.get_template("components/reason_words.html").module
    sentences = [plain(module.reason_sentence(code)) for code in codes]  # type: ignore[attr-defined]
    return "\n".join(part for part in (*sentences, note.strip()) if part)
