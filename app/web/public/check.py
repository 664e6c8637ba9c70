"""The public check of a certificate, behind a token that nobody can guess."""

from flask import Response, make_response, render_template

from app.extensions import db
from app.queries.certificate_check import check_certificate
from app.web.access import PUBLIC, access
from app.web.context import clock
from app.web.public.blueprint import public

# The address is the secret: no other site, cache or search engine learns it from this page.
HEADERS = {"Cache-Control": "no-store", "Referrer-Policy": "strict-origin", "X-Robots-Tag": "noindex"}


@public.get("/cek/<token>")
@access(PUBLIC)
def check(token: str) -> Response:
    found = check_certificate(db.session(), token, clock())
    response = make_response(render_template("public/check.html", found=found), 200 if found else 404)
    response.headers.update(HEADERS)
    return response
