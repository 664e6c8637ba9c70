"""Who finds little is offered work of the same kind, as a link, and nothing else changes."""

from search.language import indonesian
from tests.factories.vacancies import vacancy
from tests.support.dom import text_of
from tests.support.site import Site


def _links(site: Site, address: str) -> dict[str, str]:
    page = site.client.get(address)
    return {str(link.get("href")): text_of(link) for link in page.select(".suggestions a")}


def test_marketing_on_a_board_of_sales(site: Site) -> None:
    site.save(*(vacancy(title="Sales Motoris") for _ in range(3)), vacancy(title="Welder"))
    links = _links(site, "/lowongan?q=marketing")
    assert "Cari yang serupa: “sales”" in links["/lowongan?q=sales+"]
    assert "3" in links["/lowongan?q=sales+"]


def test_the_rest_of_the_search_stays(site: Site) -> None:
    site.save(vacancy(title="Sales Motoris Muda"), vacancy(title="Sales"))
    assert "/lowongan?q=sales+muda" in _links(site, "/lowongan?q=marketing+muda")


def test_beside_a_few_hits_and_not_beside_many(site: Site) -> None:
    site.save(*(vacancy(title="Sales Motoris") for _ in range(6)), vacancy(title="Staf Marketing"))
    page = site.client.get("/lowongan?q=marketing")
    assert len(page.select("#hasil .card")) == 1  # never mixed into the hits
    assert "/lowongan?q=sales+" in _links(site, "/lowongan?q=marketing")
    site.save(*(vacancy(title="Marketing") for _ in range(4)))
    assert not _links(site, "/lowongan?q=marketing")


def test_nothing_that_has_no_more_hits(site: Site) -> None:
    site.save(vacancy(title="Sales"), vacancy(title="Staf Marketing"))
    assert "/lowongan?q=sales+" not in _links(site, "/lowongan?q=marketing")


def test_what_is_of_a_kind_is_no_synonym() -> None:
    """A synonym is found already."""
    language = indonesian()
    found = [(phrase, other) for phrase, others in language.kin.items() for other in others]
    assert [pair for pair in found if pair[1] in language.synonyms.get(pair[0], ())] == []
    assert [pair for pair in found if pair[0] == pair[1]] == []
