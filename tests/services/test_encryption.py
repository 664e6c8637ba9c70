"""Gate S6: a stolen database without keys gives no NIK, logs give none either, and keys can be changed."""

import base64
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Table, event, func, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.domain.actor import OPERATOR
from app.domain.worker import NewWorker, Profile, Sex
from app.extensions import db
from app.gateways.keyring import Keyring, Unreadable
from app.gateways.storage import Storage
from app.models import Certificate, Consent, Document, Employer, Event, Person, SearchJob, Worker
from app.services import employer_identity, reencryption, workers
from app.services.identity import ACCOUNT_PHONE, ADDRESS, NIK, PHONE, TOTP, sealed_nik
from app.services.reencryption import sealed_columns
from app.services.transaction import transaction
from tests.factories.employers import employer
from tests.factories.vacancies import TODAY
from tests.factories.workers import person, worker
from tests.support.keys import DATA_KEY, INDEX_KEY, KEYRING
from tests.support.site import Site

NIKS = [f"631199{day:02d}0395{serial:04d}" for day in range(1, 29) for serial in (0, 7)]
PHONE_TEXT, ADDRESS_TEXT = "081298765432", "Gang Sunyi 17"
NEW_KEY = ("baru", b"n" * 32)
BOTH = Keyring([NEW_KEY, ("uji", DATA_KEY)], INDEX_KEY)


def _register_all(site: Site) -> None:
    for nik in NIKS:
        profile = Profile("smk", 3, ("721201",), "63.11.06", TODAY)
        command = NewWorker("Budi", TODAY.replace(year=1995), Sex.MALE, profile, nik, PHONE_TEXT, ADDRESS_TEXT)
        workers.register_worker(command, OPERATOR, site.clock, KEYRING)


def _forms(value: str) -> Iterator[bytes]:
    """A value as it might be lying about: as text, as hex and as base64 of it."""
    plain = value.encode()
    yield from (plain, plain.hex().encode(), base64.b64encode(plain).rstrip(b"=")[:-1], plain[::-1])


def _stolen(site: Site, session: Session) -> bytes:
    """Every byte of a database: the files, or on a server the text of every row."""
    if session.get_bind().dialect.name == "sqlite":
        path = Path(str(db.engine.url.database))
        return b"".join(found.read_bytes() for found in sorted(path.parent.glob(path.name + "*")))
    tables: list[Table] = db.metadata.sorted_tables
    rows = [row for table in tables for row in session.scalars(text(f'SELECT t::text FROM "{table.name}" AS t'))]
    return "\n".join(rows).encode()


def test_a_stolen_database_gives_no_nik(site: Site, session: Session) -> None:
    _register_all(site)
    everything = _stolen(site, session)
    assert b"Budi" in everything, "the search looks at the right bytes"
    secrets = [*NIKS, PHONE_TEXT, "+62" + PHONE_TEXT[1:], ADDRESS_TEXT]
    assert [value for value in secrets for form in _forms(value) if form in everything] == []


def test_a_stolen_database_gives_no_number_of_a_company(site: Site, session: Session) -> None:
    """A sole owner's NPWP is the owner's NIK."""
    one = employer(name="PT Bara Contoh")
    employer_identity.put(one, "npwp", NIKS[0], KEYRING)
    employer_identity.put(one, "contact_phone", "+62" + PHONE_TEXT[1:], KEYRING)
    employer_identity.propose(one, {"npwp": NIKS[1]}, KEYRING)
    site.save(one)
    everything = _stolen(site, session)
    assert b"PT Bara Contoh" in everything, "the search looks at the right bytes"
    secrets = [NIKS[0], NIKS[1], PHONE_TEXT, "+62" + PHONE_TEXT[1:]]
    assert [value for value in secrets for form in _forms(value) if form in everything] == []


def test_the_search_would_find_one(site: Site, session: Session) -> None:
    site.save(person(name=f"NIK {NIKS[0]}"))
    assert any(form in _stolen(site, session) for form in _forms(NIKS[0]))


