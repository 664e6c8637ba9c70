"""The blueprint that the office's pages hang on."""

from flask import Blueprint

staff = Blueprint("staff", __name__, url_prefix="/petugas")

NUMBER = "int(max=2147483647)"  # route part of an id: a larger one fits no database column and is not found
