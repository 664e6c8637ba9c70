"""/saran: what a search box may become, as links."""

from app.queries import suggestions
from tests.factories.employers import employer
from tests.factories.vacancies import posting, vacancy
from tests.support.dom import text_of
from tests.support.queries import counted_queries
from tests.support.site import Site


def asked(site: Site, text: str) -> list[tuple[str, str]]:
    with site.session() as session:
        suggestions.forget(session)
    page = site.client.htmx(f"/saran?q={text}")
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
