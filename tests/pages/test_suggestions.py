"""/saran: what a search box may become, as links."""

from app.domain.actor import OPERATOR
from app.queries import suggestions
from app.services import vacancies, workers
from tests.factories.employers import employer
from tests.factories.vacancies import posting, vacancy
from tests.factories.workers import worker
from tests.support.clock import NOW
from tests.support.dom import text_of
from tests.support.queries import counted_queries
from tests.support.site import Site


def asked(site: Site, text: str, more: str = "") -> list[tuple[str, str]]:
    with site.session() as session:
        suggestions.forget(session)
    page = site.client.htmx(f"/saran?q={text}{more}")
    links = page.select("a") if page.document else []
    return [(link.get("href") or "", text_of(link.findall("span")[0])) for link in links]


def test_jobs_companies_and_places(site: Site) -> None:
    firm = employer(name="PT Paringin Jaya")
    site.save(vacancy(title="Operator Boiler", of=firm, places=["63.11.06"]))
    assert asked(site, "boil") == [("/lowongan?q=Operator+Boiler", "Operator Boiler")]
    found = dict(asked(site, "paring"))
    assert found[f"/perusahaan/{firm.id}-pt-paringin-jaya"] == "PT Paringin Jaya"
    assert found["/lowongan?lokasi=63.11.06"] == "Paringin"
    assert asked(site, "boiler paringin") == [("/lowongan?q=boiler&lokasi=63.11.06", "boiler di Paringin")]


def test_titles_that_share_their_beginning_suggest_it(site: Site) -> None:
    site.save(*(vacancy(title=f"Operator {name}") for name in ("Boiler", "Genset", "Crane")))
    assert ("/lowongan?q=Operator", "Operator") in asked(site, "oper")


def test_only_what_is_on_the_board(site: Site) -> None:
    site.save(vacancy(title="Operator Boiler", status="draft"), posting(title="Operator Boiler Bebas"))
    assert asked(site, "boiler") == []
    site.save(posting(title="Operator Boiler Bebas"))
    assert asked(site, "boiler") == [("/lowongan?q=Operator+Boiler+Bebas", "Operator Boiler Bebas")]


def test_schemes_occupations_and_places_of_the_catalogue(site: Site) -> None:
    site.save(worker())
    catalogue = "&di=tenaga-kerja"
    for words in ("juru las", "welder"):
        (address, label), *_ = asked(site, words, catalogue)
        assert address == "/tenaga-kerja?skema=welder-smaw-3g"
        assert label.startswith("Juru Las")
    assert ("/tenaga-kerja?lokasi=63.11.06", "Paringin") in asked(site, "paring", catalogue)
    assert asked(site, "welder") == []  # the board has none


def test_the_catalogue_suggests_nothing_of_people_who_are_not_in_it(site: Site) -> None:
    site.save(worker(consent=None), worker(hidden_at=NOW))
    assert asked(site, "welder", "&di=tenaga-kerja") == asked(site, "paring", "&di=tenaga-kerja") == []


def test_who_leaves_the_catalogue_leaves_its_suggestions_at_once(site: Site) -> None:
    site.save(one := worker())
    with site.session() as session:
        suggestions.forget(session)
    catalogue = "/saran?di=tenaga-kerja&q=juru+las"
    before = site.client.htmx(catalogue)
    assert before.select("a")
    assert before.headers["Cache-Control"] == "no-cache"
    with site.app.app_context():
        workers.hide(one.id, OPERATOR, site.clock)
    assert site.client.htmx(catalogue).document is None


def test_a_keystroke_looks_at_new_events_only(site: Site) -> None:
    """The catalogue's suggestions follow its people at once, and what happens to vacancies costs one look."""
    site.save(somebody := worker(), job := vacancy())
    catalogue = "/saran?di=tenaga-kerja&q=juru+las"

    def queries() -> int:
        with counted_queries() as statements:
            assert site.client.htmx(catalogue).select("a")
        return len(statements)

    queries()
    assert queries() == 1
    with site.app.app_context():
        vacancies.withdraw(job.id, OPERATOR, site.clock, "Sudah terisi.")
    assert [queries(), queries()] == [2, 1]
    with site.app.app_context():
        workers.hide(somebody.id, OPERATOR, site.clock)
    assert site.client.htmx(catalogue).document is None


def test_nothing_for_a_text_that_is_no_beginning(site: Site) -> None:
    for text in ("", "%3Cscript%3E", "a" * 500):
        assert asked(site, text) == []


def test_kept_for_a_while_and_asked_without_queries(site: Site) -> None:
    site.save(vacancy(title="Operator Boiler"))
    asked(site, "boil")
    with counted_queries() as statements:
        page = site.client.htmx("/saran?q=oper")
    assert not statements
    assert page.headers["Cache-Control"] == "public, max-age=60"
    assert page.headers["X-Robots-Tag"] == "noindex"
