"""Somebody's news."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from app.extensions import db
from app.forms.list_filters import Reader
from app.policies.permission_map import Right
from app.queries.own_account import news, own_notice
from app.services.notices import mark_all_read, mark_read
from app.web.access import access, guarded
from app.web.account.blueprint import NUMBER, account
from app.web.account.who import me
from app.web.context import clock
from app.web.next_page import own_path
from app.web.paging import pages_of


@account.get("/akun/pemberitahuan")
@access(Right.KEEP_OWN_ACCOUNT)
def notices() -> Any:
    read = Reader(request.args)
    found = news(db.session(), me().account_id, read.page())
    pages = pages_of(found, url_for("account.notices"))
    page = render_template("account/notices.html", found=found, who=me(), pages=pages, unused=read.left())
    return page, pages.status


@account.post(f"/akun/pemberitahuan/<{NUMBER}:notice_id>")
@access(Right.READ_OWN_NOTICE, thing=own_notice)
def open_notice(notice_id: int) -> Any:
    """Note that it was read, and go where it leads."""
    path = guarded().path
    mark_read(notice_id, clock())
    return redirect(own_path(path) or url_for("account.notices"), 303)


@account.post("/akun/pemberitahuan/dibaca")
@access(Right.KEEP_OWN_ACCOUNT)
def read_all_notices() -> Any:
    mark_all_read(me().account_id, clock())
    flash("notices_read", "good")
    return redirect(url_for("account.notices"), 303)
