"""What an operator does with accounts from the shell, and the tour's accounts."""

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import select

from app.cli.tour import show_tour
from app.demo.accounts import TOUR, TOUR_PASSWORD
from app.domain.actor import OFFICERS
from app.domain.clock import Clock
from app.gateways.keyring import Keyring
from app.gateways.one_time_codes import code_at
from app.gateways.passwords import check_new
from app.gateways.storage import Storage
from app.models import Account, Document, Employer
from app.services.documents import open_document
from app.services.employer_identity import held
from app.services.seeding import NotEmpty
from app.services.seeding_accounts import seed_accounts
from tests.factories.accounts import TOTP_SECRET, account, member, officer
from tests.factories.employers import employer
from tests.factories.workers import worker
from tests.support.letters import secret_of
from tests.support.pages import PageClient
from tests.support.site import Site

NEW = "empat kuda terbang rendah"


def run(app: Flask, *command: str) -> Result:
    return app.test_cli_runner().invoke(args=["accounts", *command])


def kept_by(site: Site) -> tuple[Clock, Keyring, Storage]:
    return site.clock, site.app.extensions["keyring"], site.app.extensions["storage"]


def test_the_first_admin_comes_by_command(site: Site) -> None:
    result = run(site.app, "staff", "Kepala@Kantor.test", "--role", "admin", "--role", "head")
    assert result.exit_code == 0, result.output
    path = secret_of(site, "invite_staff")
    assert site.settings.public_url + path in result.output
    PageClient(site.app).get(path).submit("form.card", name="Admin Pertama", password=NEW, status=303)
    with site.session() as session:
        one = session.scalars(select(Account)).one()
        assert {row.role for row in one.roles} == {"admin", "head"}


def test_an_account_that_exists_gets_the_roles(site: Site) -> None:
    site.save(account(email="rahmat@contoh.test"))
    assert "moderator" in run(site.app, "staff", "rahmat@contoh.test", "--role", "moderator").output
    assert "raja" in run(site.app, "staff", "rahmat@contoh.test", "--role", "raja").output
    with site.session() as session:
        assert [row.role for row in session.scalars(select(Account)).one().roles] == ["moderator"]


def test_accounts_are_kept_out_and_let_in(site: Site) -> None:
    site.save(account(email="rahmat@contoh.test"))
    assert run(site.app, "suspend", "rahmat@contoh.test", "--reason", "Uji").exit_code == 0
    assert run(site.app, "suspend", "rahmat@contoh.test", "--reason", "Uji").exit_code == 1
    assert run(site.app, "reactivate", "rahmat@contoh.test", "--reason", "Uji").exit_code == 0
    assert "Tidak ada akun" in run(site.app, "suspend", "siapa@contoh.test", "--reason", "Uji").output


def test_the_present_code_is_for_builders_only(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.save(officer("admin", email="admin@contoh.test"))
    assert run(site.app, "code", "admin@contoh.test").output.strip() == code_at(TOTP_SECRET, site.clock.now())
    assert run(site.app, "code", "siapa@contoh.test").exit_code == 1
    monkeypatch.setitem(site.app.config, "SETTINGS", replace(site.settings, env="production"))
    refused = run(site.app, "code", "admin@contoh.test")
    assert refused.exit_code == 1
    assert "production" in refused.output


def test_a_lost_second_step_is_reset(site: Site) -> None:
    site.save(officer("admin", email="admin@contoh.test"))
    assert run(site.app, "reset-second-step", "admin@contoh.test", "--reason", "Ponsel hilang").exit_code == 0
    with site.session() as session:
        assert session.scalars(select(Account)).one().totp_cipher is None


def test_there_is_one_tour_account_for_each_role(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.save(employer(), employer(), worker())
    with site.app.app_context():
        assert seed_accounts(*kept_by(site)) == len(TOUR)
        with pytest.raises(NotEmpty):
            seed_accounts(*kept_by(site))
        show_tour()
    shown = capsys.readouterr().out
    assert all(one.email in shown for one in TOUR)
    assert TOUR_PASSWORD in shown
    assert {one.role for one in TOUR} == OFFICERS | {"jobseeker", "employer", "trusted"}
    check_new(TOUR_PASSWORD)


def test_the_tours_companies_are_whole_and_nobodys(site: Site) -> None:
    """No tax office has the number 000, and no operator a number of +62 84."""
    site.save(employer(), employer(), employer())
    with site.app.app_context():
        seed_accounts(*kept_by(site))
    _, keyring, storage = kept_by(site)
    with site.session() as session:
        *mine, other = session.scalars(select(Employer).order_by(Employer.id))
        facts = [held(one, keyring) for one in mine]
        assert {one["npwp"][10:13] for one in facts} == {"000"}
        assert all(one["contact_name"] and one["contact_position"] for one in facts)
        assert all(one["contact_phone"].startswith("+6284") for one in facts)
        assert len({one["npwp"] for one in facts}) == len({one["contact_phone"] for one in facts}) == 2
        assert other.npwp_cipher is None
        papers = session.scalars(select(Document).order_by(Document.id)).all()
        assert [(one.employer_id, one.kind) for one in papers] == [
            (one.id, kind) for one in mine for kind in ("nib", "npwp")
        ]
        for one in papers:
            assert b"(CONTOH, BUKAN SURAT RESMI)" in open_document(one, storage)


@pytest.mark.parametrize(
    ("local", "target"),
    [("pencari", "/akun"), ("perusahaan", "/kelola"), ("terpercaya", "/kelola"), ("admin", "/masuk/kode")],
)
def test_tour_accounts_sign_in(site: Site, local: str, target: str) -> None:
    site.save(employer(), employer(), worker())
    with site.app.app_context():
        seed_accounts(*kept_by(site))
    client = PageClient(site.app)
    answer = client.send("/masuk", {"account": f"{local}@contoh.test", "password": TOUR_PASSWORD})
    assert answer.headers["Location"] == target


def test_production_has_no_tour(tmp_path: Path, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """`flask seed` and `flask prepare` write demo data in development only."""
    monkeypatch.setitem(site.app.config, "SETTINGS", replace(site.settings, env="production"))
    assert site.app.test_cli_runner().invoke(args=["seed"]).exit_code == 1
    site.app.test_cli_runner().invoke(args=["prepare"])
    with site.session() as session:
        assert session.scalar(select(Account.id).limit(1)) is None


def test_a_site_without_the_tour_says_nothing(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    with site.app.app_context():
        show_tour()
    assert capsys.readouterr().out == ""


def test_an_account_is_deleted_at_the_counter(site: Site) -> None:
    """Whom the page sends there: the last admin of a company, or somebody who is kept out."""
    alone = member(employer())
    site.save(alone, account(email="ditangguhkan@contoh.test", status="suspended", suspended_at=site.clock.now()))
    site.save(officer("moderator", email="petugas@contoh.test"))
    assert "Lanjut?" in run(site.app, "close", str(alone.email)).output
    with site.session() as session:
        assert session.get_one(Account, alone.id).status == "active", "nobody said yes"
    for email in (str(alone.email), "ditangguhkan@contoh.test"):
        assert run(site.app, "close", "--yes", email).exit_code == 0
    refused = run(site.app, "close", "--yes", "petugas@contoh.test")
    assert refused.exit_code == 1
    with site.session() as session:
        left = session.scalars(select(Account.email).where(Account.email.is_not(None))).all()
        assert left == ["petugas@contoh.test"]
        assert session.get_one(Account, alone.id).membership is None
    assert run(site.app, "close", "--yes", "ditangguhkan@contoh.test").exit_code == 1
