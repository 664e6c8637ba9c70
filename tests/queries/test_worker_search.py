"""S7, U5, U6: the numbers of the catalogue are the numbers of the database, by one rule."""

import random
from datetime import date, timedelta

from sqlalchemy import func, update

from app.domain.worker_filters import SORTS, WorkerFilters
from app.models import Certificate, Worker
from app.queries import worker_fallback, worker_search
from app.queries.catalogue_figures import catalogue_figures
from app.queries.result_page import PER_PAGE
from app.queries.worker_cards import cards
from app.queries.worker_fallback import matching
from app.queries.worker_search import WorkerPage
from search.vacancies import UNKNOWN
from tests.factories.vacancies import TODAY
from tests.factories.workers import certificate, given, person, worker
from tests.support.lists import Broken, assert_true_counts
from tests.support.site import Site

SCHEMES = ["welder-smaw-3g", "operator-hd", "ahli-k3-umum", "tata-boga"]
DISTRICTS = ["63.11.01", "63.11.06", "63.09.01"]
VALUES = {
    "scheme": [*SCHEMES, "juru-ukur"],
    "issuer": ["bnsp", "kemnaker", "skk"],
    "level": ["2", "3", "7", UNKNOWN],
    "state": ["terverifikasi", "segera-berakhir", "kedaluwarsa"],
    "place": [*DISTRICTS, "63", "63.11", "63.11.02"],
    "education": ["smk", "s1", "sd"],
    "availability": ["sekarang", "30-hari", "tidak"],
    "experience": ["0-2", "3-5", "6-10", "11+"],
}


def catalogue(site: Site, dice: random.Random, number: int = 100) -> None:
    """People with something of everything, some of them not in the catalogue."""

    def one() -> Worker:
        held = [
            certificate(
                dice.choice(SCHEMES), dice.choice(["bnsp", "kemnaker"]), level=dice.choice([2, 3, None]),
                valid_until=dice.choice([None, TODAY + timedelta(days=dice.randint(-60, 400))]),
                issued_on=TODAY - timedelta(days=dice.randint(30, 900)),
                status=dice.choice(["verified"] * 4 + ["unverified", "revoked"]),
            )
            for _ in range(dice.choice([1, 1, 2, 3]))
        ]  # fmt: skip
        return worker(
            *held, consent=dice.choice(["card", "contact", "card", None]), experience_months=dice.randint(0, 200),
            district_code=dice.choice(DISTRICTS), education=dice.choice(["smk", "s1"]),
            available_from=dice.choice([None, TODAY + timedelta(days=dice.randint(-40, 60))]),
            hidden_at=dice.choice([None, None, None, None, site.clock.now()]),
        )  # fmt: skip

    site.save(*(one() for _ in range(number)))


def random_filters(dice: random.Random) -> WorkerFilters:
    facets = {name: tuple(dice.sample(VALUES[name], dice.choice([0, 0, 0, 1, 2]))) for name in VALUES}
    return WorkerFilters(sort=dice.choice([None, *SORTS]), **facets)


def ask(site: Site, filters: WorkerFilters) -> WorkerPage:
    with site.session() as session:
        return worker_search.search(session, site.engines.workers, filters, site.clock)


def sql_count(site: Site, filters: WorkerFilters) -> int:
    with site.session() as session:
        return session.scalar(matching(filters, site.clock.today(), func.count(Worker.id))) or 0


def test_totals_and_facets_are_those_of_the_database(site: Site) -> None:
    dice = random.Random(11)
    catalogue(site, dice)
    assert 0 < ask(site, WorkerFilters()).total < 100
    for _ in range(40):
        filters = random_filters(dice)
        assert_true_counts(ask(site, filters), VALUES, lambda state: sql_count(site, state))


