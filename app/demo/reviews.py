"""What waits for the office in the demo: registrations, vacancies with something wrong, changes, reports."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.demo.people_identity import PHONE
from app.domain.employer import NewEmployer
from app.domain.report import ReportReason
from app.domain.vacancy import ApplyVia, EmploymentType, Headcount, NewVacancy, Requirements
from app.domain.wage import Wage, WageKind, WagePeriod


@dataclass(frozen=True)
class DemoRegistration:
    """`days_ago` is when the papers came in; a `returned` one waits for the company, with the office's words."""

    command: NewEmployer
    days_ago: int
    returned: str = ""


def _company(
    number: int, name: str, industry: str, district: str, address: str, person: str, about: str
) -> NewEmployer:
    """Numbers begin with 98 and 99, and phones like those of the demo people, so that they are nobody's."""
    return NewEmployer(
        name=name, nib=f"98{number:011d}", npwp=f"99{number:013d}", industry_code=industry, region_code=district,
        address=address, contact_name=person, contact_position="Pimpinan", contact_phone=f"{PHONE}000{number:05d}",
        about=about,
    )  # fmt: skip


REGISTRATIONS = (
    DemoRegistration(
        _company(1, "CV Pitap Makmur Teknik", "33121", "63.11.06", "Jl. A. Yani km 4, Paringin", "Hendra Contoh",
                 "Bengkel bubut dan perbaikan pompa untuk kebun dan tambang."), 6),
    DemoRegistration(
        _company(2, "UD Sumber Rasa Halong", "10792", "63.11.02", "Desa Halong RT 2", "Siti Contoh",
                 "Membuat kerupuk dan amplang, menjual ke toko oleh-oleh."), 3),
    DemoRegistration(
        _company(3, "PT Banua Angkut Sejahtera", "49431", "63.11.07", "Jl. Trans Kalimantan km 2", "Yusuf Contoh",
                 "Angkutan barang dengan 14 truk."), 1),
    DemoRegistration(
        _company(4, "CV Awayan Tani", "01262", "63.11.03", "Desa Awayan Hulu", "Mariam Contoh",
                 "Kebun sawit rakyat seluas 60 hektare."), 8,
        "Foto NIB tidak terbaca. Unggah lagi lembar yang jelas, seluruh halaman terlihat."),
)  # fmt: skip


def doubtful_vacancies(employer_ids: tuple[int, int, int], today: date) -> tuple[NewVacancy, ...]:
    """Three vacancies that a moderator should stop, each for another reason."""
    first, second, third = employer_ids
    base = NewVacancy(
        employer_id=first, title="", description="", places=("63.11.06",), headcount=Headcount(either=10), wage=None,
        closes_on=today + timedelta(days=30), employment_type=EmploymentType.CONTRACT,
    )  # fmt: skip
    return (
        replace(
            base, title="Tenaga Serabutan Tambang", contract_months=6,
            description="Menerima banyak tenaga untuk proyek tambang. Tanpa pengalaman langsung diterima.\n\n"
            "Peserta yang lolos membayar biaya administrasi Rp350.000 dan tiket lewat agen perjalanan yang ditunjuk."
            " Kirim foto KTP dan KK ke rekrutmen.tambang.kalsel@gmail.com.",
            wage=Wage(15_000_000, 25_000_000, WagePeriod.MONTH, WageKind.WAGE), apply_via=ApplyVia.EMPLOYER,
            apply_note="Wawancara hanya lewat chat.",
        ),
        replace(
            base, employer_id=second, title="Penjaga Toko Busana", headcount=Headcount(female=2),
            description="Melayani pembeli, menata barang, dan mencatat penjualan di toko busana.",
            wage=Wage(2_400_000, 2_600_000, WagePeriod.MONTH, WageKind.WAGE),
            requirements=Requirements(
                education=("sma", "smk"), experience_months=0, age_max=25,
                conditions="Wanita, belum menikah, berpenampilan menarik", justification="Permintaan pemilik toko",
            ),
        ),
        replace(
            base, employer_id=third, title="Pekerja Kebun ke Malaysia", headcount=Headcount(male=20),
            requirements=Requirements(justification="Mes di kebun hanya untuk laki-laki"),
            description="Penempatan di perkebunan Sabah, kontrak dua tahun, berangkat bulan depan.\n\n"
            "Ijazah asli disimpan perusahaan selama kontrak.",
            wage=Wage(6_000_000, 7_500_000, WagePeriod.MONTH, WageKind.WAGE), contract_months=24,
        ),
    )  # fmt: skip


# Reason, what was written, and how many days ago, about the n-th vacancy on the board.
REPORTS = (
    (4, ReportReason.FEE, "Setelah wawancara saya diminta membayar seragam Rp250.000.", 2),
    (4, ReportReason.FEE, "Sama, diminta uang seragam sebelum mulai bekerja.", 1),
    (11, ReportReason.CLOSED, "Kata petugas di sana posisinya sudah terisi sejak minggu lalu.", 3),
    (23, ReportReason.WAGE, "Upah yang ditawarkan di tempat Rp2.800.000, bukan seperti di iklan.", 4),
)
