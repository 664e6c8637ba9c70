"""The blueprint that the public pages hang on."""

from flask import Blueprint

public = Blueprint("public", __name__)
