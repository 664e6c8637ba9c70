"""All public pages on one app. Importing a view is what hangs it on the blueprint."""

from flask import Flask

from app.web.public.about import about, help, privacy
from app.web.public.blueprint import public
from app.web.public.check import check
from app.web.public.employers import employer, employer_by_id
from app.web.public.feeds import robots, sitemap, vacancy_feed
from app.web.public.health import health
from app.web.public.home import home
from app.web.public.report import report, report_sent, send_report
from app.web.public.suggestions import suggestions
from app.web.public.vacancies import vacancy_list
from app.web.public.vacancy import vacancy, vacancy_by_id
from app.web.public.worker import worker
from app.web.public.workers import worker_list

PAGES = (
    home, vacancy_list, vacancy, vacancy_by_id, employer, employer_by_id, about, help, privacy,
    vacancy_feed, sitemap, robots, health, suggestions, worker_list, worker, check,
    report, send_report, report_sent,
)  # fmt: skip


def register(app: Flask) -> None:
    app.register_blueprint(public)
