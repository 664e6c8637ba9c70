"""/api/v1/vacancies: the list page for programs, with its totals and its counts."""

from typing import Any

import pytest

from app.web.api.vacancies import FIELDS
from search.engine import SearchUnavailable
from tests.factories.employers import employer
from tests.factories.vacancies import posting, vacancies, vacancy
from tests.support.queries import assert_flat
from tests.support.site import Site

PATH = "/api/v1/vacancies"


def ask(site: Site, query: str = "", status: int = 200, **headers: str) -> Any:
    answer = site.app.test_client().get(PATH + query, headers=headers)
    assert answer.status_code == status, answer.get_data(as_text=True)
    return answer


def found(site: Site, query: str = "") -> dict[str, Any]:
    answer = ask(site, query)
    assert answer.mimetype == "application/json"
    return answer.get_json()  # type: ignore[no-any-return]


def test_an_own_vacancy_in_full(site: Site) -> None:
    owner = employer(name="PT Bara Banua")
    [number] = site.save(
        vacancy(
            "Juru Las & Pipa", of=owner, slug="juru-las", places=("63.11.01", "63.11.02"), types=("penuh", "kontrak")
        )
    )
    assert found(site) == {
        "total": 1,
        "page": 1,
        "pages": 1,
        "items": [
            {
                "id": number,
                "title": "Juru Las & Pipa",
                "employer": "PT Bara Banua",
                "location": "Juai, Halong",
                "wage_min": 4_000_000,
                "wage_max": 6_000_000,
                "employment_type": "penuh,kontrak",
                "source": None,
                "published_on": "2026-11-24",
                "closes_on": "2026-12-25",
                "url": f"http://127.0.0.1:8000/lowongan/{number}-juru-las",
            }
        ],
        "facets": found(site)["facets"],
    }


def test_an_imported_one_that_says_little(site: Site) -> None:
    site.save(posting(company="", places=(), types=(), education=(), wage=None))
    [item] = found(site)["items"]
    assert item["source"] == "Papan Contoh"
    assert {name for name, value in item.items() if value is None} == {
        "employer", "location", "wage_min", "wage_max", "employment_type",
    }  # fmt: skip


@pytest.mark.parametrize(("period", "monthly"), [("month", 150_000), ("day", 3_750_000), ("piece", None)])
def test_wages_are_rupiah_a_month(site: Site, period: str, monthly: int | None) -> None:
    site.save(vacancy(wage=(150_000, None), wage_period=period, wage_monthly=monthly))
    [item] = found(site)["items"]
    assert (item["wage_min"], item["wage_max"]) == (monthly, None)


def test_only_what_is_on_the_board(site: Site) -> None:
    site.save(*(vacancy(status=status) for status in ("draft", "submitted", "withdrawn", "expired")))
    stale = site.save(vacancy())
    assert found(site)["total"] == 1
    with site.session() as session:
        session.get(type(vacancy()), stale[0]).status = "suspended"
        session.commit()
    assert found(site)["items"] == []  # the index still proposes it


QUERIES = (
    "", "?q=las", "?q=juru+&lokasi=63.11.01", "?jenis=kontrak&jenis=penuh", "?pendidikan=smk&gaji_min=5000000",
    "?jabatan=72&sejak=3&urut=gaji", "?lokasi=63.11.06&jenis=magang", "?q=tidakada", "?sektor=B&pendidikan=belum-diisi",
    "?halaman=2", "?buka=lokasi",
)  # fmt: skip


@pytest.fixture
def board(site: Site) -> Site:
    kinds, levels = ("penuh", "kontrak", "magang"), ("smk", "sma", "s1")
    site.save(
        *(
            vacancy(
                f"Juru Las {number}" if number % 3 else f"Kasir {number}",
                places=(f"63.11.0{number % 8 + 1}", *(["64.71"] if number % 5 == 0 else [])),
                types=kinds[number % 3 :][:2],
                education=levels[: number % 4],
                wage=(3_000_000 + 100_000 * number, None) if number % 4 else None,
            )
            for number in range(45)
        ),
        posting("Staf Gudang"),
    )
    return site


