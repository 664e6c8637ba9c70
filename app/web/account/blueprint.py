"""The blueprint that the pages of accounts hang on."""

from flask import Blueprint

account = Blueprint("account", __name__)

NUMBER = "int(max=2147483647)"  # route part of an id: a larger one fits no database column and is not found
