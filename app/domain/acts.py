"""Whose act a line of the log tells of, whatever has become of the account since."""

from app.domain.actor import Role
from app.domain.certificate import CERTIFICATE_LIFECYCLE
from app.domain.employer import EMPLOYER_LIFECYCLE
from app.domain.report import REPORT_LIFECYCLE
from app.domain.vacancy import VACANCY_LIFECYCLE

_LAWS = {law.noun: law for law in (VACANCY_LIFECYCLE, EMPLOYER_LIFECYCLE, CERTIFICATE_LIFECYCLE, REPORT_LIFECYCLE)}
_TEAM = frozenset({Role.EMPLOYER_MEMBER, Role.EMPLOYER_ADMIN, Role.TRUSTED_MEMBER})
# Verbs that are in no law of states: of a vacancy they are the office's (links, samples), of a company its team's.
_LAWLESS = {VACANCY_LIFECYCLE.noun: True, EMPLOYER_LIFECYCLE.noun: False}


def is_offices(noun: str, verb: str) -> bool | None:
    """Whether only the office does this, as the law of states says; False where only a company's team does, None where
    it may be either's, or somebody else's."""
    row = _LAWS[noun].transitions.get(verb) if noun in _LAWS else None
    if row is None:
        return _LAWLESS.get(noun)
    if Role.STAFF in row.who and not row.who & (_TEAM | {Role.ACCOUNT}):
        return True
    return False if row.who & _TEAM and Role.STAFF not in row.who else None
