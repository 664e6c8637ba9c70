"""Everybody the matrix knows: one browser a person, and the things that are theirs."""

from dataclasses import dataclass, field
from typing import Any

from app.models import Account, Document, Employer, Notice, SignIn
from app.policies.permission_map import PERMISSIONS, Right
from tests.factories.accounts import account, client_as, member, officer
from tests.factories.employers import employer
from tests.factories.vacancies import posting, vacancy
from tests.support.clock import NOW
from tests.support.pages import PageClient
from tests.support.site import Site

OFFICERS = ("moderator", "verifier", "counsellor", "training_officer", "admin", "head")
VISITOR, HALF = "visitor", "officer_before_second_step"
MISSING = 987_654  # an id that nothing has


@dataclass
class People:
    """`clients` by name of the person. `own`, `other` and `hidden` are ids, by right: of a thing that is the person's
    own, of the same kind of thing of somebody else, and of one that bears the own company's name and is not theirs."""

    site: Site
    clients: dict[str, PageClient] = field(default_factory=dict)
    own: dict[tuple[str, Right], int] = field(default_factory=dict)
    other: dict[Right, int] = field(default_factory=dict)
    hidden: dict[Right, int] = field(default_factory=dict)

    @property
    def names(self) -> list[str]:
        return list(self.clients)


def gather(site: Site) -> People:
    """One person of each kind, each with things of their own, and somebody else who has such things too."""
    people = People(site)
    people.clients[VISITOR] = PageClient(site.app)
    mine, theirs = employer(), employer()
    site.save(mine, theirs)
    _enter(people, "jobseeker", account())
    _enter(people, "team_member", member(mine, "member"))
    _enter(people, "team_admin", member(mine, "admin"))
    for role in OFFICERS:
        _enter(people, role, officer(role))
    people.clients[HALF] = client_as(site, officer(*OFFICERS), second_factor=False)
    stranger = member(theirs, "admin")
    client_as(site, stranger)
    vacancies = site.save(vacancy(employer=mine), vacancy(employer=theirs))
    documents = site.save(_document(mine), _document(theirs))
    for name in ("team_member", "team_admin"):
        people.own[name, Right.KEEP_VACANCY], people.own[name, Right.READ_EMPLOYER_DOCUMENT] = (
            vacancies[0],
            documents[0],
        )
        people.own[name, Right.KEEP_EMPLOYER_DOCUMENT] = documents[0]
    people.other |= {Right.KEEP_VACANCY: vacancies[1], Right.READ_EMPLOYER_DOCUMENT: documents[1]}
    people.other[Right.KEEP_EMPLOYER_DOCUMENT] = documents[1]
    people.other |= _account_things(site, stranger.id)
    [linked] = site.save(posting(employer=mine))
    people.hidden[Right.KEEP_VACANCY] = linked
    return people


def _enter(people: People, name: str, who: Account) -> None:
    people.clients[name] = client_as(people.site, who)
    for right, key in _account_things(people.site, who.id).items():
        people.own[name, right] = key


def _account_things(site: Site, account_id: int) -> dict[Right, int]:
    [notice_id] = site.save(Notice(account_id=account_id, kind="vacancy_approve", created_at=NOW))
    with site.session() as session:
        sign_in_id = session.query(SignIn.id).filter_by(account_id=account_id).first()[0]
    return {Right.READ_OWN_NOTICE: notice_id, Right.END_OWN_SIGN_IN: sign_in_id}


def _document(of: Employer) -> Document:
    return Document(
        employer_id=of.id, kind="nib", filename="nib.pdf", media_type="application/pdf", size=1, sha256=bytes(32),
        storage_name=f"{of.id:043d}", created_at=NOW,
    )  # fmt: skip


def rights_over_things() -> set[Right]:
    return {right for right, paragraph in PERMISSIONS.items() if paragraph.over is not None}


def any_value(name: str) -> Any:
    """A value for a part of an address that the guard does not look at."""
    return 1 if name.endswith(("_id", "number")) else "x"
