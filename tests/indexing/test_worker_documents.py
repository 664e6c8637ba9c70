"""The worker index holds the catalogue, of the catalogue the whitelist of gate S7, and nothing else."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from app.domain.actor import OPERATOR
from app.indexing.rebuild import compare_index, rebuild_index
from app.indexing.worker_documents import all_documents
from app.models import Worker
from app.services import workers
from app.services.transaction import transaction
from search.query import SearchQuery
from search.schema import Document
from search.workers import chosen_keys, month
from tests.factories.vacancies import TODAY
from tests.factories.workers import certificate, given, person, worker
from tests.support.site import Site

NIK_TEXT = "6311991703950000"


def _documents(site: Site) -> list[Document]:
    with site.session() as session:
        return list(all_documents(session, site.clock))


def test_a_document_is_the_public_card(site: Site) -> None:
    site.save(
        worker(
            certificate("welder-smaw-3g", "bnsp", level=3, issued_on=TODAY, valid_until=TODAY + timedelta(days=400)),
            certificate("rigger", "kemnaker", valid_until=TODAY + timedelta(days=40)),
            certificate("operator-hd", "kemnaker", status="revoked"),
            certificate("juru-ledak", "bnsp", status="unverified"),
            occupations=("721201", "834202"),
        )
    )
    [document] = _documents(site)
    assert document.text == {
        "occupation": "Pekerja Pengelasan / Operator Ekskavator",
        "scheme": "Juru Las SMAW Posisi 3G (Pelat), Las SMAW 3G / Juru Ikat Beban (Rigger), Rigger",
        "issuer": "bnsp LSP Contoh Las / kemnaker",
    }
    sets = document.keywords["certificate_set"]
    assert sets == ("rigger|kemnaker|belum-diisi|segera-berakhir;welder-smaw-3g|bnsp|3|terverifikasi",)
    assert len(document.keywords["certificate"]) == 30
    assert {name: values for name, values in document.keywords.items() if not name.startswith("certificate")} == {
        "place": ("63", "63.11", "63.11.06"), "education": ("smk",), "availability": ("sekarang",),
        "experience": ("3-5",), "schemes": ("welder-smaw-3g", "rigger"), "issuers": ("bnsp", "kemnaker"),
        "levels": ("3", "belum-diisi"), "states": ("terverifikasi", "segera-berakhir"),
    }  # fmt: skip
    ends = month(TODAY + timedelta(days=40))
    assert document.numbers == {"newest": month(TODAY), "ends": ends, "band": 1}


def test_who_is_absent(site: Site) -> None:
    expired = certificate(valid_until=TODAY - timedelta(days=1))
    minor = person(birth_on=TODAY.replace(year=2008) + timedelta(days=1), consents=[given()])
    present, *_ = site.save(
        worker(expired),
        worker(consent=None),
        worker(of=person(consents=[given(withdrawn=True)])),
        worker(of=minor),
        worker(hidden_at=site.clock.now()),
        worker(certificate(status="revoked")),
        worker(certificate(status="unverified")),
        worker(certificates=[]),
    )
    assert site.engines.workers.ids() == {present}
    [document] = _documents(site)
    assert document.keywords["certificate_set"] == ("welder-smaw-3g|bnsp|belum-diisi|kedaluwarsa",)
    assert document.numbers["ends"] is None, "what is over does not end any more"


def test_filters_hold_for_one_and_the_same_certificate(site: Site) -> None:
    both, welder = site.save(
        worker(
            certificate("welder-smaw-3g", "bnsp", level=2),
            certificate("operator-mobile-crane", "kemnaker", valid_until=TODAY - timedelta(days=9)),
        ),
        worker(certificate("welder-smaw-3g", "kemnaker", level=2)),
    )

    def found(**chosen: tuple[str, ...]) -> set[int]:
        query = SearchQuery(filters={"certificate": chosen_keys(**chosen)}, per_page=50)
        return set(site.engines.workers.search(query).ids)

    assert found(schemes=("welder-smaw-3g",)) == {both, welder}
    assert found(issuers=("kemnaker",)) == {both, welder}
    assert found(schemes=("welder-smaw-3g",), issuers=("kemnaker",)) == {welder}
    assert found(schemes=("welder-smaw-3g",), states=("kedaluwarsa",)) == set()
    assert found(schemes=("operator-mobile-crane",), states=("kedaluwarsa",)) == {both}
    assert found(issuers=("kemnaker",), levels=("2",)) == {welder}
    assert found(schemes=("welder-smaw-3g", "operator-mobile-crane"), issuers=("bnsp", "kemnaker")) == {both, welder}


def test_sets_are_counted_with_the_choice_of_a_certificate_ignored(site: Site) -> None:
    site.save(
        worker(certificate("rigger", "bnsp"), education="sma"), worker(certificate("scaffolder", "bnsp")),
        worker(certificate("rigger", "bnsp"), certificate("rigger", "kemnaker")),
    )  # fmt: skip
    query = SearchQuery(
        filters={"certificate": chosen_keys(schemes=("scaffolder",)), "education": ("smk",)},
        facets=("certificate_set", "education"),
    )
    hits = site.engines.workers.search(query)
    assert hits.total == 1
    assert sorted(hits.facets["certificate_set"].values()) == [1, 1], "the third worker counts once"
    assert hits.facets["education"] == {"smk": 1}


@pytest.mark.parametrize("sort", ["newest", "experience", "ends"])
def test_sorts(site: Site, sort: str) -> None:
    first, second, third = site.save(
        worker(certificate(issued_on=TODAY, valid_until=TODAY + timedelta(days=40)), experience_months=140),
        worker(certificate(issued_on=TODAY - timedelta(days=70)), experience_months=80),
        worker(certificate(issued_on=TODAY - timedelta(days=200), valid_until=None), experience_months=1),
    )
    assert site.engines.workers.search(SearchQuery(sort=sort)).ids == (first, second, third)


def test_words_find_occupation_scheme_and_issuer(site: Site) -> None:
    [key] = site.save(worker(certificate("operator-hd", "kemnaker", lsp="LSP Tambang Banua"), occupations=("833201",)))
    for text in ("pengemudi truk berat", "operator HD", "kemnaker", "banua"):
        assert site.engines.workers.search(SearchQuery(text)).ids == (key,), text
    for text in ("Budi", "Rahasia", "malam", NIK_TEXT):
        assert site.engines.workers.search(SearchQuery(text)).total == 0, text


def test_the_index_files_hold_nothing_personal(site: Site) -> None:
    secret = person(name="Wahidah Zulkarnain", nik=NIK_TEXT, phone="081298765432", consents=[given("contact")])
    site.save(worker(of=secret, skills="Pernah sakit keras."))
    files = [path for path in (site.settings.search_dir / "workers").rglob("*") if path.is_file()]
    everything = b"".join(path.read_bytes() for path in files).lower()
    assert b"pengelasan" in everything, "the search looks at the right bytes"
    for value in ("wahidah", "zulkarnain", NIK_TEXT, "81298765432", "sakit", "1995", "63.11.06.1019", "1019"):
        assert value.encode() not in everything


def test_a_withdrawn_consent_takes_the_document_away(site: Site, session: Session) -> None:
    gone, stays = site.save(worker(), worker())
    workers.withdraw_consent(gone, OPERATOR, site.clock)
    assert site.sync() == 1
    assert site.engines.workers.ids() == {stays}


def test_compare_and_rebuild(site: Site, session: Session) -> None:
    good, changed, hidden = site.save(worker(), worker(), worker())
    engine = site.engines.workers
    with transaction() as writing:  # the planted fault of gate R5: writes past the outbox
        writing.get_one(Worker, changed).education = "s3"
        writing.get_one(Worker, hidden).hidden_at = site.clock.now()
    engine.drop([good])
    found = compare_index(session, engine, "workers", site.clock)
    assert (found.missing, found.surplus, found.stale) == ((good,), (hidden,), (changed,))
    rebuild_index(session, engine, "workers", site.clock)
    assert compare_index(session, engine, "workers", site.clock).empty
