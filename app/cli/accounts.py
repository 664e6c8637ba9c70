"""`flask accounts`: the office's first admin, and what an operator does with accounts from the shell."""

from collections.abc import Callable

import click
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy import select

from app.cli.refused import refused
from app.domain.account import AccountStatus
from app.domain.actor import OFFICERS, OPERATOR
from app.domain.errors import DomainError
from app.extensions import db
from app.models import Account
from app.services import staffing
from app.services.closing import close_at_the_counter
from app.services.second_factor import present_code
from config import Settings

accounts = AppGroup("accounts", help="Accounts of officers, and single accounts.")


@accounts.command()
@click.argument("email")
@click.option("--role", "roles", multiple=True, required=True, type=click.Choice(sorted(map(str, OFFICERS))))
def staff(email: str, roles: tuple[str, ...]) -> None:
    """Make somebody an officer: an account that exists gets the roles, anybody else an invitation. Its link is printed,
    for an office that has no mail server yet."""
    clock, keyring = current_app.extensions["clock"], current_app.extensions["keyring"]
    account = _account(email)
    try:
        if account is not None and account.status == AccountStatus.ACTIVE:
            held = {row.role for row in account.roles}
            staffing.change_roles(account.id, held | set(roles), OPERATOR, clock)
            click.echo(f"{email}: peran sekarang {', '.join(sorted(held | set(roles)))}")
            return
        path = staffing.invite(email, roles, OPERATOR, clock, keyring)
    except DomainError as error:
        raise refused(email, error) from error
    settings: Settings = current_app.config["SETTINGS"]
    click.echo(f"Undangan untuk {email}, berlaku tujuh hari, sekali pakai:\n{settings.public_url}{path}")


@accounts.command()
@click.argument("email")
@click.option("--reason", required=True, help="Kept in the event log.")
def suspend(email: str, reason: str) -> None:
    """Keep an account out, from its next request on."""
    _verb(email, lambda key: staffing.suspend(key, reason, OPERATOR, current_app.extensions["clock"]))


@accounts.command()
@click.argument("email")
@click.option("--reason", required=True, help="Kept in the event log.")
def reactivate(email: str, reason: str) -> None:
    """Let a suspended account in again."""
    _verb(email, lambda key: staffing.reactivate(key, reason, OPERATOR, current_app.extensions["clock"]))


@accounts.command()
@click.argument("email")
@click.confirmation_option(prompt="Nama, alamat, dan persetujuan terhapus dan tidak kembali. Lanjut?")
def close(email: str) -> None:
    """Delete the account of somebody who asked for it at the counter, with their papers in hand."""
    _verb(email, lambda key: close_at_the_counter(key, OPERATOR, current_app.extensions["clock"]))


@accounts.command("reset-second-step")
@click.argument("email")
@click.option("--reason", required=True, help="Kept in the event log.")
def reset_second_step(email: str, reason: str) -> None:
    """Take the second step off an account whose owner lost telephone and paper."""
    _verb(email, lambda key: staffing.reset_second_step(key, reason, OPERATOR, current_app.extensions["clock"]))


@accounts.command()
@click.argument("email")
def code(email: str) -> None:
    """Print the code that an account's app shows now. For whoever builds the site; refused in production."""
    if current_app.config["SETTINGS"].production:
        raise click.ClickException("Situs ini melayani umum (production): kode hanya ada di ponsel pemiliknya.")
    try:
        click.echo(
            present_code(db.session(), email, current_app.extensions["clock"], current_app.extensions["keyring"])
        )
    except DomainError as error:
        raise click.ClickException(f"{email} belum memulai verifikasi dua langkah.") from error


def _account(email: str) -> Account | None:
    return db.session.scalar(select(Account).where(Account.email == email.strip().lower()))


def _verb(email: str, verb: Callable[[int], None]) -> None:
    account = _account(email)
    if account is None:
        raise click.ClickException(f"Tidak ada akun {email}.")
    try:
        verb(account.id)
    except DomainError as error:
        raise refused(email, error) from error
    click.echo(f"{email}: selesai")
