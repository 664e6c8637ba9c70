"""What the document says of a view: stamped on the view itself, so that a route and its description cannot part."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])
Schema = dict[str, Any]


@dataclass(frozen=True)
class Parameter:
    """A query name. `schema` is JSON Schema of one value; `several` may be given more than once; an `is_facet` one is
    counted. The macro `parameter` of `api/words.html` describes it."""

    name: str
    schema: Schema
    several: bool = False
    is_facet: bool = False


@dataclass(frozen=True)
class Operation:
    """A GET. `name` is its id in the document and picks its words; `answer` names the schema of its 200; `fields` are
    what an item of the list holds, by name; an `is_open` answer may be read by pages of other sites (CORS)."""

    name: str
    answer: str
    parameters: tuple[Parameter, ...] = ()
    fields: Schema | None = None
    is_open: bool = False

    @property
    def names(self) -> frozenset[str]:
        """The query names it takes."""
        return frozenset(one.name for one in self.parameters)


def describes(operation: Operation) -> Callable[[View], View]:
    """Stamp a view with its description."""

    def stamp(view: View) -> View:
        view.operation = operation  # type: ignore[attr-defined]
        return view

    return stamp


def operation_of(view: Callable[..., Any]) -> Operation | None:
    """The description of a view, None when it has none."""
    return getattr(view, "operation", None)
