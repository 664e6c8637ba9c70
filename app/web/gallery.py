"""The gallery: every component in every state on one page, for whoever builds pages. Not in production."""

import re
from datetime import timedelta

from flask import Blueprint, Flask, render_template
from werkzeug.datastructures import MultiDict

from app.domain.moderation.marks import Piece
from app.forms.gallery import GalleryForm
from app.web.access import PUBLIC, access
from app.web.assets import STATIC
from app.web.context import clock
from app.web.formats import SPRITE

gallery = Blueprint("gallery", __name__)


@gallery.get("/galeri")
@access(PUBLIC)
def components() -> str:
    today = clock().today()
    symbols = re.findall(r'<symbol id="([\w-]+)"', (STATIC / SPRITE).read_text(encoding="utf-8"))
    form = GalleryForm(MultiDict({"wage": "banyak", "days": "sen"}))
    form.validate()
    return render_template(
        "gallery/page.html",
        form=form,
        now=clock().now(),
        today=today,
        later=today + timedelta(days=40),
        symbols=symbols,
        piece=Piece,
    )


def install(app: Flask) -> None:
    app.register_blueprint(gallery)
