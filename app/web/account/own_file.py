"""The own data as a file that people and programs can read. Words stand in templates, as on the page."""

import json
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from app.extensions import db
from app.models import SignIn
from app.queries.own_account import sign_ins
from app.queries.own_data import Beside, OwnAccount, beside
from app.queries.own_events import OwnEvent, changes, looks, sessions
from app.queries.own_person import OwnCertificate, OwnPerson, OwnWork
from app.web.account.who import me
from app.web.context import clock, settings
from app.web.formats import iso_instant
from app.web.words import said

_OWN, _ACCOUNTS, _WORKERS = "account/_data_words.html", "components/account_words.html", "components/worker_words.html"
_NOTICES, _LETTERS = "components/notices.html", "components/letter_words.html"
_LABELS, _REPORTS = "components/labels.html", "components/report_words.html"


def own_file(own: OwnAccount, found: OwnPerson | None) -> str:
    """All of it as JSON."""
    session, who, office = db.session(), me(), settings().office
    person_id = who.actor.person_id
    written = {
        "berkas": {
            "situs": office.name, "kantor": office.agency, "dibuat": iso_instant(clock().now()),
            "nomor_akun": who.account_id, "yang_tidak_ditulis_utuh": said(_OWN, "left_out"),
        },
        "akun": _account(own),
        "data_di_kantor": _person(found) if found else None,
        "sertifikat": [_certificate(one) for one in found.work.certificates] if found and found.work else [],
        "persetujuan": _consents(found) if found else [],
        "siapa_yang_melihat": _events(looks(session, who.account_id, person_id), "look_word"),
        "yang_terjadi": _events(changes(session, who.account_id, person_id), "change_word"),
        "riwayat_masuk": _events(sessions(session, who.account_id), "change_word"),
        "perangkat_yang_masuk": _devices(sign_ins(session, who.account_id, clock().now())),
        **_beside(beside(session, who.account_id, own.email)),
    }  # fmt: skip
    return json.dumps(written, ensure_ascii=False, indent=2) + "\n"


def _account(own: OwnAccount) -> dict[str, Any]:
    return {
        "nama": own.name, "jenis": said(_ACCOUNTS, "kind_name", own.kind), "email": own.email or None,
        "nomor_ponsel": _ending(own.phone_end),
        "peran_di_kantor": [said(_ACCOUNTS, "role_name", one) for one in own.roles],
        "perusahaan": own.company or None, "peran_di_tim": said(_OWN, "place_word", own.company_role) or None,
        "verifikasi_dua_langkah": own.has_second_factor,
        "dibuka": iso_instant(own.created_at), "aktif_sejak": _at(own.confirmed_at),
        "terakhir_masuk": _at(own.signed_in_at),
    }  # fmt: skip


def _person(found: OwnPerson) -> dict[str, Any]:
    return {
        "nama": found.name, "tanggal_lahir": found.birth_on.isoformat(),
        "jenis_kelamin": said(_OWN, "sex_word", found.sex), "nik": _ending(found.nik_end),
        "nomor_ponsel": _ending(found.phone_end), "alamat_tersimpan": found.has_address,
        "desa_atau_kelurahan": found.village or None, "dicatat_sejak": iso_instant(found.created_at),
        **(_work(found.work) if found.work else {}),
        "kartu_tampil_di_daftar_tenaga_kerja": found.is_shown,
    }  # fmt: skip


def _work(work: OwnWork) -> dict[str, Any]:
    return {
        "domisili": work.district, "pendidikan": said(_LABELS, "education", work.education),
        "pengalaman_kerja_bulan": work.experience_months, "jabatan_yang_dicari": list(work.occupations),
        "keahlian": work.skills or None, "dapat_mulai_bekerja": _day(work.available_from),
        "nomor_kartu": work.public_id, "kartu_disembunyikan_sejak": _at(work.hidden_at),
    }  # fmt: skip


def _certificate(one: OwnCertificate) -> dict[str, Any]:
    return {
        "skema": one.scheme, "penerbit": said(_WORKERS, "issuer", one.issuer), "lsp": one.lsp or None,
        "nomor": one.number, "nomor_registrasi": one.registration_number or None,
        "nomor_blangko": one.blank_number or None, "terbit": one.issued_on.isoformat(),
        "berlaku_sampai": _day(one.valid_until), "jenjang_kkni": one.level,
        "status": said(_WORKERS, "certificate_state", one.state), "alasan_pencabutan": one.revoke_reason or None,
        "berkas_bukti": [{"nama": paper.filename, "disimpan": iso_instant(paper.created_at)} for paper in one.papers],
    }  # fmt: skip


def _consents(found: OwnPerson) -> list[dict[str, Any]]:
    return [
        {
            "untuk": said(_OWN, "level_word", one.level), "versi_kalimat": one.text_version,
            "cara": said(_OWN, "via_word", one.via), "diberikan": iso_instant(one.given_at),
            "berakhir": _at(one.withdrawn_at),
        }
        for one in found.consents
    ]  # fmt: skip


def _events(lines: Iterable[OwnEvent], words: str) -> list[dict[str, Any]]:
    agency = settings().office.agency_short
    return [
        {
            "nomor_catatan": one.number, "waktu": iso_instant(one.at), "oleh": said(_OWN, "by_word", one.by, agency),
            "apa": said(_OWN, words, one.noun, one.verb, *([one.fields] if words == "change_word" else [])),
        }
        for one in lines
    ]  # fmt: skip


def _devices(found: Iterable[SignIn]) -> list[dict[str, Any]]:
    return [
        {"perangkat": one.device or None, "masuk": iso_instant(one.created_at), "terakhir": iso_instant(one.seen_at)}
        for one in found
    ]


def _beside(found: Beside) -> dict[str, list[dict[str, Any]]]:
    return {
        "pemberitahuan": [
            {
                "waktu": iso_instant(one.created_at), "isi": said(_NOTICES, "notice_words", one.kind, one.facts),
                "alasan": one.facts.get("reason"),
            }
            for one in found.notices
        ],
        "surat": [
            {
                "tentang": said(_LETTERS, "letter_name", one.template), "ditulis": iso_instant(one.created_at),
                "terkirim": _at(one.sent_at),
            }
            for one in found.letters
        ],
        "pengaduan": [
            {
                "nomor_lowongan": one.vacancy_id, "dikirim": iso_instant(one.created_at),
                "tentang": said(_REPORTS, "report_reason", one.reason), "tulisan_anda": one.text or None,
                "kontak_tersimpan": one.contact_cipher is not None, "diputuskan": _at(one.decided_at),
            }
            for one in found.reports
        ],
    }  # fmt: skip


def _ending(digits: str) -> str | None:
    return said(_OWN, "ending", digits) if digits else None


def _at(instant: datetime | None) -> str | None:
    return iso_instant(instant) if instant else None


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
