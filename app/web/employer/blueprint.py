"""The blueprint that the pages of a company's team hang on."""

from flask import Blueprint

employer = Blueprint("employer", __name__, url_prefix="/kelola")

NUMBER = "int(max=2147483647)"  # route part of an id: a larger one fits no database column and is not found
