"""The navigation of the pages of a company's team."""

from collections.abc import Iterator

from flask import current_app

ENTRIES = (
    ("ringkasan", "employer.dashboard"),
    ("lowongan", "employer.vacancies"),
    ("perusahaan", "employer.company"),
    ("tim", "employer.team"),
)  # the section of a page, and where its entry leads


def employer_menu() -> Iterator[tuple[str, str]]:
    for section, endpoint in ENTRIES:
        if endpoint in current_app.view_functions:
            yield section, endpoint
