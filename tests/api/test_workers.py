"""/api/v1/workers: the cards of the catalogue for programs (gate S7), with its totals and its counts."""

import re
from datetime import timedelta
from typing import Any

import pytest

from app.web.api.parameters import WORKER_PAGES
from app.web.api.workers import FIELDS
from search.engine import SearchUnavailable
from tests.factories.vacancies import TODAY
from tests.factories.workers import certificate, given, person, worker
from tests.support.queries import assert_flat
from tests.support.site import Site

PATH = "/api/v1/workers"


def ask(site: Site, query: str = "", status: int = 200, **headers: str) -> Any:
    answer = site.app.test_client().get(PATH + query, headers=headers)
    assert answer.status_code == status, answer.get_data(as_text=True)
    return answer


def found(site: Site, query: str = "") -> dict[str, Any]:
    return ask(site, query).get_json()  # type: ignore[no-any-return]


def test_a_worker_in_full(site: Site) -> None:
    site.save(
        worker(
            certificate("ahli-k3-umum", "kemnaker", valid_until=TODAY + timedelta(days=30)),
            certificate("welder-smaw-3g", "bnsp", level=3, lsp="LSP Las Contoh"),
            public_id="7F3K92QD",
            available_from=TODAY + timedelta(days=20),
        )
    )
    answer = found(site)
    [item] = answer.pop("items")
    assert list(item) == list(FIELDS)
    assert {name: value for name, value in item.items() if name not in ("occupation", "schemes", "district")} == {
        "id": "TK-7F3K-92QD",
        "issuers": ["bnsp", "kemnaker"],
        "kkni_level": 3,
        "certificate_state": "terverifikasi",
        "available": "30-hari",
        "url": "http://127.0.0.1:8000/tenaga-kerja/TK-7F3K-92QD",
    }
    card = site.client.get("/tenaga-kerja")
    assert card.texts(".worker-card h3") == [item["occupation"]]
    assert item["schemes"][0] == card.texts(".worker-card .scheme b")[0]
    assert item["district"] == "Paringin"
    assert (answer["total"], answer["page"], answer["pages"]) == (1, 1, 1)


def test_nothing_personal_leaves(site: Site) -> None:
    """Every value that a row holds and the card does not show is looked for in the whole answer."""
    site.save(
        worker(
            certificate(
                number="62019 7212 4 0001234 2025", issued_on=TODAY - timedelta(days=111), lsp="LSP Las Contoh"
            ),
            of=person(name="Rahmat Hidayatullah", nik="6399991703950000", phone="0895000111222", consents=[given()]),
            skills="Terbiasa lembur",
            experience_months=41,
        )
    )
    body = ask(site).get_data(as_text=True)
    assert len(found(site)["items"]) == 1
    secrets = (
        "Rahmat", "Hidayat", "RH", "6399991703950000", "0895000111222", "895000111222", "1995", "male", "1019",
        "62019", "0001234", (TODAY - timedelta(days=111)).isoformat(), (TODAY + timedelta(days=730)).isoformat(),
        "Terbiasa", "lembur", "experience", "education\":", "41",
    )  # fmt: skip
    assert [secret for secret in secrets if secret in body] == []
    assert set(re.findall(r'"(\w+)":', body.partition('"facets"')[0])) == {"total", "page", "pages", "items", *FIELDS}


def test_only_who_may_be_seen(site: Site) -> None:
    minor = person(birth_on=TODAY.replace(year=TODAY.year - 17), consents=[given()])
    site.save(
        worker(consent=None), worker(of=minor), worker(of=person(consents=[given(withdrawn=True)])),
        worker(certificate(status="unverified")), worker(certificate(status="revoked")),
    )  # fmt: skip
    answer = found(site)
    assert (answer["total"], answer["items"]) == (0, [])
    assert {one["count"] for values in answer["facets"].values() for one in values} == {0}


def test_who_hides_is_gone_at_once(site: Site) -> None:
    """Gate R6: the indexer is stopped, the answer is never kept."""
    [key] = site.save(worker())
    assert len(found(site)["items"]) == 1
    with site.session() as session:
        session.get(type(worker()), key).hidden_at = site.clock.now()
        session.commit()
    answer = ask(site)
    assert answer.get_json()["items"] == []
    assert answer.headers["Cache-Control"] == "no-cache"


def test_what_is_chosen_holds_for_one_certificate(site: Site) -> None:
    site.save(worker(certificate("welder-smaw-3g", "bnsp"), certificate("ahli-k3-umum", "kemnaker")))
    assert found(site, "?skema=welder-smaw-3g&penerbit=bnsp")["total"] == 1
    assert found(site, "?skema=welder-smaw-3g&penerbit=kemnaker")["total"] == 0


