"""How templates are loaded and called."""

import re
from collections.abc import Callable
from pathlib import Path
from types import FunctionType
from typing import Any, cast

from flask import Flask, request
from flask.templating import Environment
from jinja2 import FileSystemBytecodeCache, Template
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import Expr
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape

from app.domain.languages import INDONESIAN, in_language, language
from app.web.addresses import LateRule
from app.web.problems import logged_path

_UNSAFE = re.compile("[&<>\"']").search


def written(value: Any) -> str:
    """A value as it stands in a page: as `escape` makes it, without wrapping it as safe."""
    kind = type(value)
    if kind is Markup or (kind is str and not _UNSAFE(value)):
        return cast(str, value)
    return str(value) if kind is int else escape(value)


class ComponentTemplate(Template):
    """A template whose macros rest on the environment's globals alone, so that one module serves every page. Jinja
    would compare all names of the page at each import to find that out: a sixth of the time a list takes."""

    def _get_default_module(self, ctx: Any = None) -> Any:
        return super()._get_default_module(None)


class DirectContext(Context):
    """Calls macros and plain functions without asking each time what they wish to be handed: a list makes 350 calls."""

    def call(__self, __obj: Any, *args: Any, **kwargs: Any) -> Any:
        kind = type(__obj)
        if kind is not Macro and (kind is not FunctionType or "jinja_pass_arg" in __obj.__dict__):
            return super().call(__obj, *args, **kwargs)
        if kwargs:
            kwargs.pop("_block_vars", None)
            kwargs.pop("_loop_vars", None)
        return __obj(__self.eval_ctx, *args, **kwargs) if kind is Macro else __obj(*args, **kwargs)


class WrittenOutput(CodeGenerator):
    """Writes values by `written`: the pieces of a page are joined as plain text. Wrapping six hundred of them as safe
    first takes a fifth of the time of a list."""

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile and finalize.src is None:
            self.write("environment.written(")
        else:
            super()._output_child_pre(node, frame, finalize)


class HouseEnvironment(Environment):
    template_class = ComponentTemplate
    context_class = DirectContext
    code_generator_class = WrittenOutput
    written = staticmethod(written)


class CompiledTemplates(FileSystemBytecodeCache):
    """Templates as Python bytecode, kept between starts: compiling all of them takes longer than everything else a
    start does. What they were made from is part of their checksum: the text, and how this house compiles."""

    def __init__(self, folder: Path, environment: Environment) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # what stands there is run
        super().__init__(str(folder))
        self._environment = environment

    def get_source_checksum(self, source: str) -> str:
        house = self._environment
        how = f"written {house.trim_blocks} {house.lstrip_blocks} {[*house.extensions]}"
        return super().get_source_checksum(f"{how} {source}")


class House(Flask):
    jinja_environment = HouseEnvironment
    url_rule_class = LateRule

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._plain_addresses: dict[tuple[str, str], str] = {}

    def url_for(self, endpoint: str, **values: Any) -> str:
        """As Flask's, in the language of the page. Addresses without values are worked out once."""
        if endpoint.startswith(".") or any(value is not None for value in values.values()):
            return self._address(endpoint, values)
        key = endpoint, language()
        if key not in self._plain_addresses:
            self._plain_addresses[key] = self._address(endpoint, values)
        return self._plain_addresses[key]

    def _address(self, endpoint: str, values: dict[str, Any]) -> str:
        address = super().url_for(endpoint, **values)
        return address if language() == INDONESIAN else in_language(address, language())

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """No view here is a coroutine, so none needs wrapping; Flask would look at each function it calls."""
        return func

    def log_exception(self, exc_info: Any) -> None:
        """As Flask's, without what a path may give away."""
        self.logger.error("Exception on %s [%s]", logged_path(), request.method, exc_info=exc_info)
