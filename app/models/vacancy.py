"""Vacancies: the office's own and postings imported from other boards."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, func, literal_column
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.vacancy import ApplyVia, EmploymentType, Origin, VacancyStatus
from app.domain.wage import WageKind, WagePeriod
from app.extensions import Base
from app.models.employer import Employer


def _among(column: str, values: type) -> str:
    return f"{column} IN ({', '.join(repr(str(value)) for value in values)})"  # type: ignore[attr-defined]


class Vacancy(Base):
    """One vacancy. Either it has an employer of ours, or a source it was imported from and a company as plain text."""

    __tablename__ = "vacancy"
    __table_args__ = (
        UniqueConstraint("source", "source_id"),
        UniqueConstraint("employer_id", "form_key"),
        CheckConstraint(_among("status", VacancyStatus), name="status"),
        CheckConstraint(_among("apply_via", ApplyVia), name="apply_via"),
        CheckConstraint(
            "(source IS NULL AND source_id IS NULL AND employer_id IS NOT NULL)"
            " OR (source IS NOT NULL AND source_id IS NOT NULL AND apply_via = 'source')",
            name="own_or_imported",
        ),
        CheckConstraint(
            "status NOT IN ('published', 'expired', 'filled', 'suspended')"
            " OR (closes_on IS NOT NULL AND (status = 'suspended' OR published_at IS NOT NULL))",
            name="published_has_dates",
        ),
        CheckConstraint(
            "(status IN ('expired', 'filled', 'withdrawn', 'rejected')) = (closed_at IS NOT NULL)",
            name="closed_has_date",
        ),
        CheckConstraint(
            "(wage_period IS NULL) = (wage_min IS NULL AND wage_max IS NULL)"
            " AND (wage_period IS NULL) = (wage_kind IS NULL)",
            name="wage_whole",
        ),
        CheckConstraint("wage_min IS NULL OR wage_max IS NULL OR wage_min <= wage_max", name="wage_order"),
        CheckConstraint(f"wage_period IS NULL OR {_among('wage_period', WagePeriod)}", name="wage_period"),
        CheckConstraint(f"wage_kind IS NULL OR {_among('wage_kind', WageKind)}", name="wage_kind"),
        CheckConstraint("male >= 0 AND female >= 0 AND either >= 0", name="headcount_positive"),
        CheckConstraint(
            "source IS NOT NULL OR status IN ('draft', 'withdrawn') OR male + female + either > 0",
            name="headcount_stated",
        ),
        CheckConstraint(
            "(age_min IS NULL AND age_max IS NULL AND conditions = '') OR justification <> ''",
            name="conditions_justified",
        ),
        Index("ix_vacancy_status_closes_on", "status", "closes_on"),
        # Everything that counts an employer's open vacancies and the people it needs, without touching a row.
        Index("ix_vacancy_employer_id_board", "employer_id", "status", "closes_on", "male", "female", "either"),
        Index("ix_vacancy_status_published_at", "status", "published_at", "id"),
        Index("ix_vacancy_slug", "slug"),  # the same title
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    status: Mapped[str] = mapped_column(String(10))
    employer_id: Mapped[int | None] = mapped_column(ForeignKey("employer.id"))
    company: Mapped[str] = mapped_column(String(160))
    source: Mapped[str | None] = mapped_column(String(80))
    source_id: Mapped[str | None] = mapped_column(String(80))
    source_url: Mapped[str] = mapped_column(String(300), default="")
    form_key: Mapped[str | None] = mapped_column(String(43))  # of the page it was begun on: sent twice, it is one

    title: Mapped[str] = mapped_column(String(200))
    slug: Mapped[str] = mapped_column(String(120))
    category: Mapped[str] = mapped_column(String(160), default="")
    description: Mapped[str] = mapped_column(Text, default="")
    benefits: Mapped[str] = mapped_column(Text, default="")
    occupation_code: Mapped[str | None] = mapped_column(ForeignKey("occupation.code"))
    industry_code: Mapped[str | None] = mapped_column(ForeignKey("industry.code"))
    contract_months: Mapped[int | None]
    place_text: Mapped[str] = mapped_column(String(160), default="")  # as the source words it
    work_address: Mapped[str] = mapped_column(String(250), default="")

    male: Mapped[int] = mapped_column(default=0)
    female: Mapped[int] = mapped_column(default=0)
    either: Mapped[int] = mapped_column(default=0)

    wage_min: Mapped[int | None]
    wage_max: Mapped[int | None]
    wage_period: Mapped[str | None] = mapped_column(String(5))
    wage_kind: Mapped[str | None] = mapped_column(String(9))
    wage_monthly: Mapped[int | None]  # the monthly equivalent that filters and sorts compare, see domain.wage

    skills: Mapped[str] = mapped_column(Text, default="")
    scheme_code: Mapped[str | None] = mapped_column(ForeignKey("scheme.code"))  # the certificate that is asked for
    open_to_disability: Mapped[bool] = mapped_column(default=False)
    experience_months: Mapped[int | None]
    age_min: Mapped[int | None]
    age_max: Mapped[int | None]
    conditions: Mapped[str] = mapped_column(String(250), default="")
    justification: Mapped[str] = mapped_column(String(500), default="")

    apply_via: Mapped[str] = mapped_column(String(8))
    apply_note: Mapped[str] = mapped_column(String(500), default="")
    karirhub_number: Mapped[str | None] = mapped_column(String(40))
    karirhub_on: Mapped[date | None]

    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]  # last put forward for review
    published_at: Mapped[datetime | None]
    closes_on: Mapped[date | None]
    closed_at: Mapped[datetime | None]

    employer: Mapped[Employer | None] = relationship()
    places: Mapped[list["VacancyPlace"]] = relationship(cascade="all, delete-orphan", order_by="VacancyPlace.id")
    education: Mapped[list["VacancyEducation"]] = relationship(
        cascade="all, delete-orphan", order_by="VacancyEducation.id"
    )
    employment_types: Mapped[list["VacancyEmploymentType"]] = relationship(
        cascade="all, delete-orphan", order_by="VacancyEmploymentType.id"
    )


BEGINNING = 80  # characters of a text by which a copy under another title is found
# With plain numbers: the database takes the index for this very expression only.
text_begins = func.substr(Vacancy.description, literal_column("1"), literal_column(str(BEGINNING)))
Index("ix_vacancy_beginning", text_begins)


class VacancyPlace(Base):
    """A region a vacancy's work is in. `origin` tells the posting's own place from one read in its title."""

    __tablename__ = "vacancy_place"
    __table_args__ = (
        UniqueConstraint("vacancy_id", "region_code"),
        CheckConstraint(_among("origin", Origin), name="origin"),
        Index("ix_vacancy_place_region_code", "region_code", "vacancy_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    vacancy_id: Mapped[int] = mapped_column(ForeignKey("vacancy.id", ondelete="CASCADE"))
    region_code: Mapped[str] = mapped_column(ForeignKey("region.code"))
    origin: Mapped[str] = mapped_column(String(6), default=Origin.STATED)


class VacancyEducation(Base):
    """An education level a vacancy asks for."""

    __tablename__ = "vacancy_education"
    __table_args__ = (
        UniqueConstraint("vacancy_id", "level"),
        CheckConstraint(_among("origin", Origin), name="origin"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    vacancy_id: Mapped[int] = mapped_column(ForeignKey("vacancy.id", ondelete="CASCADE"))
    level: Mapped[str] = mapped_column(String(13))
    origin: Mapped[str] = mapped_column(String(6), default=Origin.STATED)


class VacancyEmploymentType(Base):
    """A kind of employment a vacancy offers."""

    __tablename__ = "vacancy_employment_type"
    __table_args__ = (
        UniqueConstraint("vacancy_id", "code"),
        CheckConstraint(_among("code", EmploymentType), name="code"),
        CheckConstraint(_among("origin", Origin), name="origin"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    vacancy_id: Mapped[int] = mapped_column(ForeignKey("vacancy.id", ondelete="CASCADE"))
    code: Mapped[str] = mapped_column(String(8))
    origin: Mapped[str] = mapped_column(String(6), default=Origin.STATED)
