"""What the index knows of a vacancy beside its own words."""

from app.indexing.vacancy_documents import all_documents
from tests.factories.vacancies import posting, vacancy
from tests.support.site import Site


def test_the_name_of_an_occupation_is_searched_if_it_names_one_job(site: Site) -> None:
    site.save(
        posting("Kurir Motor", category="Logistik", occupation_code="9621"),  # couriers, and porters of luggage
        posting("Tukang Las", category="", occupation_code="7212"),
        vacancy("Sopir Trailer", occupation_code="8332"),
    )
    with site.session() as session:
        found = {document.text["title"]: document.text["category"] for document in all_documents(session, site.clock)}
    assert found["Kurir Motor"] == "Logistik"
    assert found["Tukang Las"] == "Pekerja Pengelasan"
    assert found["Sopir Trailer"] == "Pengemudi Truk Berat dan Truk Kontainer"  # one job under two names
