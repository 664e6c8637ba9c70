"""The catalogue that is measured: 100,000 workers beside the vacancies, and the searches companies make."""

import random
from urllib.parse import urlencode

from flask import Flask
from sqlalchemy import select

from app.demo.people_tables import trainings
from app.domain.public_id import shown
from app.extensions import db
from app.models import Worker
from bench.site import ROWS, flask, folder
from search.query import SearchQuery

# Of 100 people that are registered for measuring 81 are in the catalogue: some hide, some have nothing verified.
REGISTERED = ROWS * 100 // 81
ADDRESSES = 240  # more of them without text than the engine keeps answers for
WORDS = (
    "operator", "las", "welder", "hd", "excavator", "k3", "satpam", "mekanik", "rigger", "dump truck", "juru ukur",
    "tata boga", "crane", "listrik", "administrasi", "welder 3g", "bnsp", "pengemudi truk", "juru ledak", "forklift",
    "surveyor", "penjahit", "operator alat berat",
)  # fmt: skip
FACETS = (
    {}, {}, {"status": "terverifikasi"}, {"lokasi": ["63.11.06", "63.11.07"]}, {"penerbit": "bnsp", "jenjang": "2"},
    {"tersedia": "sekarang", "pengalaman": ["3-5", "6-10"]}, {"pendidikan": "smk", "urut": "terbaru"},
    {"status": ["terverifikasi", "segera-berakhir"], "urut": "berakhir"},
)  # fmt: skip


def workers_seeded(app: Flask) -> int:
    """See to the workers in the measured site's folder; returns how many are in the catalogue."""
    if not (folder() / "ready-workers").exists():
        flask(folder(), "seed", "--scale-workers", str(REGISTERED), "--replace")
        (folder() / "ready-workers").touch()
    return int(app.extensions["search"].workers.health().documents)


def worker_addresses() -> list[str]:
    """Searches as companies make them: half with a word or two, a quarter by scheme, most with a facet, some far in."""
    rng = random.Random(7)
    schemes = [training.code for training in trainings()]
    found: dict[str, None] = {}
    while len(found) < ADDRESSES:
        asked = dict(rng.choice(FACETS))
        draw = rng.random()
        if draw < 0.5:
            asked["q"] = rng.choice(WORDS)
        elif draw < 0.75:
            asked["skema"] = rng.sample(schemes, rng.randint(1, 2))
        elif rng.random() < 0.5:  # only lists that are long enough have such a page
            asked["halaman"] = str(rng.randint(2, 9))
        found["/tenaga-kerja" + (f"?{urlencode(asked, doseq=True)}" if asked else "")] = None
    return list(found)


def worker_pages(app: Flask) -> list[str]:
    engine = app.extensions["search"].workers
    ids = [key for page in range(1, 16) for key in engine.search(SearchQuery(page=page)).ids]
    with app.app_context():
        found = db.session.scalars(select(Worker.public_id).where(Worker.id.in_(ids))).all()
        db.session.remove()
    return [f"/tenaga-kerja/{shown(public_id)}" for public_id in found]
