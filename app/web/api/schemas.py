"""JSON Schema of what the API answers, as components of the document."""

from typing import Any

from app.queries.result_page import PER_PAGE
from app.web.api.operations import Operation, Schema
from app.web.api_words import say

_COUNT = {"type": "integer", "minimum": 0}


def exactly(properties: dict[str, Any], **more: Any) -> Schema:
    """An object with these members and no other."""
    return {
        "type": "object",
        "properties": properties,
        "required": [*properties],
        "additionalProperties": False,
        **more,
    }


def described(schema: Schema, macro: str, *values: Any) -> Schema:
    return {**schema, "description": say(macro, *values)}


def item(operation: Operation) -> Schema:
    """What one entry of a list holds."""
    fields = operation.fields or {}
    return exactly({name: described(schema, "field", operation.name, name) for name, schema in fields.items()})


def list_of(operation: Operation, item_name: str) -> Schema:
    """A page of a list. Facets are counted for every facet's query name, or for none."""
    names = [one.name for one in operation.parameters if one.is_facet]
    values = {"type": "array", "items": {"$ref": "#/components/schemas/FacetValue"}}
    facets = exactly(dict.fromkeys(names, values), description=say("facets"))
    return exactly(
        {
            "total": described(_COUNT, "list_member", "total"),
            "page": described({"type": "integer", "minimum": 1}, "list_member", "page"),
            "pages": described({"type": "integer", "minimum": 1}, "list_member", "pages"),
            "items": {"type": "array", "maxItems": PER_PAGE, "items": {"$ref": f"#/components/schemas/{item_name}"}},
            "facets": {"oneOf": [facets, {"type": "null"}]},
        }
    )


def facet_value() -> Schema:
    return exactly(
        {
            "value": described({"type": "string"}, "list_member", "value"),
            "label": described({"type": "string"}, "list_member", "label"),
            "count": described(_COUNT, "list_member", "count"),
        }
    )


def problem() -> Schema:
    """RFC 9457, with the reference of the error and, for a wrong query, what is wrong with it."""
    text = {"type": "string"}
    error = exactly({"parameter": text, "value": text, "detail": text})
    return {
        "type": "object",
        "properties": {
            "type": {"type": "string", "format": "uri-reference"},
            "title": text,
            "status": {"type": "integer"},
            "detail": text,
            "reference": described(text, "list_member", "reference"),
            "errors": {"type": "array", "items": error},
        },
        "required": ["type", "title", "status", "detail", "reference"],
    }