def test_errors_and_logs_hold_no_personal_value(site: Site, session: Session, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    site.save(person(name="Budi Bocor", nik=NIKS[0], phone=PHONE_TEXT))
    for broken in ({"sex": "x"}, sealed_nik(KEYRING, NIKS[0])):
        with pytest.raises(IntegrityError) as caught, transaction() as writing:
            writing.add(person(name="Budi Bocor", **broken))
        logging.getLogger("uji").error("failed", exc_info=caught.value)
    said = caplog.text
    assert "IntegrityError" in said
    assert "Budi Bocor" not in said
    assert "1995" not in said
    assert KEYRING.blind_index(NIKS[0], NIK).hex() not in said


def test_statements_are_logged_without_their_values(
    site: Site, session: Session, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "sqlalchemy.engine")
    with db.engine.connect().execution_options(logging_token="uji") as connection:
        connection.engine.echo = "debug"
        try:
            connection.execute(select(Person.id).where(Person.name == "Budi Bocor")).all()
        finally:
            connection.engine.echo = False
    assert "SELECT" in caplog.text
    assert "Budi Bocor" not in caplog.text


def test_no_model_shows_a_value(site: Site, session: Session) -> None:
    site.save(worker(of=person(name="Budi Bocor", nik=NIKS[0])))
    for model in (Person, Worker, Certificate, Consent, Event, SearchJob):
        for row in session.scalars(select(model)):
            assert not any(value in repr(row) for value in ("Budi", "1995", NIKS[0], "Rahasia"))


def _sealed(session: Session) -> list[tuple[bytes, bytes, bytes]]:
    session.rollback()
    rows = session.execute(select(Person.nik_cipher, Person.phone_cipher, Person.address_cipher).order_by(Person.id))
    return [tuple(row) for row in rows]  # type: ignore[misc]


def test_everything_moves_to_the_first_key(site: Site, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    _register_all(site)
    site.save(person())  # nothing to encrypt
    monkeypatch.setattr(reencryption, "CHUNK", 10)
    assert reencryption.reencrypt(BOTH) == len(NIKS)
    alone = Keyring([NEW_KEY], INDEX_KEY)
    rows = [row for row in _sealed(session) if row[0] is not None]
    assert [alone.decrypt(nik, NIK) for nik, _, _ in rows] == NIKS
    assert {alone.decrypt(phone, PHONE) for _, phone, _ in rows} == {"+62" + PHONE_TEXT[1:]}
    assert {alone.decrypt(address, ADDRESS) for _, _, address in rows} == {ADDRESS_TEXT}
    assert reencryption.reencrypt(BOTH) == 0
    assert _sealed(session) == [*rows, (None, None, None)], "a second time writes nothing"
    found = select(func.count(Person.id)).where(Person.nik_index == alone.blind_index(NIKS[0], NIK))
    assert session.scalar(found) == 1


def test_every_encrypted_column_is_known() -> None:
    known = {f"{table.name}.{name}" for table, names in sealed_columns().items() for name in names}
    assert known == {
        NIK, PHONE, ADDRESS, ACCOUNT_PHONE, TOTP, employer_identity.NPWP, employer_identity.PHONE,
        employer_identity.CHANGE, "mail.secret_cipher", "report.contact_cipher",
    }  # fmt: skip


def test_companies_and_their_files_move_too(site: Site, session: Session, tmp_path: Path) -> None:
    facts = {"npwp": "0012345678912000", "contact_phone": "+6281298765432"}
    one = employer()
    for name, value in facts.items():
        employer_identity.put(one, name, value, KEYRING)
    employer_identity.propose(one, {"name": "PT Baru"}, KEYRING)
    old = Storage(tmp_path / "documents", KEYRING)
    paper = Document(
        kind="nib", filename="a.pdf", media_type="application/pdf", size=1, sha256=b"0" * 32,
        storage_name=old.keep(b"surat"), created_at=site.clock.now(),
    )  # fmt: skip
    site.save(one)
    paper.employer_id = one.id
    site.save(paper)
    assert reencryption.reencrypt(BOTH) == 1
    assert reencryption.reencrypt_files(Storage(tmp_path / "documents", BOTH)) == 1
    alone = Keyring([NEW_KEY], INDEX_KEY)
    found = session.get_one(Employer, one.id)
    assert {name: employer_identity.held(found, alone)[name] for name in facts} == facts
    assert employer_identity.proposed(found, alone) == {"name": "PT Baru"}
    assert Storage(tmp_path / "documents", alone).read(paper.storage_name) == b"surat"


def test_killed_half_way_it_goes_on(site: Site, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    _register_all(site)
    monkeypatch.setattr(reencryption, "CHUNK", 10)
    people = {table: names for table, names in sealed_columns().items() if table.name == "person"}
    monkeypatch.setattr(reencryption, "sealed_columns", lambda: people)
    chunks = []

    def die(_session: object) -> None:
        chunks.append(1)
        if len(chunks) == 3:
            raise KeyboardInterrupt

    factory = db.session.session_factory
    event.listen(factory, "before_commit", die)
    try:
        with pytest.raises(KeyboardInterrupt):
            reencryption.reencrypt(BOTH)
    finally:
        event.remove(factory, "before_commit", die)
    assert sum(BOTH.is_current(nik) for nik, _, _ in _sealed(session)) == 20
    assert reencryption.reencrypt(BOTH) == len(NIKS) - 20
    assert all(BOTH.is_current(value) for row in _sealed(session) for value in row)


def test_a_missing_key_is_named_and_nothing_is_lost(site: Site, session: Session) -> None:
    site.save(person(nik=NIKS[0]))
    before = _sealed(session)
    with pytest.raises(Unreadable, match="key uji is not set"):
        reencryption.reencrypt(Keyring([NEW_KEY], INDEX_KEY))
    assert _sealed(session) == before


def test_the_command(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.save(person(nik=NIKS[0]), person(nik=NIKS[1]))
    run = site.app.test_cli_runner().invoke
    assert run(args=["data", "reencrypt"]).output == "0 baris dan 0 berkas dienkripsi ulang\n"
    monkeypatch.setitem(site.app.extensions, "keyring", Keyring([NEW_KEY], INDEX_KEY))
    refused = run(args=["data", "reencrypt"])
    assert refused.exit_code == 1
    assert "key uji is not set" in refused.output
    monkeypatch.setitem(site.app.extensions, "keyring", BOTH)
    assert run(args=["data", "reencrypt"]).output == "2 baris dan 0 berkas dienkripsi ulang\n"
