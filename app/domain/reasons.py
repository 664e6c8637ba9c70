"""Canned reasons of the office's decisions, as codes. `templates/components/reason_words.html` words them; those words
and what the officer adds are what the log keeps and the company reads."""

from collections.abc import Mapping

LONGEST_REASON = 500  # characters of the whole reason
LONGEST_NOTE = 400  # of what an officer adds

# The key names the thing and, where its verbs need reasons of their own, the verb.
REASONS: Mapping[str, tuple[str, ...]] = {
    "vacancy": (
        "biaya", "dokumen-dini", "agen-perjalanan", "luar-negeri", "wawancara-obrolan", "upah-minimum",
        "upah-tidak-wajar", "syarat-diskriminatif", "alamat-kurang", "uraian-kurang", "kontak-meragukan", "ganda",
    ),
    "vacancy_suspend": ("laporan-benar", "biaya", "dokumen-dini", "palsu", "kontak-meragukan"),
    "employer": (
        "berkas-kurang", "berkas-tidak-terbaca", "nib-tidak-cocok", "npwp-tidak-cocok", "alamat-tidak-jelas",
        "tanpa-kuasa", "sudah-terdaftar", "bukan-perusahaan",
    ),
    "employer_verify": ("nib-oss", "npwp-cocok", "alamat-diperiksa", "kuasa-diperiksa"),
    "employer_suspend": ("laporan-benar", "biaya", "mengaku-aku", "lowongan-palsu"),
    "report_dismiss": ("tidak-terbukti", "sudah-diperbaiki", "bukan-pelanggaran"),
    "certificate_verify": ("lembar-asli", "laman-penerbit", "jawaban-penerbit"),
    "certificate_revoke": ("palsu-sertifikat", "dicabut-penerbit", "salah-data"),
    "person_correct": (
        "ktp-asli", "kartu-keluarga", "surat-dukcapil", "ijazah-asli", "salah-ketik", "keadaan-berubah",
    ),
}  # fmt: skip

# The reason that a flag of the moderator's assistant speaks for.
OF_FLAG: Mapping[str, str] = {
    "fee": "biaya",
    "documents": "dokumen-dini",
    "travel_agent": "agen-perjalanan",
    "overseas": "luar-negeri",
    "chat_interview": "wawancara-obrolan",
    "wage_below_minimum": "upah-minimum",
    "wage_fantastic": "upah-tidak-wajar",
    "age": "syarat-diskriminatif",
    "sex": "syarat-diskriminatif",
    "looks": "syarat-diskriminatif",
    "marital": "syarat-diskriminatif",
    "missing_address": "alamat-kurang",
    "missing_duties": "uraian-kurang",
    "lookalike_email": "kontak-meragukan",
    "free_email": "kontak-meragukan",
    "duplicate": "ganda",
}
