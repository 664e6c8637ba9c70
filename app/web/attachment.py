"""A kept paper as an answer: to be saved, never to be run (gate S8)."""

from urllib.parse import quote

from flask import Response, abort

from app.gateways.storage import Missing
from app.models import Document
from app.services.documents import open_document
from app.web.context import storage

# Whatever the file is, the browser treats it as of no site: no script, no form, no cookie.
HEADERS = {
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def attachment(document: Document) -> Response:
    """The content with its type by content, under its tidied name."""
    try:
        content = open_document(document, storage())
    except Missing:
        abort(404)
    answer = Response(content, mimetype=document.media_type)
    answer.headers.update(HEADERS)
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(document.filename, safe='')}"
    return answer
