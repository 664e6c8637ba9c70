"""The desks at 100,000 vacancies: pages of the office and of a company, each asked as somebody signed in who may.

    python -m bench.queue

What waits: 500 vacancies, 200 changes, 300 reports, 100 registrations, 1,600 certificates where workers were seeded
before; 5,000 decisions of the last days and 2,000 accounts. Figures are milliseconds of this process, not of the clock
on the wall: other work on the machine hardly moves them.
"""

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask import Flask
from sqlalchemy import Select, func, select

from app.domain.queue import Tab
from app.extensions import db
from app.models import AccountRole, Event, Vacancy
from app.queries.queue_candidates import waiting
from bench.office import cookie, office_filled
from bench.site import get, measured_app, p50, percentile, row

ROUNDS, MOST = 4, 20  # and different addresses of one kind
GATE = "p95 <= 50"
FILTERS = {
    Tab.VACANCIES: ("tanda=age", "tingkat=berat", "q=operator+dump", "lokasi=63.11.06", "jenis=baru&lama=24"),
    Tab.REVISIONS: ("tingkat=tanpa", "q=operator", "petugas=kosong"),
    Tab.REPORTS: ("alasan=biaya", "q=operator", "lokasi=63.11.06"),
    Tab.EMPLOYERS: ("q=ukur+12", "jenis=baru", "lokasi=63.11.06"),
    Tab.CERTIFICATES: ("penerbit=bnsp", "q=operator"),
}
COMPANIES = ("", "status=aktif", "status=aktif&q=cv", "status=aktif&halaman=20", "status=menunggu&halaman=3")
LOG = (
    "", "halaman=100", "benda=vacancy", "benda=vacancy&perbuatan=approve", "perbuatan=verify", "pelaku=akun-{officer}",
    "pelaku=akun-{officer}&perbuatan=approve&dari={from}", "pelaku=operator", "pelaku=visitor",
    "dari={from}&sampai={from}",
    "benda=vacancy&perbuatan=submit&dari={from}",
)  # fmt: skip
ACCOUNTS = ("", "jenis=employer", "jenis=moderator", "status=active", "halaman=40")
OWN = ("", "status=tayang", "status=selesai", "q=operator", "status=tayang&halaman=5")


@dataclass(frozen=True)
class Desk:
    """Pages of one kind, and the role of the account that asks for them."""

    name: str
    role: str
    paths: Sequence[str]


def main() -> None:
    app = measured_app()
    office_filled(app)
    desks = _desks(app)
    cookies = {role: cookie(app, role) for role in dict.fromkeys(desk.role for desk in desks)}
    took: dict[str, list[float]] = {desk.name: [] for desk in desks}
    for turn in range(ROUNDS + 1):
        for desk in desks:
            for path in desk.paths:
                began = time.process_time()
                get(app, path, "br", cookies[desk.role])
                if turn:  # the first warms
                    took[desk.name].append((time.process_time() - began) * 1000)
    row("page, ms of processor time", "p50", "p95", "gate")
    row(*["---"] * 4)
    for desk in desks:
        row(f"{desk.name} ({len(desk.paths)})", p50(took[desk.name]), percentile(took[desk.name], 0.95), GATE)


def _desks(app: Flask) -> list[Desk]:
    with app.app_context():
        session = db.session()
        drawn = {tab: _ids(select(waiting(tab).c.id)) for tab in Tab}
        officer = session.scalars(select(AccountRole.account_id).where(AccountRole.role == "moderator")).first()
        month = app.extensions["clock"].today() - timedelta(days=20)
        log = [one.format_map({"officer": officer, "from": month}) for one in LOG]
        busiest = _ids(select(Vacancy.employer_id).group_by(Vacancy.employer_id).order_by(func.count().desc()))
        decided = _ids(select(Event.noun_id).where(Event.verb == "approve", Event.account_id.is_not(None)))
        db.session.remove()
    return [
        Desk("the office's first page", "moderator", ["/petugas"]),
        *(_tab(tab) for tab in Tab if drawn[tab]),
        Desk("review of a vacancy", "moderator", _pages("/petugas/lowongan", drawn[Tab.VACANCIES])),
        Desk("review of a change", "moderator", _pages("/petugas/perubahan", drawn[Tab.REVISIONS])),
        Desk("review of reports", "moderator", _pages("/petugas/laporan", drawn[Tab.REPORTS])),
        Desk("review of a registration", "verifier", _pages("/petugas/perusahaan", drawn[Tab.EMPLOYERS])),
        Desk("review of a busy company", "verifier", _pages("/petugas/perusahaan", busiest)),
        Desk("companies", "moderator", [f"/petugas/perusahaan?{one}" for one in COMPANIES]),
        Desk("log", "admin", [f"/petugas/catatan?{one}" for one in log]),
        Desk("log of one thing", "admin", [f"/petugas/catatan?benda=vacancy&nomor={key}" for key in decided]),
        Desk("accounts", "admin", [f"/petugas/pengguna?{one}" for one in ACCOUNTS]),
        Desk("a company's first page", "employer", ["/kelola"]),
        Desk("a company's vacancies", "employer", [f"/kelola/lowongan?{one}" for one in OWN]),
    ]


def _tab(tab: Tab) -> Desk:
    """Its first and second page, and it narrowed in some ways."""
    role = "verifier" if tab == Tab.CERTIFICATES else "moderator"
    return Desk(f"queue: {tab}", role, [f"/petugas/antrean/{tab}?{one}" for one in ("", "halaman=2", *FILTERS[tab])])


def _pages(path: str, ids: Iterable[int]) -> list[str]:
    return [f"{path}/{key}" for key in ids]


def _ids(query: Select[Any]) -> list[int]:
    """Some of a query's ids, spread over all of them."""
    found = db.session.scalars(query).all()
    return [key for key in found[:: max(1, len(found) // MOST)] if key is not None][:MOST]


if __name__ == "__main__":
    main()