@pytest.fixture
def catalogue(site: Site) -> Site:
    schemes = (("welder-smaw-3g", "bnsp", 3), ("ahli-k3-umum", "kemnaker", None), ("operator-excavator", "bnsp", 2))
    ends = (TODAY + timedelta(days=700), TODAY + timedelta(days=30), TODAY - timedelta(days=40), None)
    site.save(
        *(
            worker(
                certificate(*schemes[number % 3][:2], level=schemes[number % 3][2], valid_until=ends[number % 4]),
                district_code=f"63.11.0{number % 8 + 1}",
                education=("smk", "sma", "d3")[number % 3],
                experience_months=15 * number,
                available_from=(TODAY, None, TODAY + timedelta(days=9))[number % 3],
            )
            for number in range(24)
        )
    )
    return site


QUERIES = (
    "", "?q=las", "?status=kedaluwarsa&lokasi=63.11.01", "?skema=ahli-k3-umum&urut=pengalaman",
    "?tersedia=sekarang&jenjang=3",
    "?pengalaman=0-2&pengalaman=11%2B&urut=berakhir", "?pendidikan=smk&penerbit=bnsp", "?halaman=2", "?q=tidakada",
    "?jenjang=belum-diisi&buka=skema",
)  # fmt: skip


@pytest.mark.parametrize("query", QUERIES)
def test_it_agrees_with_the_page(catalogue: Site, query: str) -> None:
    page, answer = catalogue.client.get("/tenaga-kerja" + query), found(catalogue, query)
    assert re.findall(r"\d+", page.texts(".results-bar strong")[0])[0] == str(answer["total"])
    drawn = [str(link.get("href")) for link in page.select(".worker-card h3 a")]
    assert [item["url"].removeprefix("http://127.0.0.1:8000") for item in answer["items"]] == drawn
    boxes = 0
    for name, values in answer["facets"].items():
        counts = {one["value"]: one["count"] for one in values}
        for box in page.select(f"input[name={name}]"):
            count = box.getparent().xpath(".//*[@class='option-count']")[0].text
            assert counts.get(box.get("value"), 0) == int(count), (name, box.get("value"))
            boxes += 1
    assert boxes >= 30


def test_every_count_is_true(catalogue: Site) -> None:
    answer = found(catalogue, "?penerbit=bnsp")
    checked = 0
    for name, values in answer["facets"].items():
        if name != "penerbit":
            for one in values[:3]:
                value = one["value"].replace("+", "%2B")
                assert found(catalogue, f"?penerbit=bnsp&{name}={value}")["total"] == one["count"], (name, one)
                checked += 1
    assert checked >= 15


def test_labels_are_words(catalogue: Site) -> None:
    labels = {
        name: {one["value"]: one["label"] for one in values} for name, values in found(catalogue)["facets"].items()
    }
    assert labels["penerbit"]["bnsp"] == "BNSP"
    assert labels["status"]["segera-berakhir"] == "Segera berakhir"
    assert labels["tersedia"]["30-hari"] == "Tersedia dalam 30 hari"
    assert labels["jenjang"]["belum-diisi"] == "Tanpa jenjang"
    assert labels["lokasi"]["63.11.06"]
    assert all(label.strip() for values in labels.values() for label in values.values())


def test_there_is_no_bulk_export(catalogue: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    body = ask(catalogue, f"?halaman={WORKER_PAGES + 1}", 400).get_json()
    assert body["errors"][0]["parameter"] == "halaman"
    assert body["detail"].startswith("Paling jauh halaman 10.")
    for name in ("per_page", "limit", "size", "format"):
        ask(catalogue, f"?{name}=1000", 400)
    monkeypatch.setattr("app.web.api.workers.WORKER_PAGES", 1)
    answer = found(catalogue)
    assert (answer["total"], answer["pages"], len(answer["items"])) == (24, 1, 20)


def test_pages_of_other_sites_may_not_read_it(site: Site) -> None:
    answer = ask(site)
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert answer.headers["X-Robots-Tag"] == "noindex"


def test_without_a_search_engine(catalogue: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def down(*_: object) -> None:
        raise SearchUnavailable("down")

    monkeypatch.setattr(catalogue.app.extensions["search"].workers, "search", down)
    answer = found(catalogue, "?skema=ahli-k3-umum")
    assert answer["facets"] is None
    assert answer["total"] == len(answer["items"]) == 8


def test_queries_do_not_grow(site: Site) -> None:
    site.save(worker())
    filled = list[int]()

    def many() -> None:
        if not filled:
            filled.extend(site.save(*(worker() for _ in range(40))))
        found(site)

    assert assert_flat(lambda: found(site), many) <= 5
