"""All pages of a company's team on one app. Importing a view is what hangs it on the blueprint."""

from flask import Flask

from app.web.employer.blueprint import employer
from app.web.employer.code_suggestions import industry_suggestions, occupation_suggestions
from app.web.employer.company import change_company, company, company_form, resubmit_company
from app.web.employer.dashboard import dashboard
from app.web.employer.documents import add_document, document, documents, drop_document
from app.web.employer.menu import employer_menu
from app.web.employer.team import change_role, invite_member, remove_member, team, withdraw_invitation
from app.web.employer.vacancies import vacancies, vacancy
from app.web.employer.vacancy_deeds import (
    copy_vacancy,
    extend_vacancy,
    fill_vacancy,
    withdraw_revision,
    withdraw_vacancy,
)
from app.web.employer.vacancy_form import (
    begin_draft,
    begin_vacancy,
    new_vacancy,
    save_draft,
    save_vacancy,
    vacancy_form,
)
from app.web.employer.vacancy_preview import submit_vacancy, vacancy_preview

PAGES = (
    dashboard, company, company_form, change_company, resubmit_company, documents, add_document, document,
    drop_document, team, invite_member, withdraw_invitation, change_role, remove_member,
    vacancies, vacancy, new_vacancy, begin_vacancy, begin_draft, vacancy_form, save_vacancy, save_draft,
    vacancy_preview, submit_vacancy, copy_vacancy, extend_vacancy, withdraw_vacancy, fill_vacancy, withdraw_revision,
    occupation_suggestions, industry_suggestions,
)  # fmt: skip


def register(app: Flask) -> None:
    app.register_blueprint(employer)
    app.jinja_env.globals["employer_menu"] = employer_menu
