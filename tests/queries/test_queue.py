"""The office's queue: what waits where, oldest first, under every filter, in a fixed number of selects."""

from datetime import timedelta
from typing import Any

import pytest

from app.domain.actor import SYSTEM, Actor
from app.domain.queue import QueueFilters, Tab
from app.queries.queue import QueuePage, oldest_free, place_in_queue, queue_page, tab_counts
from app.queries.queue_candidates import Asking
from app.services import assignments
from tests.factories.accounts import acting, officer
from tests.factories.employers import employer
from tests.factories.review import flag, keep, report, revision, sample
from tests.factories.vacancies import posting, vacancy
from tests.factories.workers import certificate, worker
from tests.support.clock import NOW
from tests.support.queries import assert_flat
from tests.support.site import Site


def hours(number: float) -> Any:
    return NOW - timedelta(hours=number)


def ask(site: Site, tab: Tab, who: Actor = SYSTEM, **filters: Any) -> QueuePage:
    with site.session() as session:
        return queue_page(session, QueueFilters(tab, **filters), Asking(who, site.clock.now()))


def titles(found: QueuePage) -> list[str]:
    return [item.title for item in found.items]


def store(site: Site, *made: Any) -> list[int]:
    return site.save(*made, indexed=False)


def test_vacancies_and_samples_oldest_first(site: Site) -> None:
    _, _, drawn, done, _ = store(
        site, vacancy("Baru", status="submitted", submitted_at=hours(1)),
        vacancy("Lama", status="submitted", submitted_at=hours(9)), vacancy("Contoh"), vacancy("Sudah"),
        vacancy("Draf", status="draft"),
    )  # fmt: skip
    keep(site, sample(drawn, hours(4)), sample(done, hours(20)))
    with site.session() as session:
        session.connection(execution_options={"write": True})
        session.get_one(type(sample(done)), done).reviewed_at = NOW
        session.commit()
    assert titles(ask(site, Tab.VACANCIES)) == ["Lama", "Contoh", "Baru"]
    assert titles(ask(site, Tab.VACANCIES, kind="contoh")) == ["Contoh"]
    assert titles(ask(site, Tab.VACANCIES, kind="baru")) == ["Lama", "Baru"]


def test_counts_and_the_oldest_of_every_tab(site: Site) -> None:
    first, second = store(site, vacancy(), vacancy())
    store(site, vacancy(status="submitted", submitted_at=hours(3)))
    store(
        site, employer(status="pending", submitted_at=hours(30)), employer(change_cipher=b"x", submitted_at=hours(2)),
        employer(status="suspended", suspended_at=NOW, change_cipher=b"x", submitted_at=hours(99)),
    )  # fmt: skip
    store(site, worker(certificate(status="unverified", created_at=hours(50)), certificate()))
    keep(site, report(first, at=hours(7)), report(first, at=hours(5)), report(second, status="dismissed"))
    revision(site, second, hours(6), title="Operator Baru")
    with site.session() as session:
        counts = tab_counts(session, Tab)
    assert {tab: (count.waiting, count.oldest) for tab, count in counts.items()} == {
        Tab.VACANCIES: (1, hours(3)), Tab.REVISIONS: (1, hours(6)), Tab.EMPLOYERS: (2, hours(30)),
        Tab.CERTIFICATES: (1, hours(50)), Tab.REPORTS: (1, hours(7)),
    }  # fmt: skip


def test_a_revision_of_what_is_not_on_the_board_cannot_be_decided(site: Site) -> None:
    [key] = store(site, vacancy())
    revision(site, key, title="Lain")
    with site.session() as session:
        session.connection(execution_options={"write": True})
        session.get_one(type(vacancy()), key).status = "suspended"
        session.commit()
    assert ask(site, Tab.REVISIONS).total == 0


def test_reports_of_one_vacancy_are_one_item(site: Site) -> None:
    first, second = store(site, vacancy("Satu"), posting("Dua"))
    keep(
        site, report(first, at=hours(2)), report(second, "palsu", at=hours(8)), report(second, "biaya", at=hours(1))
    )  # fmt: skip
    found = ask(site, Tab.REPORTS)
    assert [(item.title, item.reasons, item.is_imported) for item in found.items] == [
        ("Dua", ("palsu", "biaya"), True), ("Satu", ("biaya",), False),
    ]  # fmt: skip
    assert [item.id for item in found.items] == [2, 1]
    assert titles(ask(site, Tab.REPORTS, reason="palsu")) == ["Dua"]


def flagged(site: Site) -> list[int]:
    keys = store(
        site, vacancy("Berat", status="submitted", submitted_at=hours(80), places=("63.11.01",)),
        vacancy("Ringan", status="submitted", submitted_at=hours(30)),
        vacancy("Bersih", status="submitted", submitted_at=hours(5), of=employer(name="PT Lain Sekali")),
    )  # fmt: skip
    keep(site, flag(keys[0], "fee"), flag(keys[0], "age", "notice"), flag(keys[1], "age", "notice"))
    return keys


