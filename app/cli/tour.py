"""Tells whoever tries the site with which accounts to do it."""

import click
from sqlalchemy import select

from app.demo.accounts import TOUR, TOUR_PASSWORD
from app.extensions import db
from app.models import Account

_ROLES = {
    "jobseeker": "pencari kerja", "employer": "perusahaan", "trusted": "perusahaan terpercaya",
    "moderator": "moderator",
    "verifier": "verifikator", "counsellor": "pengantar kerja", "training_officer": "petugas pelatihan",
    "admin": "admin", "head": "kepala (hanya membaca)",
}  # fmt: skip


def show_tour() -> None:
    """The tour's accounts that are there, and their password. Nothing where there are none."""
    emails = [one.email for one in TOUR]
    there = set(db.session.scalars(select(Account.email).where(Account.email.in_(emails))))
    db.session.remove()
    if not there:
        return
    width = max(len(email) for email in emails)
    click.echo(f"Akun contoh, kata sandi semuanya: {TOUR_PASSWORD}")
    for one in TOUR:
        if one.email in there:
            click.echo(f"  {one.email:<{width}}  {_ROLES[one.role]}")
    click.echo("Petugas mendaftarkan langkah kedua saat pertama masuk; kodenya: .venv/bin/flask accounts code E-MAIL")
