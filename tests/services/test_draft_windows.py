"""Which save of a draft holds: from two windows, from one that sends out of order, from a button."""

import pytest
from sqlalchemy.orm import Session

from app.domain.drafts import DraftConflict
from app.services import drafting
from tests.services.test_drafting import row, sheet, team
from tests.support.site import Site


def test_another_window_is_not_overwritten(site: Site, session: Session) -> None:
    company, who = team(site)
    key = drafting.start_draft(company, sheet(), who, site.clock).vacancy_id
    other = sheet("Lain", window="jendela-b", version=1)
    drafting.save_draft(key, other, who, site.clock)
    with pytest.raises(DraftConflict) as caught:
        drafting.save_draft(key, sheet("Kemudian", version=1), who, site.clock)
    assert (caught.value.version, caught.value.saved_by) == (2, who.account_id)
    assert row(session, key).title == "Lain"
    drafting.replace_draft(key, sheet("Kemudian", version=1), who, site.clock)
    assert row(session, key).title == "Kemudian"


def test_a_save_that_was_overtaken_is_never_called_saved(site: Site, session: Session) -> None:
    company, who = team(site)
    key = drafting.start_draft(company, sheet(step=3), who, site.clock).vacancy_id
    assert drafting.save_draft(key, sheet(step=3), who, site.clock).version == 1, "the same once more is kept already"
    with pytest.raises(DraftConflict):
        drafting.save_draft(key, sheet("Lain", step=2), who, site.clock)
    assert row(session, key).title == "Juru las"


def test_what_a_button_sends_wins_over_the_page_s_earlier_saves(site: Site, session: Session) -> None:
    company, who = team(site)
    key = drafting.start_draft(company, sheet(step=3), who, site.clock).vacancy_id
    drafting.save_draft(key, sheet("Juru las 3G", step=1, by_button=True), who, site.clock)
    assert row(session, key).title == "Juru las 3G"
    with pytest.raises(DraftConflict):
        drafting.save_draft(key, sheet("Terlambat", step=2), who, site.clock)
    assert row(session, key).title == "Juru las 3G"
