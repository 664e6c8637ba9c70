"""The blueprint that the addresses of version 1 hang on, and what each of its answers says in its headers."""

from flask import Blueprint, Response, current_app, request

from app.web.api.operations import operation_of

api = Blueprint("api", __name__, url_prefix="/api/v1")
OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Expose-Headers": "ETag, X-Total",
}


@api.after_request
def declare(response: Response) -> Response:
    """Search engines stay out: JSON is for programs, people find the pages. Pages of other sites may read what is open,
    without anybody's cookies."""
    response.headers["X-Robots-Tag"] = "noindex"
    operation = operation_of(current_app.view_functions[request.endpoint or ""])
    if operation and operation.is_open:
        response.headers.update(OPEN)
    return response
