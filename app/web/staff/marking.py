"""What the moderator's assistant finds, laid out for a review."""

from app.domain.moderation.inspection import inspect
from app.domain.moderation.marks import Layout, laid_out
from app.extensions import db
from app.models import Vacancy, VacancyRevision
from app.queries.moderation_facts import moderation_facts, revision_facts
from app.web.context import clock


def marks_of(vacancy: Vacancy) -> Layout:
    """Of a vacancy as it stands now; the flags that were kept at its submission stay what the queue counts."""
    facts = moderation_facts(db.session(), vacancy, clock().today())
    return laid_out(facts, inspect(facts))


def marks_of_change(vacancy: Vacancy, revision: VacancyRevision) -> Layout:
    """Of a published vacancy with a proposal in force."""
    facts = revision_facts(db.session(), vacancy, revision, clock().today())
    return laid_out(facts, inspect(facts))
