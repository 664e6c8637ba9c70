"""Static files by content: an address names its hash, so browsers may keep it for ever."""

import hashlib
from functools import cache
from pathlib import Path

import brotli
from flask import Blueprint, Flask, Response, abort, request, send_from_directory, url_for

from app.web.access import PUBLIC, access
from app.web.context import settings

STATIC = Path(__file__).resolve().parents[2] / "static"
FOR_EVER = "public, max-age=31536000, immutable"
PACKED = {".js", ".css", ".svg"}

assets = Blueprint("assets", __name__)


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:12]


@cache
def _digest(filename: str) -> str:
    return _hash((STATIC / filename).read_bytes())


@cache
def _stylesheet(colours: tuple[tuple[str, str], ...]) -> tuple[bytes, str]:
    """The house's stylesheet with the office's colours after it: unlayered, so they win."""
    css = (STATIC / "css" / "site.css").read_text(encoding="utf-8")
    if colours:
        css += "\n:root {" + "".join(f" --brand-{step}: {value};" for step, value in colours) + " }\n"
    content = css.encode()
    return content, _hash(content)


def _office_stylesheet() -> tuple[bytes, str]:
    return _stylesheet(tuple(settings().office.colours.items()))


@cache
def _pack(content: bytes) -> bytes:
    """Packed once as far as it goes: a page must be packed quickly, a file is sent for ever."""
    return bytes(brotli.compress(content, quality=11))


def _packed(response: Response) -> Response:
    """The response with its body packed, for browsers that can unpack it."""
    if request.accept_encodings.quality("br"):
        response.direct_passthrough = False
        response.set_data(_pack(response.get_data()))
        response.headers["Content-Encoding"] = "br"
    response.vary.add("Accept-Encoding")
    return response


def static_url(filename: str) -> str:
    """The address of a static file, with its hash; a part after # stays at the end."""
    path, hash_mark, part = filename.partition("#")
    return _file_address(path) + hash_mark + part


@cache  # no file has an English copy, so its address is the same on every page
def _file_address(filename: str) -> str:
    return url_for("assets.static_file", digest=_digest(filename), filename=filename)


def stylesheet_url() -> str:
    return _stylesheet_address(_office_stylesheet()[1])


@cache
def _stylesheet_address(digest: str) -> str:
    return url_for("assets.stylesheet", digest=digest)


@assets.get("/aset/<digest>/gaya.css")
@access(PUBLIC)
def stylesheet(digest: str) -> Response:
    content, current = _office_stylesheet()
    return _kept(_packed(Response(content, mimetype="text/css")), digest == current)


@assets.get("/aset/<digest>/<path:filename>")
@access(PUBLIC)
def static_file(digest: str, filename: str) -> Response:
    if not (STATIC / filename).resolve().is_relative_to(STATIC):
        abort(404)
    response = send_from_directory(STATIC, filename)
    if Path(filename).suffix in PACKED:
        response = _packed(response)
    return _kept(response, _digest(filename) == digest)


def _kept(response: Response, current: bool) -> Response:
    # An old page may ask for an old hash: it gets today's file, but must not keep it under that address.
    response.headers["Cache-Control"] = FOR_EVER if current else "no-cache"
    return response


def install(app: Flask) -> None:
    app.register_blueprint(assets)
    app.jinja_env.globals.update(static_url=static_url, stylesheet_url=stylesheet_url)
