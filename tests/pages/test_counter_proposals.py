"""At the counter, a form that is not right yet still says who on record it may be."""

from datetime import date

from tests.factories.workers import person, worker
from tests.pages.test_counter import WALK_IN, counsellor
from tests.support.site import Site


def test_what_is_missing_does_not_hide_who_it_may_be(site: Site) -> None:
    site.save(worker(of=person(name="Budi Santoso", birth_on=date(1995, 3, 17))))
    client = counsellor(site)
    for changes, faults in (
        ({"sex": "", "other": ""}, ["Jenis kelamin belum diisi", "Pilih orang yang sama di atas"]),
        ({"sex": "", "other": "1"}, ["Jenis kelamin belum diisi"]),
        ({"other": ""}, ["Pilih orang yang sama di atas"]),
    ):
        page = client.send("/petugas/loket/daftar", WALK_IN | changes, status=422)
        said = page.texts(".error-summary li")
        assert [one.startswith(start) for one, start in zip(said, faults, strict=True)] == [True] * len(faults), said
        assert page.h1 == "Mungkin orang yang sama"
        assert "belum terdata" not in page.text
    assert "belum terdata" not in client.send("/petugas/loket/daftar", WALK_IN | {"nik": "1"}, status=422).text
    client.send("/petugas/loket/daftar", WALK_IN | {"other": "1"}, status=303)
