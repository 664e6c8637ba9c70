"""One worker of the catalogue."""

from typing import Any

from flask import abort, redirect, render_template, url_for

from app.extensions import db
from app.queries.worker_page import worker_page
from app.web.access import PUBLIC, access
from app.web.context import clock
from app.web.public.blueprint import public
from app.web.public.list_page import list_before


@public.get("/tenaga-kerja/<public_id>")
@access(PUBLIC)
def worker(public_id: str) -> Any:
    """Missing, hidden and malformed ids answer alike."""
    card = worker_page(db.session(), public_id, clock())
    if card is None:
        abort(404)
    if public_id != card.public_id:
        return redirect(url_for("public.worker", public_id=card.public_id), 301)
    return render_template("public/worker/page.html", card=card, back_to=list_before(url_for("public.worker_list")))
