"""What an import tells its operator, in the office's language."""

from collections.abc import Iterator
from pathlib import Path

from flask_babel import gettext as _

from app.cli.import_tally import Tally
from app.domain.reading.posting import RowProblem


def broken_file(code: str) -> str:
    told: dict[str, str] = {
        "truncated": _("Berkas terpotong: arsip gzip tidak sampai akhir. Tidak ada yang diimpor."),
        "damaged": _("Berkas rusak: arsip gzip tidak dapat dibuka. Tidak ada yang diimpor."),
        "bomb": _("Berkas ditolak: isinya jauh lebih besar daripada arsipnya. Tidak ada yang diimpor."),
        "unreadable": _("Berkas tidak dapat dibaca. Periksa izin dan tempatnya."),
        "empty": _("Berkas kosong. Tidak ada yang diimpor."),
        "no_objects": _("Ini bukan berkas JSONL: tidak satu baris pun berisi objek JSON. Tidak ada yang diimpor."),
    }
    return told[code]


def interrupted() -> str:
    told: str = _(
        "Impor berhenti: basis data sibuk atau ruang simpan penuh. Yang sudah masuk tetap tersimpan;"
        " jalankan perintah yang sama untuk melanjutkan."
    )
    return told


def rejected_header() -> tuple[str, str, str]:
    return _("baris"), _("alasan"), _("cuplikan")


def reasons() -> dict[str, str]:
    """Why a row is refused, by the problem's code."""
    return {
        "line_too_long": _("baris terlalu panjang"),
        "not_utf8": _("bukan teks UTF-8"),
        "not_json": _("bukan JSON"),
        "not_object": _("bukan objek JSON"),
        "missing": _("isian wajib kosong"),
        "wrong_type": _("jenis isian salah"),
        "too_long": _("isian terlalu panjang"),
        "bad_characters": _("karakter tidak sah"),
        "wage_not_number": _("upah bukan angka"),
        "wage_out_of_range": _("upah di luar batas wajar"),
        "date_unreadable": _("tanggal tidak terbaca"),
        "date_out_of_range": _("tanggal di luar batas wajar"),
        "date_future": _("tanggal di masa depan"),
        "duplicate": _("id sama dengan baris sebelumnya"),
    }


def reason(known: dict[str, str], problem: RowProblem) -> str:
    return f"{known[problem.code]}: {problem.field}" if problem.field else known[problem.code]


def summary(tally: Tally, rejected: int, report: Path, seconds: float) -> Iterator[str]:
    """The closing table: rows, what was matched in them and what was not, and the speed until all could be found."""
    rows = tally.rows
    yield ""
    yield _line(_("Baris dibaca"), rows + rejected)
    yield _line(_("  lowongan baru"), tally.added)
    yield _line(_("  teks atau jabatan diperbarui"), tally.refreshed)
    yield _line(_("  sudah ada, tidak berubah"), tally.unchanged)
    yield _line(_("  ditolak"), rejected)
    yield ""
    read, unread, percent = _("terbaca"), _("tidak"), _("persen")  # within the braces Babel finds them on some Pythons
    yield f"{'':<34}{read:>10}{unread:>10}{percent:>10}"
    yield _share(_("Lokasi dari isian lokasi"), tally.place_matched, tally.place_stated)
    yield _share(_("Jenis kerja dari isian jenis"), tally.type_matched, tally.type_stated)
    yield _share(_("Jenis kerja dari mana pun"), tally.type_any, rows)
    yield _share(_("Pendidikan dari judul atau teks"), tally.education, rows)
    yield _share(_("Jabatan (KBJI) dari judul"), tally.occupation, rows)
    yield _share(_("Upah"), tally.wage, rows)
    yield _line(_("Lokasi tambahan dari judul"), tally.place_in_title)
    yield _line(_("Jenis kerja tambahan dari judul"), tally.type_in_title)
    yield _line(_("Upah terbalik, dibetulkan"), tally.wage_turned)
    if tally.unmatched:
        named = ", ".join(f"{text} ({count})" for text, count in tally.commonest_unmatched())
        yield _("Lokasi yang tidak dikenali, terbanyak: %(places)s", places=named)
    if rejected:
        yield _("Baris yang ditolak beserta alasannya: %(path)s", path=report)
    speed = round((rows + rejected) / seconds) if seconds else rows
    yield _("Selesai dan dapat dicari dalam %(seconds)s detik (%(speed)s baris/detik).",
            seconds=f"{seconds:.1f}".replace(".", ","), speed=_number(speed))  # fmt: skip


def _line(label: str, count: int) -> str:
    return f"{label:<34}{_number(count):>10}"


def _share(label: str, part: int, whole: int) -> str:
    percent = f"{100 * part / whole:.1f}".replace(".", ",") if whole else "-"
    return f"{label:<34}{_number(part):>10}{_number(whole - part):>10}{percent:>10}"


def _number(count: int) -> str:
    return f"{count:,}".replace(",", ".")
