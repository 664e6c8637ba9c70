"""All addresses of the API on one app. Importing a view is what hangs it on the blueprint."""

from flask import Flask

from app.web.api.blueprint import api
from app.web.api.document import document
from app.web.api.vacancies import vacancies
from app.web.api.workers import workers

ADDRESSES = (vacancies, workers, document)


def register(app: Flask) -> None:
    app.register_blueprint(api)
