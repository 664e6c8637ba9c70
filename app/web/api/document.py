"""The document that describes the API (OpenAPI 3.1), made from its routes and their stamps."""

from collections.abc import Iterator
from typing import Any

from apispec import APISpec
from flask import Flask, Response, current_app
from werkzeug.routing import Rule

from app.web.access import PUBLIC, access
from app.web.api import schemas
from app.web.api.answers import BAD_QUERY, sent
from app.web.api.blueprint import api
from app.web.api.operations import Operation, Parameter, describes, operation_of
from app.web.api_words import say
from app.web.context import settings
from app.web.formats import absolute
from app.web.problems import MIMETYPE

VERSION = "1.0.0"
CACHE = "public, max-age=3600"
ERRORS = {"400": BAD_QUERY, "404": "NoSuchPage", "405": "NoSuchMethod", "500": "Failed", "503": "Busy"}
DOCUMENT = Operation("openapi", "Document", is_open=True)


@api.get("/openapi.json")
@access(PUBLIC)
@describes(DOCUMENT)
def document() -> Response:
    return sent(describe(current_app), CACHE)


def routes(app: Flask) -> Iterator[Rule]:
    """The addresses of the API."""
    return (rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith(f"{api.name}."))


def describe(app: Flask) -> dict[str, Any]:
    """The whole document, in the language of the request. Raises LookupError for a route that nothing describes."""
    office = settings().office
    spec = APISpec(
        title=say("api_title", office.name), version=VERSION, openapi_version="3.1.0",
        info={"description": say("api_description"), "contact": {"name": office.agency, "url": absolute("/tentang")}},
        servers=[{"url": absolute("")}],
    )  # fmt: skip
    spec.components.schema("Problem", schemas.problem()).schema("FacetValue", schemas.facet_value())
    spec.components.schema("Document", {"type": "object"})
    for code, name in ERRORS.items():
        spec.components.response(name, _content(say("problem_title", int(code)), "Problem", MIMETYPE))
    for rule in routes(app):
        if (operation := operation_of(app.view_functions[rule.endpoint])) is None:
            raise LookupError(f"{rule.rule} is not described")
        _add_list(spec, operation)
        spec.path(path=rule.rule, operations={"get": _get(operation)})
    return spec.to_dict()


def _add_list(spec: APISpec, operation: Operation) -> None:
    if operation.fields:
        name = operation.answer.removesuffix("List")
        spec.components.schema(name, schemas.item(operation))
        spec.components.schema(operation.answer, schemas.list_of(operation, name))


def _get(operation: Operation) -> dict[str, Any]:
    wrong = ERRORS if operation.fields else {code: ERRORS[code] for code in ("405", "500")}
    found = _content(say("summary", operation.name), operation.answer, "application/json")
    if operation.fields:
        total = {"description": say("list_member", "exactness"), "schema": {"enum": ["exact", "approximate"]}}
        found["headers"] = {"X-Total": total}
    return {
        "operationId": operation.name,
        "summary": say("summary", operation.name),
        "description": say("operation", operation.name),
        "parameters": [_parameter(one) for one in operation.parameters],
        "responses": {"200": found, "304": {"description": say("unchanged")}, **wrong},
    }


def _parameter(one: Parameter) -> dict[str, Any]:
    schema = {"type": "array", "items": one.schema} if one.several else one.schema
    repeated = {"style": "form", "explode": True} if one.several else {}
    return {"name": one.name, "in": "query", "description": say("parameter", one.name), "schema": schema, **repeated}


def _content(description: str, schema: str, mimetype: str) -> dict[str, Any]:
    return {
        "description": description,
        "content": {mimetype: {"schema": {"$ref": f"#/components/schemas/{schema}"}}},
    }
