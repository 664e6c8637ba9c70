"""The real postings on a site of their own, imported the real way and kept between runs."""

import hashlib
import os
import shutil
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app import create_app
from app.domain.codes import region_ancestry
from app.domain.vacancy import EmploymentType, Origin
from app.extensions import db
from app.models import Region, Vacancy, VacancyEmploymentType, VacancyPlace
from app.services.reference import load_reference
from bench.relevance.judge import Raw
from bench.site import environment, flask, folder
from config import ROOT, from_env

# What decides the stored rows and their documents: another version of these imports anew.
DECIDING = (
    "app/domain/reading/[efglopt]*.py", "app/domain/reading/data/*", "app/services/postings.py", "migrations/HEAD",
    "app/indexing/vacancy_documents.py", "search/vacancies.py", "search/text.py", "search/embedded/fields.py",
    "search/embedded/storage.py",
)  # fmt: skip
# No posting expires while the folder is kept, and the site itself stays on the embedded engine.
KEPT = {"POSTING_GRACE_DAYS": "365", "SEARCH_URL": "", "SEARCH_KEY": ""}


def opened(postings: str) -> Flask:
    """The app over a site that holds exactly these postings and no demo data; imports them when it does not yet."""
    data_dir = folder().parent / "postings"
    mark, stamp = data_dir / "ready", _fingerprint(Path(postings))
    if not mark.exists() or mark.read_text(encoding="ascii") != stamp:
        shutil.rmtree(data_dir, ignore_errors=True)
        _fill(data_dir, postings)
        mark.write_text(stamp, encoding="ascii")
    app = create_app(from_env(environment(data_dir, **KEPT)))
    if not app.extensions["search"].vacancies.health().available:  # the index is of another version
        flask(data_dir, "search", "rebuild")
    return app


def _fill(data_dir: Path, postings: str) -> None:
    os.environ.update(KEPT)
    flask(data_dir, "db", "upgrade")
    with create_app(from_env(environment(data_dir))).app_context():
        load_reference(db.session())
        db.engine.dispose()
    flask(data_dir, "import", "vacancies", postings)


def _fingerprint(postings: Path) -> str:
    places = [place for pattern in DECIDING for place in sorted(ROOT.glob(pattern))]
    digest = hashlib.sha256(postings.read_bytes())
    for place in places:
        digest.update(place.read_bytes())
    return digest.hexdigest()


def read(session: Session) -> list[Raw]:
    """Every posting as its board wrote it. Of what was read into it only the regions around its own place are taken:
    "Bubutan" lies in Surabaya. The rest stays out, so that no reader is its own judge."""
    types = dict(session.execute(_stated(VacancyEmploymentType, VacancyEmploymentType.code)).all())
    around = _around(session)
    columns = (
        Vacancy.id, Vacancy.title, Vacancy.category, Vacancy.company, Vacancy.description, Vacancy.place_text,
        Vacancy.wage_min, Vacancy.wage_max,
    )  # fmt: skip
    return [
        Raw(key, title, category, company, text, f"{place} {around.get(key, '')}",
            _WORDED[types[key]] if key in types else "", high if high is not None else low)
        for key, title, category, company, text, place, low, high in session.execute(select(*columns))
    ]  # fmt: skip


def _stated(model: type[VacancyPlace | VacancyEmploymentType], code: Any) -> Select[Any]:
    return select(model.vacancy_id, code).where(model.origin == Origin.STATED)


def _around(session: Session) -> dict[int, str]:
    """The names of the regions that hold each posting's own place, the place itself included."""
    names = dict(session.execute(select(Region.code, Region.name)).all())
    found: dict[int, str] = {}
    for key, code in session.execute(_stated(VacancyPlace, VacancyPlace.region_code)):
        found[key] = " ".join([found.get(key, ""), *(names[one] for one in region_ancestry(code))])
    return found


_WORDED: dict[str, str] = {
    EmploymentType.PERMANENT: "penuh waktu", EmploymentType.CONTRACT: "kontrak",
    EmploymentType.PART_TIME: "paruh waktu", EmploymentType.DAILY: "harian lepas",
    EmploymentType.INTERNSHIP: "magang",
}  # fmt: skip