def test_what_is_chosen_holds_for_one_certificate(site: Site) -> None:
    """One person: an expired SMAW 3G of BNSP at level 3 and a valid K3 of Kemnaker without a level."""
    over = certificate("welder-smaw-3g", "bnsp", level=3, valid_until=TODAY - timedelta(days=1))
    site.save(worker(over, certificate("ahli-k3-umum", "kemnaker")))
    both = {"scheme": ("welder-smaw-3g",), "issuer": ("kemnaker",)}
    for facets, hits in (
        ({"scheme": ("welder-smaw-3g",), "issuer": ("bnsp",), "level": ("3",), "state": ("kedaluwarsa",)}, 1),
        ({"scheme": ("ahli-k3-umum",), "level": (UNKNOWN,), "state": ("terverifikasi",)}, 1),
        (both, 0),
        ({"issuer": ("bnsp",), "state": ("terverifikasi",)}, 0),
        ({"level": ("3",), "state": ("terverifikasi",)}, 0),
        ({"scheme": ("welder-smaw-3g", "ahli-k3-umum"), "issuer": ("bnsp", "kemnaker")}, 1),
    ):
        filters = WorkerFilters(**facets)
        assert (ask(site, filters).total, sql_count(site, filters)) == (hits, hits), facets
    page = ask(site, WorkerFilters(issuer=("bnsp",)))
    assert page.facets is not None
    assert page.facets["skema"] == {"welder-smaw-3g": 1}
    assert page.facets["status"] == {"kedaluwarsa": 1}
    assert page.facets["penerbit"] == {"bnsp": 1, "kemnaker": 1}  # its own choice ignored


def test_a_person_counts_once_however_many_certificates_answer(site: Site) -> None:
    twice = [certificate("welder-smaw-3g", "bnsp"), certificate("welder-smaw-3g", "bnsp", level=3)]
    site.save(worker(*twice), worker())
    facets = ask(site, WorkerFilters()).facets
    assert facets is not None
    assert facets["skema"] == {"welder-smaw-3g": 2}
    assert facets["jenjang"] == {"3": 1, UNKNOWN: 2}


def test_only_the_catalogue_is_counted(site: Site) -> None:
    """Gate S7, each condition by itself."""
    minor = person(consents=[given()], birth_on=TODAY.replace(year=TODAY.year - 18) + timedelta(days=1))
    grown = person(consents=[given()], birth_on=TODAY.replace(year=TODAY.year - 18))
    site.save(
        worker(), worker(of=grown), worker(certificate(valid_until=TODAY - timedelta(days=400))),
        worker(consent=None), worker(of=person(consents=[given(withdrawn=True)])), worker(of=minor),
        worker(hidden_at=site.clock.now()),
        worker(certificate(status="unverified")), worker(certificate(status="revoked")),
    )  # fmt: skip
    page = ask(site, WorkerFilters())
    assert (page.total, len(page.cards)) == (3, 3)
    with site.session() as session:
        assert catalogue_figures(session, site.engines.workers, TODAY, 5).people == 3
        assert catalogue_figures(session, Broken(), TODAY, 5).people == 3  # type: ignore[arg-type]


def test_an_uncounted_certificate_is_on_no_card(site: Site) -> None:
    site.save(
        worker(
            certificate(), certificate("operator-hd", status="revoked"), certificate("tata-boga", status="unverified")
        )
    )
    [card] = ask(site, WorkerFilters()).cards
    assert [one.scheme for one in card.certificates] == ["welder-smaw-3g"]
    assert ask(site, WorkerFilters(scheme=("operator-hd",))).total == 0


def test_pages_hold_every_hit_once_in_the_order_of_the_database(site: Site) -> None:
    catalogue(site, random.Random(12), 90)
    for sort in (None, "pengalaman", "berakhir"):
        first = ask(site, WorkerFilters(sort=sort))
        pages = [ask(site, WorkerFilters(sort=sort, page=number + 1)) for number in range(first.pages)]
        found = [card.id for page in pages for card in page.cards]
        assert len(found) == len(set(found)) == first.total > PER_PAGE
        with site.session() as session:
            assert found == worker_fallback.search(session, WorkerFilters(sort=sort), site.clock, 500)[0], sort


