"""People known to the office. One person, one row."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.worker import Sex
from app.extensions import Base
from app.models.consent import Consent
from app.models.constraints import among, together


class Person(Base):
    """Identity (gate S6). NIK, phone and address are ciphertexts of `app.gateways.keyring`; the two indexes are keyed
    hashes that find a row by its number without a key to read it."""

    __tablename__ = "person"
    __table_args__ = (
        CheckConstraint("name <> ''", name="name_stated"),
        CheckConstraint(among("sex", Sex), name="sex"),
        CheckConstraint(together("nik_cipher", "nik_index"), name="nik_whole"),
        CheckConstraint("nik_index IS NULL OR length(nik_index) = 32", name="nik_index_length"),
        CheckConstraint(together("phone_cipher", "phone_index"), name="phone_whole"),
        CheckConstraint("phone_index IS NULL OR length(phone_index) = 32", name="phone_index_length"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    birth_on: Mapped[date] = mapped_column(index=True)
    sex: Mapped[str] = mapped_column(String(6))
    nik_cipher: Mapped[bytes | None] = mapped_column(LargeBinary)
    nik_index: Mapped[bytes | None] = mapped_column(LargeBinary(32), unique=True)
    phone_cipher: Mapped[bytes | None] = mapped_column(LargeBinary)
    phone_index: Mapped[bytes | None] = mapped_column(LargeBinary(32), index=True)
    address_cipher: Mapped[bytes | None] = mapped_column(LargeBinary)
    village_code: Mapped[str | None] = mapped_column(ForeignKey("region.code"))
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]

    consents: Mapped[list[Consent]] = relationship(cascade="all, delete-orphan", order_by=Consent.id)
