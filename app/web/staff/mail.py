"""Letters that did not arrive."""

from typing import Any

from flask import abort, flash, redirect, render_template, url_for

from app.domain.errors import TransitionRefused
from app.extensions import db
from app.policies.permission_map import Right
from app.queries.letters import mailbag, masked
from app.services.letters import retry
from app.web.access import access
from app.web.context import clock
from app.web.staff.blueprint import NUMBER, staff
from app.web.visitor import actor


@staff.get("/surat")
@access(Right.READ_MAIL)
def mail() -> Any:
    return render_template("staff/mail.html", bag=mailbag(db.session()), masked=masked)


@staff.post(f"/surat/<{NUMBER}:mail_id>/kirim-ulang")
@access(Right.READ_MAIL)
def retry_mail(mail_id: int) -> Any:
    try:
        retry(mail_id, actor(), clock())
    except TransitionRefused:
        abort(409)
    flash("mail_queued", "good")
    return redirect(url_for("staff.mail"), 303)
