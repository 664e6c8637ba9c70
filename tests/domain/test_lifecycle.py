import pytest

from app.domain.actor import OPERATOR, SYSTEM, Role
from app.domain.errors import TransitionRefused
from app.domain.lifecycle import Effect
from app.domain.vacancy import VACANCY_LIFECYCLE, VacancyStatus

# The statute of architecture.md, written out a second time on purpose: verb, from, to, who.
LAW = """
create           | -                                      | draft             | employer_member staff
import           | -                                      | published expired | operator
submit           | draft returned                         | submitted         | employer_member
publish_trusted  | draft                                  | published         | trusted_member
approve          | submitted                              | published         | staff
send_back        | submitted                              | returned          | staff
reject           | submitted                              | rejected          | staff
revise           | published                              | published         | employer_member
withdraw_revision | published                             | published         | employer_member
accept_revision  | published                              | published         | staff
refuse_revision  | published                              | published         | staff
extend           | published                              | published         | employer_member
withdraw         | draft returned submitted published     | withdrawn         | employer_member staff
suspend          | submitted published                    | suspended         | staff system
reinstate        | suspended                              | submitted         | staff system
fill             | published expired                      | filled            | employer_member
expire           | published                              | expired           | system
"""


def _law() -> dict[str, tuple[set[str], set[str], set[str]]]:
    rows = [[cell.strip() for cell in line.split("|")] for line in LAW.strip().splitlines()]
    return {
        verb: (set(sources.replace("-", "").split()), set(targets.split()), set(who.split()))
        for verb, sources, targets, who in rows
    }


def test_the_table_is_the_statute() -> None:
    table = {
        row.verb: (set(row.sources), set(row.targets), set(row.who)) for row in VACANCY_LIFECYCLE.transitions.values()
    }
    assert table == _law()


@pytest.mark.parametrize("verb", VACANCY_LIFECYCLE.transitions)
@pytest.mark.parametrize("state", [None, *VacancyStatus])
def test_every_verb_from_every_state(verb: str, state: str | None) -> None:
    sources = _law()[verb][0]
    allowed = state in sources if state else not sources
    if allowed:
        assert VACANCY_LIFECYCLE.check(verb, state).verb == verb
    else:
        with pytest.raises(TransitionRefused):
            VACANCY_LIFECYCLE.check(verb, state)


def test_whatever_leaves_or_enters_the_board_reaches_the_index() -> None:
    for row in VACANCY_LIFECYCLE.transitions.values():
        touches = ("published" in row.sources or "published" in row.targets) and row.verb not in (
            "revise",
            "withdraw_revision",
            "refuse_revision",
        )
        assert (Effect.INDEX in row.effects) == touches or row.verb == "fill", row.verb


def test_buttons_are_the_transitions_open_to_a_role() -> None:
    staff = {row.verb for row in VACANCY_LIFECYCLE.open_to("submitted", frozenset({Role.STAFF}))}
    assert staff == {"approve", "send_back", "reject", "withdraw", "suspend"}
    assert {row.verb for row in VACANCY_LIFECYCLE.open_to("published", SYSTEM.roles)} == {"suspend", "expire"}
    assert VACANCY_LIFECYCLE.open_to("rejected", OPERATOR.roles) == ()
