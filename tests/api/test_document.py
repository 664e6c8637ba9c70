"""The document (OpenAPI 3.1) and the API say the same: each route and name of the one is in the other."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, assume, given, settings
from jsonschema_rs import meta, validator_for
from schemathesis import GenerationMode
from werkzeug.datastructures import MultiDict

from app.domain import vacancy_filters, worker_filters
from app.domain.list_filters import READING
from app.forms import vacancy_filters as vacancy_form
from app.forms import worker_filters as worker_form
from app.forms.list_filters import Problem
from app.web.api.document import describe, routes
from tests.factories.vacancies import posting, vacancies, vacancy
from tests.factories.workers import worker
from tests.support.site import Site

PATH = "/api/v1/openapi.json"
LISTS = ("/api/v1/vacancies", "/api/v1/workers")


@pytest.fixture
def document(site: Site) -> dict[str, Any]:
    answer = site.app.test_client().get(PATH)
    assert answer.status_code == 200
    return answer.get_json()  # type: ignore[no-any-return]


def names(document: Mapping[str, Any], path: str) -> set[str]:
    return {one["name"] for one in document["paths"][path]["get"]["parameters"]}


def descriptions(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        yield from (
            value for key, value in part.items() if key in ("description", "summary") and isinstance(value, str)
        )
        for value in part.values():
            yield from descriptions(value)
    elif isinstance(part, list):
        for value in part:
            yield from descriptions(value)


def test_it_is_openapi_3_1_with_valid_schemas(document: dict[str, Any]) -> None:
    assert document["openapi"] == "3.1.0"
    assert document["servers"] == [{"url": "http://127.0.0.1:8000"}]
    for schema in document["components"]["schemas"].values():
        assert meta.is_valid({"$schema": "https://json-schema.org/draft/2020-12/schema", **schema})
    for reference in re.findall(r'"\$ref": "#/components/(\w+)/(\w+)"', json.dumps(document)):
        assert reference[1] in document["components"][reference[0]]


def test_every_route_is_in_the_document_and_the_other_way_round(site: Site, document: dict[str, Any]) -> None:
    served = {rule.rule for rule in site.app.url_map.iter_rules() if rule.rule.startswith("/api")}
    assert served == {rule.rule for rule in routes(site.app)} == set(document["paths"])
    for rule in routes(site.app):
        assert set(rule.methods or ()) == {"GET", "HEAD", "OPTIONS"}
        assert set(document["paths"][rule.rule]) == {"get"}


def test_a_route_without_a_description_is_noticed(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(site.app.view_functions, "api.vacancies", lambda: "")
    with site.app.test_request_context(PATH), pytest.raises(LookupError, match="/api/v1/vacancies"):
        describe(site.app)


@pytest.mark.parametrize(
    ("path", "parse", "facets", "more"),
    [
        (LISTS[0], vacancy_form.parse, vacancy_filters.FACETS, {*vacancy_filters.NUMBERS, *READING}),
        (LISTS[1], worker_form.parse, worker_filters.FACETS, {*READING}),
    ],
)
def test_names_are_those_of_the_page(
    document: dict[str, Any], path: str, parse: Any, facets: Mapping[str, str], more: set[str]
) -> None:
    described = names(document, path)
    assert described == {"q", "urut", "halaman", "buka", *facets, *more}
    read = parse(MultiDict([(name, "") for name in described | {"mustahil"}]), dict.fromkeys(facets, ()))
    assert [one.name for one in read.unused if one.problem == Problem.UNKNOWN_NAME] == ["mustahil"]


def test_words_are_indonesian_and_plain(document: dict[str, Any]) -> None:
    said = list(descriptions(document))
    assert len(said) > 40
    for text in said:
        assert text == text.strip()
        assert not re.search(r"[<>]|&\w+;|\s\s|\b(the|of|and)\b", text), text
        assert len(text) > 3


def test_answers_are_as_described(site: Site, document: dict[str, Any]) -> None:
    site.save(*vacancies(21), posting(company="", places=(), types=(), wage=None), *(worker() for _ in range(21)))
    for path in LISTS:
        schema = document["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        check = validator_for({**schema, "components": document["components"]})
        for query in ("", "?halaman=2", "?q=tidakada"):
            body = site.app.test_client().get(path + query).get_json()
            assert [str(error) for error in check.iter_errors(body)] == []
        assert not check.is_valid({**body, "lebih": 1})


def tightened(document: dict[str, Any]) -> dict[str, Any]:
    """The document with some known codes for those of the long registers, which it describes by their form only."""
    some = {"lokasi": ["63", "63.11", "63.11.01", "64.71"], "jabatan": ["72", "7212", "833", "belum-diisi"],
            "skema": ["welder-smaw-3g", "ahli-k3-umum"]}  # fmt: skip
    for path in LISTS:
        for parameter in document["paths"][path]["get"]["parameters"]:
            if codes := some.get(parameter["name"]):
                parameter["schema"]["items"] = {"type": "string", "enum": codes}
    return document


def is_empty(value: Any) -> bool:
    """An empty value is no filter, as a form sends it; the document says so in words, which no schema can."""
    values = value if isinstance(value, list) else [value]
    return not values or any(one is None or not str(one).strip() for one in values)


def test_schemathesis_finds_nothing(site: Site, document: dict[str, Any]) -> None:
    """Queries that keep to the document and queries that break it; answers are compared with it."""
    site.save(vacancy("Juru Las", places=("63.11.01",)), *vacancies(25), *(worker() for _ in range(25)))
    schema = schemathesis.openapi.from_dict(tightened(document))
    schema.app = site.app
    tried: list[int] = []
    for found in schema.get_all_operations():
        operation = found.ok()
        for mode in GenerationMode if operation.query else [GenerationMode.POSITIVE]:
            _try(operation, mode, tried)
    assert {200, 400} <= set(tried)
    assert len(tried) > 90


def _try(operation: Any, mode: GenerationMode, tried: list[int]) -> None:
    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(
        max_examples=25, derandomize=True, deadline=None, database=None,
        phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    def check(case: schemathesis.Case) -> None:
        assume(mode is GenerationMode.POSITIVE or not any(map(is_empty, case.query.values())))
        tried.append(case.call_and_validate(headers={"Accept-Encoding": "identity"}).status_code)

    check()
