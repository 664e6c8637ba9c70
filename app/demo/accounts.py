"""The tour's accounts: one for each role, with one password. They exist in development only."""

from dataclasses import dataclass

TOUR_PASSWORD = "sungai pitap mengalir tenang"  # noqa: S105  printed by `make run`; production refuses demo data
DOMAIN = "contoh.test"  # .test is nobody's (RFC 2606)


@dataclass(frozen=True)
class TourAccount:
    """`role` is a code: an officer role, a kind of account, or `trusted` for a company that publishes at once."""

    local: str
    name: str
    role: str

    @property
    def email(self) -> str:
        return f"{self.local}@{DOMAIN}"


TOUR = (
    TourAccount("pencari", "Pencari Kerja Contoh", "jobseeker"),
    TourAccount("perusahaan", "Personalia Contoh", "employer"),
    TourAccount("terpercaya", "Personalia Terpercaya", "trusted"),
    TourAccount("moderator", "Moderator Contoh", "moderator"),
    TourAccount("verifikator", "Verifikator Contoh", "verifier"),
    TourAccount("pengantar", "Pengantar Kerja Contoh", "counsellor"),
    TourAccount("pelatihan", "Petugas Pelatihan Contoh", "training_officer"),
    TourAccount("admin", "Admin Contoh", "admin"),
    TourAccount("kepala", "Kepala Contoh", "head"),
)
