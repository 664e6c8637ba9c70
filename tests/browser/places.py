"""Every public page of the running site, in the states that matter."""

import sqlite3
from contextlib import closing

from tests.support.server import Server

VACANCY = "SELECT '/lowongan/' || id || '-' || slug FROM vacancy WHERE {} ORDER BY id LIMIT 1"
EMPLOYER = (
    "SELECT '/perusahaan/' || employer.id || '-' || employer.slug FROM employer"
    " JOIN vacancy ON employer_id = employer.id WHERE vacancy.status = 'published'"
    " GROUP BY employer.id ORDER BY count(*) DESC LIMIT 1"
)
IN_CATALOGUE = (
    "FROM worker JOIN consent ON consent.person_id = worker.person_id AND withdrawn_at IS NULL"
    " JOIN person ON person.id = worker.person_id AND birth_on < date('now', '-19 years')"
    " JOIN certificate ON worker_id = worker.id AND certificate.status = 'verified' WHERE hidden_at IS NULL"
)
WORKER = (
    "SELECT '/tenaga-kerja/TK-' || substr(public_id, 1, 4) || '-' || substr(public_id, 5)"
    f" {IN_CATALOGUE} GROUP BY worker.id ORDER BY count(*) DESC, worker.id LIMIT 1"
)
CHECK = "SELECT '/cek/' || token FROM certificate WHERE {} ORDER BY id LIMIT 1"
FIXED = {
    "home": "/",
    "list": "/lowongan",
    "searched": "/lowongan?q=operator&jenis=penuh&lokasi=63.11.06&lokasi=63.11.07",
    "sentence": "/lowongan?q=sopir+untuk+lulusan+SMK+di+Paringin+gaji+3+juta&termasuk=pendidikan",
    "read as words": "/lowongan?q=kerja+harian+di+paringin&harfiah=lokasi",
    "last page": "/lowongan?halaman=2&urut=gaji",
    "zero results": "/lowongan?q=astronot+bulan&jenis=magang",
    "unknown values": "/lowongan?warna=biru&jenis=santai&halaman=999",
    "workers": "/tenaga-kerja",
    "searched workers": "/tenaga-kerja?q=las&penerbit=bnsp&jenjang=3&lokasi=63.11.06&buka=skema",
    "no workers": "/tenaga-kerja?skema=tata-boga&jenjang=9&status=kedaluwarsa",
    "unknown token": "/cek/tidak-ada",
    "about": "/tentang",
    "privacy": "/privasi",
    "help": "/bantuan",
    "English home": "/en/",
    "English list": "/en/lowongan?q=operator&jenis=penuh&lokasi=63.11.06&lokasi=63.11.07",
    "English workers": "/en/tenaga-kerja?q=las&penerbit=bnsp&jenjang=3",
    "English sign-in": "/en/masuk",
    "gallery": "/galeri",
}
MISSING = "/lowongan/999999999-tidak-ada"


def places(server: Server) -> dict[str, str]:
    """Names and addresses of pages that answer 200, and of those that say a vacancy is over."""
    wanted = {
        "own vacancy": VACANCY.format("status = 'published' AND source IS NULL"),
        "imported vacancy": VACANCY.format("source IS NOT NULL"),
        "expired vacancy": VACANCY.format("status = 'expired' AND closed_at > datetime('now', '-60 days')"),
        "filled vacancy": VACANCY.format("status = 'filled' AND closed_at > datetime('now', '-60 days')"),
        "employer": EMPLOYER,
        "worker": WORKER,
        "verified certificate": CHECK.format("status = 'verified'"),
        "revoked certificate": CHECK.format("status = 'revoked'"),
    }
    with closing(sqlite3.connect(server.data_dir / "lamar.db")) as database:
        found = {name: database.execute(query).fetchone() for name, query in wanted.items()}
    return FIXED | {name: row[0] for name, row in found.items() if row}


PLACES = (
    *FIXED, "own vacancy", "imported vacancy", "expired vacancy", "filled vacancy", "employer", "worker",
    "verified certificate", "revoked certificate",
)  # fmt: skip
STATUS = {"unknown values": 404, "unknown token": 404}  # a page beyond the last, a certificate of nobody
