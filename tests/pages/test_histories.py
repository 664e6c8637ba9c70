"""A history says whose act each line was: the office's or the company's, whatever has become of the account since."""

from app.models import Account, AccountRole, Membership
from app.services import employer_decisions
from tests.factories.accounts import acting, client_as, member, officer
from tests.factories.companies import company
from tests.support.site import Site


def test_an_act_stays_the_offices_or_the_companys(site: Site) -> None:
    mine, admin = company(site, status="pending", verified_at=None, submitted_at=site.clock.now())
    verifier = officer("verifier", name="Veri Petugas")
    with site.app.app_context():
        employer_decisions.send_back(mine.id, "NIB tidak terbaca.", acting(site, verifier), site.clock)
    leaving = member(mine, "admin", name="Siti Pindah")
    client_as(site, leaving).get("/kelola/perusahaan/ubah").submit("main form", status=303, address="Jalan Baru 1")
    with site.session() as session:
        session.query(AccountRole).filter_by(account_id=verifier.id).delete()
        session.query(Membership).filter_by(account_id=leaving.id).delete()
        session.add(AccountRole(account_id=leaving.id, role="verifier"))
        session.get_one(Account, verifier.id).kind, session.get_one(Account, leaving.id).kind = "employer", "staff"
        session.commit()
    change, sent_back = admin.get("/kelola/perusahaan").texts(".timeline li")
    assert "Siti Pindah" in change
    assert "Petugas" in sent_back
    assert "Veri" not in sent_back
    reader = client_as(site, officer("verifier"))
    change, sent_back = reader.get(f"/petugas/perusahaan/{mine.id}").texts(".timeline li")
    assert "Siti Pindah, perusahaan" in change
    assert "Veri Petugas, petugas" in sent_back
