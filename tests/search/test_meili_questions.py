"""What the Meilisearch engine sends and reads; no server is needed."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from search.meili import documents, filters, settings
from search.meili.marks import BEGIN, END, marked
from search.meili.questions import Page, sent
from search.meili.signs import back, kept
from search.query import Range, SearchQuery
from search.schema import Document
from search.wording import read
from tests.search.conftest import LANGUAGE
from tests.search.documents import SCHEMA, document, titles


def test_values_cannot_leave_their_quotes() -> None:
    query = SearchQuery(
        filters={"place": ('63" OR x = "1', "a\\"), "education": ()},
        ranges={"wage": Range(low=3, or_missing=True), "closes_on": Range(), "published_at": Range(high=2**70)},
    )
    assert filters.expressions(query) == [
        'code_place IN ["63\\" OR x = \\"1", "a\\\\"]',
        "(number_wage >= 3) OR number_wage NOT EXISTS",
        "number_closes_on EXISTS",
        f"number_published_at <= {2**53}",
    ]
    assert filters.expressions(query, without="place")[0].startswith("(number_wage")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Juru Las", "juru las"),
        ("juru las ", "juru las "),
        ("juru di", "juru "),
        ('tukang "Juru Las" c++', f'tukang "juru las" {kept("c++")}'),
        ('"las"', '"las" '),
        ("-welder", "welder"),
        (" - ", ""),
    ],
)
def test_what_is_sent(text: str, expected: str) -> None:
    assert sent(read(text, {"di"})) == expected


def test_a_page_is_one_multi_search() -> None:
    query = SearchQuery("las ", filters={"place": ("63",), "education": ("s1",)}, facets=("place", "education"))
    asked = Page("u", SCHEMA, query, read(query.text, ())).questions()
    assert [one["facets"] for one in asked] == [[], ["code_place"], ["code_education"]]
    assert [len(one["filter"]) for one in asked] == [2, 1, 1]
    assert [one["hitsPerPage"] for one in asked] == [20, 0, 0]


def test_facets_without_a_choice_are_counted_in_one_field() -> None:
    query = SearchQuery(facets=("place", "education", "education_set"))
    free = Page("u", SCHEMA, query, read("", ()))
    assert [one["facets"] for one in free.questions()] == [["together", "code_education_set"]]
    counted = {"together": {"0:63": 4, "0:63.11": 3, "1:s1": 2}, "code_education_set": {"s1": 2}}
    answer = free.answer([], 4, [{"facetDistribution": counted}])
    assert answer.facets == {"place": {"63": 4, "63.11": 3}, "education": {"s1": 2}, "education_set": {"s1": 2}}
    chosen = Page("u", SCHEMA, replace(query, filters={"place": ("63",)}), read("", ()))
    assert [one["facets"] for one in chosen.questions()] == [["code_education", "code_education_set"], ["code_place"]]


def test_the_field_of_all_facets_holds_what_counts() -> None:
    schema = replace(SCHEMA, nearby={"place": "63.11"}, coarse={"education": 2})
    made = document(1, place=("64", "64.02", "64.02.05", "63.11.03"), education=("25", "251", "belum-diisi"))
    entry = documents.entry(made, schema)
    assert entry["together"] == ["0:64", "0:64.02", "0:63.11.03", "1:25", "1:belum-diisi"]
    assert entry["code_place"] == ["64", "64.02", "64.02.05", "63.11.03"]


def test_signs_within_words_become_letters_and_come_back() -> None:
    entry = documents.entry(document(1, "Programmer C++", body="C# dan C"), SCHEMA)
    assert not {"+", "#"} & set(entry["text_title"] + entry["text_body"])
    assert documents.document(entry, SCHEMA).text["title"] == "programmer c++"
    assert back(kept("c++ c#")) == "c++ c#"
    assert kept("c++").isalpha()


def test_marks_name_whole_words() -> None:
    formatted = {"t": f"{BEGIN}wel{END}ding {BEGIN}alat ber{END}at {BEGIN}{kept('c#')}{END}", "n": 3, "u": "las"}
    assert list(marked(formatted)) == ["welding", "alat", "berat", "c#"]


def test_lots_keep_within_count_and_size(monkeypatch: pytest.MonkeyPatch) -> None:
    def sizes(made: Sequence[Document]) -> list[int]:
        return [len(lot.ids) for lot in documents.lots(made, SCHEMA)]

    assert sizes([]) == []
    monkeypatch.setattr(documents, "_MOST_DOCUMENTS", 2)
    assert sizes(titles("a", "b", "c")) == [2, 1]
    monkeypatch.setattr(documents, "_MOST_BYTES", 520)
    assert sizes([*titles("a", "b"), document(3, "c" * 3 + " kata" * 200), document(4, "d")]) == [2, 1, 1]


def test_settings_compare_as_sets_where_the_server_keeps_sets() -> None:
    wanted = settings.wanted(SCHEMA, LANGUAGE)
    held = wanted | {"synonyms": {key: values[::-1] for key, values in wanted["synonyms"].items()}}
    assert settings.lacking(wanted, held | {"embedders": {}}) == {}
    assert settings.lacking(wanted, held | {"rankingRules": wanted["rankingRules"][::-1]}).keys() == {"rankingRules"}
    assert settings.lacking(wanted, held | {"synonyms": {}}).keys() == {"synonyms"}