def test_the_certificate_that_is_asked_for_speaks_for_the_card(site: Site) -> None:
    held = [certificate("welder-smaw-3g", level=3), certificate("operator-hd", "kemnaker", valid_until=None)]
    [key] = site.save(worker(*held))
    [plain] = ask(site, WorkerFilters()).cards
    [asked] = ask(site, WorkerFilters(scheme=("operator-hd",))).cards
    [typed] = ask(site, WorkerFilters(text="heavy dump ")).cards
    assert [card.certificates[0].scheme for card in (plain, asked, typed)] == [
        "welder-smaw-3g", "operator-hd", "operator-hd",
    ]  # fmt: skip
    with site.session() as session:
        assert [card.id for card in cards(session, [key, 10_000], site.clock)] == [key]


def test_a_card_tells_of_every_certificate_and_changes_with_it(site: Site) -> None:
    held = [
        certificate("rigger", "kemnaker", level=None, valid_until=None, lsp="LSP: \x1e\x1f Alat, Berat"),
        certificate("operator-hd", level=2, valid_until=TODAY - timedelta(days=1), lsp="LSP Lama"),
        certificate("welder-smaw-3g", level=3, valid_until=TODAY + timedelta(days=400)),
    ]
    [key] = site.save(worker(*held))

    def told() -> list[tuple[str, str, int | None, str, date | None]]:
        with site.session() as session:
            [card] = cards(session, [key], site.clock)
        return [(one.scheme, one.lsp, one.level, str(one.state), one.ends) for one in card.certificates]

    valid, unnamed, ended = told()
    assert valid == ("welder-smaw-3g", held[2].lsp, 3, "terverifikasi", (TODAY + timedelta(days=400)).replace(day=1))
    assert unnamed == ("rigger", "LSP:  \x1f Alat, Berat", None, "terverifikasi", None)
    assert ended[:4] == ("operator-hd", "LSP Lama", 2, "kedaluwarsa")
    with site.session() as session:
        session.execute(update(Certificate).where(Certificate.scheme_code == "rigger").values(kkni_level=5))
        session.commit()
    assert [scheme for scheme, *_ in told()] == ["rigger", "welder-smaw-3g", "operator-hd"]


def test_a_card_rounds_off_what_the_row_knows(site: Site) -> None:
    ends = date(2028, 3, 14)
    site.save(
        worker(
            certificate(valid_until=ends), experience_months=71, available_from=TODAY + timedelta(days=30),
            occupations=["721201", "7233"],
        )
    )  # fmt: skip
    [card] = ask(site, WorkerFilters()).cards
    assert (card.place, card.education, card.experience, card.availability) == ("Paringin", "smk", "3-5", "30-hari")
    assert card.certificates[0].ends == date(2028, 3, 1)
    assert [one.code for one in card.occupations] == ["721201", "7233"]
    assert card.heading == card.occupations[0].title


def test_states_follow_the_calendar_without_the_index(site: Site) -> None:
    site.save(worker(certificate(valid_until=TODAY)))
    assert ask(site, WorkerFilters()).cards[0].certificates[0].state == "segera-berakhir"
    site.hands.move(hours=14)  # 00.00 in Balangan: the last day is over, and no job ran
    [card] = ask(site, WorkerFilters()).cards
    assert card.certificates[0].state == "kedaluwarsa"


def test_without_an_engine_the_database_answers(site: Site) -> None:
    site.save(*(worker(experience_months=12 * number) for number in range(PER_PAGE + 5)))
    with site.session() as session:
        page = worker_search.search(session, Broken(), WorkerFilters(text="smaw", page=2), site.clock)  # type: ignore[arg-type]
    assert (page.total, len(page.cards), page.facets, page.suggestions) == (25, 5, None, ())
    with site.session() as session:
        assert worker_fallback.search(session, WorkerFilters(text="%"), site.clock, 5)[1] == 25
        assert worker_fallback.search(session, WorkerFilters(page=10_000_000), site.clock, 5) == ([], 25)