@pytest.mark.parametrize(
    ("filters", "wanted"),
    [
        ({"flag": "age"}, ["Berat", "Ringan"]),
        ({"flag": "fee"}, ["Berat"]),
        ({"gravity": "berat"}, ["Berat"]),
        ({"gravity": "ringan"}, ["Ringan"]),
        ({"gravity": "tanpa"}, ["Bersih"]),
        ({"place": "63.11.01"}, ["Berat"]),
        ({"place": "63.11"}, ["Berat", "Ringan", "Bersih"]),
        ({"waited": "24"}, ["Berat", "Ringan"]),
        ({"waited": "72"}, ["Berat"]),
        ({"text": "lain sekali"}, ["Bersih"]),
        ({"text": "ber%"}, []),
        ({"flag": "age", "gravity": "ringan"}, ["Ringan"]),
    ],
)
def test_filters(site: Site, filters: dict[str, str], wanted: list[str]) -> None:
    flagged(site)
    assert titles(ask(site, Tab.VACANCIES, **filters)) == wanted


def test_by_company(site: Site) -> None:
    keys = flagged(site)
    with site.session() as session:
        owner = session.get_one(type(vacancy()), keys[2]).employer_id
    assert titles(ask(site, Tab.VACANCIES, employer_id=owner)) == ["Bersih"]


def test_flags_and_places_are_on_the_line(site: Site) -> None:
    flagged(site)
    first = ask(site, Tab.VACANCIES).items[0]
    assert (first.flags, first.place) == ((("fee", "heavy"), ("age", "notice")), "Juai")


def test_who_is_on_what(site: Site) -> None:
    rina, dani = (acting(site, officer("moderator", name=name)) for name in ("Rina", "Dani"))
    keys = flagged(site)
    with site.app.app_context():
        assignments.claim(Tab.VACANCIES, keys[:1], rina, site.clock)
        assignments.claim(Tab.VACANCIES, keys[1:2], dani, site.clock)
    me = rina
    assert [item.holder for item in ask(site, Tab.VACANCIES).items] == ["Rina", "Dani", None]
    assert titles(ask(site, Tab.VACANCIES, me, held="saya")) == ["Berat"]
    assert titles(ask(site, Tab.VACANCIES, me, held="lain")) == ["Ringan"]
    assert titles(ask(site, Tab.VACANCIES, me, held="kosong")) == ["Bersih"]
    with site.session() as session:
        free = oldest_free(session, QueueFilters(Tab.VACANCIES), Asking(dani, site.clock.now()))
    assert free == keys[1]
    site.hands.move(minutes=30)
    assert titles(ask(site, Tab.VACANCIES, me, held="kosong")) == ["Berat", "Ringan", "Bersih"]


def test_what_comes_next(site: Site) -> None:
    rina, dani = (acting(site, officer("moderator")) for _ in range(2))
    first, second, third = flagged(site)

    def place(key: int, **filters: Any) -> tuple[int, int, int | None]:
        with site.session() as session:
            asking = Asking(rina, site.clock.now())
            found = place_in_queue(session, QueueFilters(Tab.VACANCIES, **filters), asking, key)
            return found.position, found.total, found.next_id

    assert [place(key) for key in (first, second, third)] == [(1, 3, second), (2, 3, third), (3, 3, first)]
    assert place(10**6) == (0, 3, first)
    assert place(first, flag="age") == (1, 2, second)
    with site.app.app_context():
        assignments.claim(Tab.VACANCIES, [second], dani, site.clock)
    assert place(first) == (1, 3, third)
    assert place(first, flag="fee") == (1, 1, None)


def add_rows(site: Site, number: int) -> None:
    for n in range(number):
        [key] = store(site, vacancy(f"Nomor {n}", status="submitted", submitted_at=hours(n)))
        keep(site, flag(key))


def test_pages_and_queries(site: Site) -> None:
    """R13: as many selects for twenty rows as for one."""
    add_rows(site, 1)

    def page() -> None:
        ask(site, Tab.VACANCIES)

    few = assert_flat(page, page)
    add_rows(site, 24)
    assert assert_flat(page, page) == few
    found = ask(site, Tab.VACANCIES)
    assert (found.total, found.pages, len(found.items)) == (25, 2, 20)
    assert len(ask(site, Tab.VACANCIES, page=2).items) == 5
    assert ask(site, Tab.VACANCIES, page=3).items == []


def test_lines_of_companies_and_certificates(site: Site) -> None:
    store(site, employer(name="CV Baru Jadi", status="pending", submitted_at=hours(1), nib="1234567890123"))
    store(site, worker(certificate(status="unverified", number="REG-7", created_at=hours(1))))
    [company] = ask(site, Tab.EMPLOYERS).items
    assert (company.title, company.owner, company.place) == ("CV Baru Jadi", "1234567890123", "Paringin")
    assert titles(ask(site, Tab.EMPLOYERS, text="1234567890123")) == ["CV Baru Jadi"]
    assert ask(site, Tab.EMPLOYERS, kind="perubahan").total == 0
    [paper] = ask(site, Tab.CERTIFICATES, text="reg-7", issuer="bnsp", place="63.11.06").items
    assert paper.owner == "REG-7"
    assert ask(site, Tab.CERTIFICATES, issuer="kemnaker").total == 0
    assert ask(site, Tab.CERTIFICATES, text="Budi").total == 0  # names of people are not searched
