"""What an officer asked for stands beside the fields that it is about, a line each."""

from typing import Any

from tests.factories.accounts import client_as, member, officer
from tests.factories.companies import company
from tests.factories.employers import employer
from tests.factories.vacancies import vacancy
from tests.support.pages import Page
from tests.support.site import Site

LINES = ".notice--warn .checklist li"


def send_back(site: Site, path: str, **typed: Any) -> None:
    role = "moderator" if "lowongan" in path else "verifier"
    page = client_as(site, officer(role)).get(path)
    seen = {"dilihat": str(page.one("input[name=dilihat]").get("value"))}
    page.client.send(path, {"keputusan": "kembalikan", **seen, **typed})


def asked(page: Page) -> dict[str, str]:
    """What was asked, and where each line leads."""
    links = [one.xpath(".//a/@href") for one in page.select(LINES)]
    return {text: str(link[0]) if link else "" for text, link in zip(page.texts(LINES), links, strict=True)}


def test_a_vacancy_sent_back(site: Site) -> None:
    mine = employer()
    team = client_as(site, member(mine))
    job = vacancy(of=mine, status="submitted", submitted_at=site.clock.now())
    site.save(job)
    send_back(site, f"/petugas/lowongan/{job.id}", alasan=["alamat-kurang", "upah-minimum"], catatan="Sebut nama site.")
    wanted = {
        "Tulis alamat tempat kerja dengan lengkap.": "#work_address",
        "Upah yang ditulis di bawah upah minimum.": "#wage_min",
        "Sebut nama site.": "",
    }
    form = f"/kelola/lowongan/{job.id}/ubah"
    page = team.get(form)
    assert asked(page) == wanted
    assert all(page.select(link) for link in wanted.values() if link)
    page = team.get(form.removesuffix("/ubah"))
    assert asked(page) == {line: link and form + link for line, link in wanted.items()}


def test_a_company_sent_back(site: Site) -> None:
    mine, team = company(site, status="pending", verified_at=None, submitted_at=site.clock.now())
    send_back(site, f"/petugas/perusahaan/{mine.id}", alasan=["berkas-kurang", "nib-tidak-cocok"], catatan="Ditunggu.")
    wanted = {
        "Unggah surat NIB dan kartu NPWP perusahaan.": "/kelola/dokumen",
        "NIB tidak cocok dengan nama perusahaan di OSS.": "#nib",
        "Ditunggu.": "",
    }
    form = "/kelola/perusahaan/ubah"
    page = team.get(form)
    assert asked(page) == wanted
    assert page.select("#nib")
    page = team.get("/kelola/perusahaan")
    assert asked(page) == {line: form + link if link.startswith("#") else link for line, link in wanted.items()}
