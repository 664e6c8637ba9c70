"""How templates are loaded and called."""

from types import FunctionType
from typing import Any

from flask import Flask, request
from flask.templating import Environment
from jinja2 import Template
from jinja2.runtime import Context, Macro

from app.web.problems import logged_path


class ComponentTemplate(Template):
    """A template whose macros rest on the environment's globals alone, so that one module serves every page. Jinja
    would compare all names of the page at each import to find that out: a sixth of the time a list takes."""

    def _get_default_module(self, ctx: Any = None) -> Any:
        return super()._get_default_module(None)


class DirectContext(Context):
    """Calls macros and plain functions without asking each time what they wish to be handed: a list makes 350 calls."""

    def call(__self, __obj: Any, *args: Any, **kwargs: Any) -> Any:
        kind = type(__obj)
        if kind is not Macro and (kind is not FunctionType or hasattr(__obj, "jinja_pass_arg")):
            return super().call(__obj, *args, **kwargs)
        kwargs.pop("_block_vars", None)
        kwargs.pop("_loop_vars", None)
        return __obj(__self.eval_ctx, *args, **kwargs) if kind is Macro else __obj(*args, **kwargs)


class HouseEnvironment(Environment):
    template_class = ComponentTemplate
    context_class = DirectContext


class House(Flask):
    jinja_environment = HouseEnvironment

    def log_exception(self, exc_info: Any) -> None:
        """As Flask's, without what a path may give away."""
        self.logger.error("Exception on %s [%s]", logged_path(), request.method, exc_info=exc_info)
