"""What the site says of itself: help, what it keeps of visitors, who runs it."""

from flask import render_template

from app.web.access import PUBLIC, access
from app.web.public.blueprint import public


@public.get("/bantuan")
@access(PUBLIC)
def help() -> str:
    return render_template("public/help.html")


@public.get("/privasi")
@access(PUBLIC)
def privacy() -> str:
    return render_template("public/privacy.html")


@public.get("/tentang")
@access(PUBLIC)
def about() -> str:
    return render_template("public/about.html")
