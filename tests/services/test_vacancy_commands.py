"""`flask vacancies`: the verbs from the shell, and what they say when the law forbids them."""

from datetime import timedelta

import pytest

from app.models import Vacancy
from tests.factories.vacancies import TODAY, vacancy
from tests.support.site import Site


def run(site: Site, *words: str) -> tuple[int, str]:
    result = site.app.test_cli_runner().invoke(args=["vacancies", *words])
    return result.exit_code, result.output


def status(site: Site) -> str:
    with site.session() as session:
        return session.get_one(Vacancy, 1).status


@pytest.mark.parametrize(
    ("words", "before", "after"),
    [
        (["approve", "1"], "submitted", "published"),
        (["withdraw", "1", "--reason", "Diminta perusahaan"], "published", "withdrawn"),
        (["fill", "1"], "published", "filled"),
        (["extend", "1", (TODAY + timedelta(days=50)).isoformat()], "published", "published"),
    ],
)
def test_a_verb_is_done(site: Site, words: list[str], before: str, after: str) -> None:
    site.save(vacancy(status=before))
    assert run(site, *words) == (0, f"lowongan 1: {words[0]} selesai\n")
    assert status(site) == after


def test_what_the_law_forbids_is_said_in_indonesian(site: Site) -> None:
    site.save(vacancy(status="published", slug="kasir"))
    assert run(site, "approve", "1") == (1, "Error: lowongan 1: 'approve' tidak berlaku dalam keadaan 'published'.\n")
    assert run(site, "fill", "9") == (1, "Error: lowongan 9: tidak ada (vacancy).\n")
    late = (TODAY - timedelta(days=1)).isoformat()
    assert run(site, "extend", "1", late)[1].startswith("Error: lowongan 1: 'closes_on' ditolak: ")
    assert status(site) == "published"
