"""What a command says when a rule forbids it. Errors of the house are worded for logs."""

import click

from app.domain.errors import DomainError, InvalidFact, NotFound, TransitionRefused


def refused(thing: str, error: DomainError) -> click.ClickException:
    """The end of a command that wanted to change `thing`, named as whoever typed the command knows it."""
    match error:
        case NotFound():
            said = f"tidak ada ({error})."
        case TransitionRefused():
            said = f"'{error.verb}' tidak berlaku dalam keadaan '{error.state}'."
        case InvalidFact():
            said = f"'{error.field}' ditolak: {error.problem}."
        case _:
            said = "tidak boleh dilakukan dari baris perintah."
    return click.ClickException(f"{thing}: {said}")
