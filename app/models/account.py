"""Accounts: who may sign in, as what, with which second step, and where they are signed in now."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.account import AccountKind, AccountStatus, MemberRole, TokenPurpose
from app.domain.actor import OFFICERS
from app.extensions import Base
from app.models.constraints import among, together
from app.models.employer import Employer

_OFFICER_ROLES = ", ".join(sorted(repr(str(role)) for role in OFFICERS))


class Account(Base):
    """One account, known by an e-mail address (lower case) or by a telephone number, which is kept as in `person`.
    Without a password nobody can sign in yet: it was opened at the counter or by an invitation."""

    __tablename__ = "account"
    __table_args__ = (
        CheckConstraint(among("kind", AccountKind), name="kind"),
        CheckConstraint(among("status", AccountStatus), name="status"),
        CheckConstraint("status = 'closed' OR email IS NOT NULL OR phone_index IS NOT NULL", name="can_be_named"),
        CheckConstraint("email IS NULL OR email = lower(email)", name="email_folded"),
        CheckConstraint(together("phone_cipher", "phone_index"), name="phone_whole"),
        CheckConstraint("phone_index IS NULL OR length(phone_index) = 32", name="phone_index_length"),
        CheckConstraint("status <> 'active' OR confirmed_at IS NOT NULL", name="active_is_confirmed"),
        CheckConstraint("(status = 'suspended') = (suspended_at IS NOT NULL)", name="suspended_has_date"),
        CheckConstraint("totp_confirmed_at IS NULL OR totp_cipher IS NOT NULL", name="totp_whole"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(9))
    status: Mapped[str] = mapped_column(String(9))
    name: Mapped[str] = mapped_column(String(120))
    email: Mapped[str | None] = mapped_column(String(254), unique=True)
    phone_cipher: Mapped[bytes | None] = mapped_column(LargeBinary)
    phone_index: Mapped[bytes | None] = mapped_column(LargeBinary(32), unique=True)
    password_hash: Mapped[str | None] = mapped_column(String(120))  # argon2id
    confirmed_at: Mapped[datetime | None]  # the e-mail answered, or the counter code was typed
    suspended_at: Mapped[datetime | None]
    signed_in_at: Mapped[datetime | None]  # the last time
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), unique=True)
    totp_cipher: Mapped[bytes | None] = mapped_column(LargeBinary)
    totp_confirmed_at: Mapped[datetime | None]
    totp_step: Mapped[int | None]  # the last 30-second step whose code was used: a code works once
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]

    roles: Mapped[list["AccountRole"]] = relationship(cascade="all, delete-orphan", order_by="AccountRole.role")
    membership: Mapped["Membership | None"] = relationship(cascade="all, delete-orphan", back_populates="account")


class AccountRole(Base):
    """An officer role that the office gave to an account."""

    __tablename__ = "account_role"
    __table_args__ = (CheckConstraint(f"role IN ({_OFFICER_ROLES})", name="role"),)

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), primary_key=True)
    role: Mapped[str] = mapped_column(String(16), primary_key=True)


class Membership(Base):
    """An account's place in a company's team. One account belongs to one company."""

    __tablename__ = "membership"
    __table_args__ = (UniqueConstraint("account_id"), CheckConstraint(among("role", MemberRole), name="role"))

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    employer_id: Mapped[int] = mapped_column(ForeignKey("employer.id", ondelete="CASCADE"), index=True)
    role: Mapped[str] = mapped_column(String(6))
    created_at: Mapped[datetime]

    account: Mapped[Account] = relationship(back_populates="membership")
    employer: Mapped[Employer] = relationship()


class SignIn(Base):
    """One signed-in browser. Its cookie holds a random token; here stands the token's SHA-256. Deleting the row ends
    the session at once."""

    __tablename__ = "sign_in"
    __table_args__ = (CheckConstraint("length(token_hash) = 32", name="token_hash_length"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    second_factor_at: Mapped[datetime | None]
    device: Mapped[str] = mapped_column(String(60), default="")  # browser and system in words, never the address

    account: Mapped[Account] = relationship()


class AccountToken(Base):
    """A link or code that works once. Only its SHA-256 is kept (of a counter code the keyed hash)."""

    __tablename__ = "account_token"
    __table_args__ = (
        CheckConstraint(among("purpose", TokenPurpose), name="purpose"),
        CheckConstraint("length(token_hash) = 32", name="token_hash_length"),
        CheckConstraint("tries >= 0", name="tries_positive"),
        CheckConstraint("purpose LIKE 'invite%' OR account_id IS NOT NULL", name="account_named"),
        CheckConstraint("(purpose = 'invite_member') = (employer_id IS NOT NULL)", name="employer_named"),
        Index("ix_account_token_account_id_purpose", "account_id", "purpose"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    purpose: Mapped[str] = mapped_column(String(14))
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    employer_id: Mapped[int | None] = mapped_column(ForeignKey("employer.id", ondelete="CASCADE"), index=True)
    # of a counter code: whose card was seen, and the only record that it connects
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    email: Mapped[str | None] = mapped_column(String(254))  # invited, or to change to
    roles: Mapped[str] = mapped_column(String(120), default="")  # of an invitation, separated by spaces
    tries: Mapped[int] = mapped_column(default=0)  # wrong codes typed
    created_by: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class RecoveryCode(Base):
    """One of the codes that stand in for the second step. Only its keyed hash is kept."""

    __tablename__ = "recovery_code"
    __table_args__ = (UniqueConstraint("account_id", "code_hash"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    code_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    used_at: Mapped[datetime | None]


class Throttle(Base):
    """Attempts within a window, by keyed hash of what is limited: an account's name, a device, an address."""

    __tablename__ = "throttle"
    __table_args__ = (CheckConstraint("attempts >= 0", name="attempts_positive"),)

    key: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    started_at: Mapped[datetime] = mapped_column(index=True)
    attempts: Mapped[int]