@pytest.mark.parametrize("query", QUERIES)
def test_it_agrees_with_the_page(board: Site, query: str) -> None:
    page, answer = board.client.get("/lowongan" + query), found(board, query)
    shown = page.texts(".results-bar strong")[0]
    assert shown == f"{answer['total']} lowongan"
    titles = [item["title"] for item in answer["items"]]
    assert titles == page.texts(".vacancy-card h3")
    drawn = 0
    for facet in answer["facets"]:
        counts = {one["value"]: one["count"] for one in answer["facets"][facet]}
        for box in page.select(f"input[name={facet}]"):
            count = box.getparent().xpath(".//*[@class='option-count']")[0].text
            assert counts[box.get("value")] == int(count), (facet, box.get("value"))
            drawn += 1
    assert drawn >= 13  # eight districts and five kinds are always there


def test_every_count_is_true(board: Site) -> None:
    answer = found(board, "?q=juru&pendidikan=smk")
    checked = 0
    for name, values in answer["facets"].items():
        if name != "pendidikan":
            for one in values[:4]:
                assert found(board, f"?q=juru&pendidikan=smk&{name}={one['value']}")["total"] == one["count"]
                checked += 1
    assert checked >= 10


def test_pages_hold_each_hit_once(board: Site) -> None:
    first = found(board)
    ids = [item["id"] for page in range(1, first["pages"] + 1) for item in found(board, f"?halaman={page}")["items"]]
    assert len(ids) == len(set(ids)) == first["total"] == 46
    assert [len(found(board, f"?halaman={page}")["items"]) for page in (1, 2, 3)] == [20, 20, 6]


def test_labels_are_words(board: Site) -> None:
    labels = {name: {one["value"]: one["label"] for one in values} for name, values in found(board)["facets"].items()}
    assert labels["jenis"]["paruh"] == "Paruh waktu"  # no hits, and there
    assert labels["pendidikan"]["smk"] == "SMK"
    assert labels["pendidikan"]["belum-diisi"] == "Belum diisi"
    assert labels["lokasi"]["63.11.01"] == "Juai"
    assert labels["lokasi"]["64.71"] == "Kota Balikpapan"
    assert labels["sektor"]["B"] == "Pertambangan dan penggalian"
    assert set(labels["jabatan"]) == {"83", "belum-diisi"}


def test_without_a_search_engine(board: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def down(*_: object) -> None:
        raise SearchUnavailable("down")

    monkeypatch.setattr(board.engine, "search", down)
    answer = found(board, "?q=juru+las&jenis=kontrak")
    assert answer["facets"] is None
    assert answer["total"] == len(answer["items"]) > 0


def test_the_total_says_whether_it_is_exact(site: Site) -> None:
    site.save(vacancy())
    assert ask(site).headers["X-Total"] == "exact"
    site.save(vacancy(), indexed=False)
    assert ask(site).headers["X-Total"] == "approximate"


@pytest.mark.parametrize("encoding", ["identity", "br"])
def test_an_unchanged_answer_is_not_sent_twice(board: Site, encoding: str) -> None:
    wishes = {"Accept-Encoding": encoding}
    first = ask(board, **wishes)
    assert first.headers["Cache-Control"] == "public, max-age=60"
    again = ask(board, status=304, **wishes, **{"If-None-Match": first.headers["ETag"]})
    assert not again.data
    board.save(vacancy())
    ask(board, status=200, **wishes, **{"If-None-Match": first.headers["ETag"]})


def test_pages_of_other_sites_may_read_it(site: Site) -> None:
    for answer in (ask(site), ask(site, "?warna=biru", 400), site.app.test_client().options(PATH)):
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in answer.headers
    assert ask(site).headers["X-Robots-Tag"] == "noindex"


def test_queries_do_not_grow(site: Site) -> None:
    site.save(*vacancies(1))
    filled = list[int]()

    def many() -> None:
        if not filled:
            filled.extend(site.save(*vacancies(40)))
        found(site)

    assert assert_flat(lambda: found(site), many) <= 5


def test_items_hold_the_described_fields(board: Site) -> None:
    for item in found(board)["items"]:
        assert list(item) == list(FIELDS)
