"""Opening an account. What the page answers is the same whether or not the address is known already."""

from functools import partial
from typing import Any

from flask import Response, flash, make_response, redirect, render_template, request, session, url_for

from app.domain.errors import InvalidFact
from app.domain.throttling import TooManyAttempts
from app.extensions import db
from app.forms.base import HouseForm
from app.forms.registration import EmailForm, EmployerRegistrationForm, JobseekerForm
from app.queries.industries import divisions, is_whole_code
from app.services import registration
from app.web.access import PUBLIC, access
from app.web.account.blueprint import account
from app.web.account.sign_in import too_many
from app.web.context import clock, keyring
from app.web.devices import network
from app.web.regions import region_choices
from app.web.visitor import actor

TYPED = "typed_email"


@account.get("/daftar")
@access(PUBLIC)
def register() -> Any:
    return render_template("account/register.html")


@account.route("/daftar/pencari-kerja", methods=["GET", "POST"])
@access(PUBLIC)
def register_jobseeker() -> Any:
    form = JobseekerForm(request.form if request.method == "POST" else None)
    if request.method == "GET" or not form.validate():
        return _page("account/register_jobseeker.html", form)
    try:
        registration.register_jobseeker(form.command, actor(), network(), clock(), keyring())
    except InvalidFact as error:
        form.accept(error)
        return _page("account/register_jobseeker.html", form)
    except TooManyAttempts as error:
        return too_many(form, error, partial(_page, "account/register_jobseeker.html"))
    _remember(form)
    return redirect(url_for("account.registered", cara="surat" if form.email.data else "loket"), 303)


@account.route("/daftar/perusahaan", methods=["GET", "POST"])
@access(PUBLIC)
def register_employer() -> Any:
    form = EmployerRegistrationForm(
        request.form if request.method == "POST" else None, region_choices(None), divisions(db.session()),
        lambda code: is_whole_code(db.session(), code),
    )  # fmt: skip
    if request.method == "GET" or not form.validate():
        return _page("account/register_employer.html", form)
    try:
        registration.register_company(form.person, form.company, actor(), network(), clock(), keyring())
    except InvalidFact as error:
        form.accept(error)
        return _page("account/register_employer.html", form)
    except TooManyAttempts as error:
        return too_many(form, error, partial(_page, "account/register_employer.html"))
    _remember(form)
    return redirect(url_for("account.registered", cara="perusahaan"), 303)


@account.get("/daftar/terkirim")
@access(PUBLIC)
def registered() -> Any:
    way = request.args.get("cara", "surat")
    shown = {"way": way if way in ("surat", "loket") else "perusahaan", "typed": session.pop(TYPED, "")}
    return render_template("account/registered.html", **shown)


@account.route("/daftar/kirim-ulang", methods=["GET", "POST"])
@access(PUBLIC)
def send_again() -> Any:
    form = EmailForm(request.form if request.method == "POST" else None)
    if request.method == "GET" or not form.validate():
        return _page("account/send_again.html", form)
    try:
        registration.send_again(form.email.data, network(), clock(), keyring())
    except InvalidFact as error:
        form.accept(error)
        return _page("account/send_again.html", form)
    except TooManyAttempts as error:
        return too_many(form, error, partial(_page, "account/send_again.html"))
    flash("letter_sent", "good")
    return redirect(url_for("account.registered", cara="surat"), 303)


def _remember(form: HouseForm) -> None:
    """Keep the address for the next page, in this browser alone: who mistyped it sees so there."""
    session[TYPED] = form["email"].data or ""


def _page(template: str, form: HouseForm, status: int = 0, **shown: Any) -> Response:
    wrong = bool(form.errors or form.form_errors)
    shown.setdefault("wait", None)
    return make_response(render_template(template, form=form, **shown), status or (422 if wrong else 200))
