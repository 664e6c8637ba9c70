"""The blueprint that the public pages hang on."""

from flask import Blueprint

public = Blueprint("public", __name__)

NUMBER = "int(max=2147483647)"  # route part of an id: a larger one fits no database column and is not found
