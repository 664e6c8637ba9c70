"""Reporting a vacancy to the office, without an account."""

import secrets
from typing import Any

from flask import Response, abort, current_app, make_response, redirect, render_template, request, session, url_for

from app.domain.errors import InvalidFact
from app.domain.report import REPORT_ADDRESS, REPORT_DEVICE, NewReport, ReportReason
from app.domain.throttling import TooManyAttempts
from app.extensions import db
from app.forms.report import ReportForm
from app.gateways.keyring import Keyring
from app.queries.vacancy_page import Standing, VacancyDetail, vacancy_detail
from app.services.reports import file
from app.services.throttles import attempt_all
from app.web.access import PUBLIC, access
from app.web.context import clock, settings
from app.web.devices import network
from app.web.public.blueprint import NUMBER, public
from app.web.visitor import actor


@public.get(f"/lowongan/<{NUMBER}:vacancy_id>/lapor")
@access(PUBLIC)
def report(vacancy_id: int) -> Any:
    return _page(_reportable(vacancy_id), ReportForm(data={"formulir": secrets.token_urlsafe(24)}), 200)


@public.post(f"/lowongan/<{NUMBER}:vacancy_id>/lapor")
@access(PUBLIC)
def send_report(vacancy_id: int) -> Any:
    detail, form = _reportable(vacancy_id), ReportForm(request.form)
    if not form.validate():
        return _page(detail, form, 422)
    try:
        if not form.situs.data:
            _file(vacancy_id, form)
    except InvalidFact as error:
        form.accept(InvalidFact({"note": "cerita"}.get(error.field, error.field), error.problem))
        return _page(detail, form, 422)
    except TooManyAttempts as error:
        return _page(detail, form, 429, wait_minutes=max(1, round(error.wait.total_seconds() / 60)))
    return redirect(url_for("public.report_sent", vacancy_id=vacancy_id), 303)


@public.get(f"/lowongan/<{NUMBER}:vacancy_id>/lapor/terkirim")
@access(PUBLIC)
def report_sent(vacancy_id: int) -> Any:
    """It says the same for every number, so that it tells nothing of a vacancy that is gone by now."""
    return render_template("public/report/sent.html")


def _reportable(vacancy_id: int) -> VacancyDetail:
    """What has a page can be reported; everything else answers alike."""
    detail = vacancy_detail(db.session(), vacancy_id, clock(), settings().gone_days)
    if detail is None or detail.standing in (Standing.GONE, Standing.TAKEN_DOWN):
        abort(404)
    return detail


def _file(vacancy_id: int, form: ReportForm) -> None:
    """Raises InvalidFact, TooManyAttempts."""
    keyring: Keyring = current_app.extensions["keyring"]
    command = NewReport(vacancy_id, ReportReason(form.alasan.data), form.cerita.data)
    device = str(session.get("csrf_token", "")) or form.formulir.data
    # None by vacancy: whoever posted it could use it up with reports of their own.
    attempt_all([(REPORT_DEVICE, device), (REPORT_ADDRESS, network())], clock(), keyring)
    file(command, form.kontak.data, form.formulir.data or secrets.token_urlsafe(24), actor(), clock(), keyring)


def _page(detail: VacancyDetail, form: ReportForm, status: int, wait_minutes: int = 0) -> Response:
    path = url_for("public.vacancy", vacancy_id=detail.vacancy.id, slug=detail.vacancy.slug)
    page = render_template(
        "public/report/page.html",
        detail=detail,
        vacancy=detail.vacancy,
        form=form,
        path=path,
        wait_minutes=wait_minutes,
    )
    response = make_response(page, status)
    response.headers["Cache-Control"] = "no-store"  # the form holds a number of its own
    return response
