"""How templates are loaded."""

from typing import Any

from flask import Flask
from flask.templating import Environment
from jinja2 import Template


class ComponentTemplate(Template):
    """A template whose macros rest on the environment's globals alone, so that one module serves every page. Jinja
    would compare all names of the page at each import to find that out: a sixth of the time a list takes."""

    def _get_default_module(self, ctx: Any = None) -> Any:
        return super()._get_default_module(None)


class HouseEnvironment(Environment):
    template_class = ComponentTemplate


class House(Flask):
    jinja_environment = HouseEnvironment
