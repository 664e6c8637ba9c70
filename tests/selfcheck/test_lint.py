"""The linter itself: a clean page passes, and every rule catches its planted fault and names the element."""

import pytest
from flask import Flask

from tests.support.dom import parse
from tests.support.links import LinkChecker
from tests.support.lint import EVERYWHERE, WHOLE_PAGES, Subject, faults

CLEAN = """<!doctype html>
<html lang="id">
<head><meta charset="utf-8"><title>Cari lowongan - Lamar Begawi</title>
<script src="/static/js/site.js" defer></script></head>
<body>
<a href="#isi">Langsung ke isi</a>
<main id="isi" tabindex="-1">
<h1>Cari lowongan</h1>
<form action="/lowongan" hx-get="/lowongan" hx-target="#hasil">
  <label for="q">Kata kunci</label> <input id="q" name="q" type="search" aria-describedby="q-bantuan">
  <p id="q-bantuan">Jabatan atau perusahaan</p>
  <label><input type="checkbox" name="jenis" value="penuh"> Penuh waktu</label>
  <label>Upah <select name="gaji_min"><option value="">Semua</option></select></label>
  <button>Cari <svg aria-hidden="true"><use href="/static/img/icons.svg#search"/></svg></button>
</form>
<section id="hasil"><h2>Hasil</h2><h3><a href="/lowongan/1-las">Juru las</a></h3>
<a href="/lowongan?halaman=2" hx-get="/lowongan?halaman=2">Berikutnya</a></section>
<form action="/lapor" method="post"><input type="hidden" name="csrf_token" value="abc"><button>Lapor</button></form>
<script type="application/ld+json">{"@type": "JobPosting"}</script>
<img src="/static/img/a.png" alt="">
</main>
</body>
</html>"""

# rule: (what stands in the clean page, what is planted, what the message must say)
PLANTED = {
    "parses": [
        ("<h2>Hasil</h2>", "<h2>Hasil</h3>", "line"),
        ("</section>", "", "line"),
        ("<!doctype html>", "", "line"),
    ],
    "one_h1_and_title": [
        ("<h1>Cari lowongan</h1>", "<h1>Cari lowongan</h1><h1>Lagi</h1>", "2 h1"),
        ("<title>Cari", "<title>Lamar Begawi: cari", "does not start"),
    ],
    "language_named": [('<html lang="id">', "<html>", "no lang")],
    "headings_in_order": [
        ("<h2>Hasil</h2>", "", "skips from h1"),
        ("<h2>Hasil</h2>", "<h2>Hasil</h2><h3></h3>", "empty"),
    ],
    "unique_ids": [('id="hasil"', 'id="isi"', '"isi" stands 2')],
    "references_resolve": [
        ('for="q"', 'for="p"', 'for="p"'),
        ('aria-describedby="q-bantuan"', 'aria-describedby="q-bantuan lain"', "aria-describedby"),
    ],
    "labels_hold_something": [(">Kata kunci<", "><", 'for="q"'), ('<label for="q">', "<label>", "label of nothing")],
    "controls_named": [
        ("<label>Upah ", "<label>", "gaji_min"),
        ('<label for="q">Kata kunci</label>', "", 'id="q"'),
    ],
    "links_and_buttons_named": [
        (">Juru las<", "><", "/lowongan/1-las"),
        ("<button>Cari ", '<button><span aria-hidden="true">Cari</span>', "<button>"),
    ],
    "links_lead_somewhere": [
        ('href="/lowongan/1-las"', 'href="#"', "Juru las"),
        ('href="/lowongan/1-las"', "", "Juru las"),
    ],
    "no_script_links": [('href="/lowongan/1-las"', 'href=" JavaScript:x()"', "Juru las")],
    "forms_safe": [
        ('<form action="/lapor"', "<form", "without action"),
        ('name="csrf_token"', 'name="token"', "csrf_token"),
        ('value="abc"', 'value=""', "csrf_token"),
    ],
    "buttons_do_something": [
        ("<h2>", "<button>Mati</button><h2>", "Mati"),
        ("<button>Lapor", '<button type="button">Lapor', "Lapor"),
    ],
    "htmx_has_twin": [
        ('<a href="/lowongan?halaman=2"', "<a", "Berikutnya"),
        ('<form action="/lowongan"', "<form", "hx-get"),
        ("<h2>", '<div hx-get="/lowongan">x</div><h2>', "<div"),
        ('hx-get="/lowongan?halaman=2"', 'hx-post="/lowongan"', "hx-post"),
        ('hx-get="/lowongan" ', 'hx-post="/lowongan" ', "would GET"),
    ],
    "nothing_inline": [
        ("<button>Lapor", '<button onclick="x()">Lapor', "onclick"),
        ("<h2>", '<h2 style="color:red">', "inline style"),
        ("<h2>", "<style>h2{}</style><h2>", "style sheet"),
        ("<h2>", "<script>x()</script><h2>", "inline script"),
        ('{"@type": "JobPosting"}', "{", "not JSON"),
        ("<h2>", '<h2 hx-on--after-swap="x()">', "hx-on"),
    ],
    "images_described": [(' alt=""', "", "a.png"), (' aria-hidden="true"', "", "<svg")],
    "no_nested_interactive": [
        (">Juru las<", "><span><input aria-label='x'></span>Juru las<", "<input"),
        ("<button>Lapor", "<button><a href='/x'>x</a>Lapor", "<a"),
    ],
    "nothing_leaks": [
        ("Juru las", "{{ title }}", "title"),
        ("Juru las", "None", "None"),
        ('value="penuh"', 'value="None"', "None"),
    ],
}


def test_a_clean_page_passes() -> None:
    assert faults(CLEAN) == []


def test_every_rule_has_a_planted_fault() -> None:
    assert set(PLANTED) == {rule.__name__ for rule in EVERYWHERE + WHOLE_PAGES}


@pytest.mark.parametrize(
    ("rule", "clean", "planted", "named"), [(rule, *case) for rule, cases in PLANTED.items() for case in cases]
)
def test_a_planted_fault_is_caught(rule: str, clean: str, planted: str, named: str) -> None:
    assert clean in CLEAN
    found = [fault for fault in faults(CLEAN.replace(clean, planted, 1)) if fault.startswith(f"{rule}:")]
    assert found
    assert named in " ".join(found)


def test_a_fragment_may_point_into_its_page() -> None:
    piece = '<p id="baru" aria-describedby="isi">Satu</p><h3>Kartu</h3>'
    assert faults(piece, fragment=True, page_ids=frozenset({"isi"})) == []
    assert faults(piece, fragment=True) != []


def site() -> Flask:
    app = Flask(__name__, static_folder=None)
    for path, method in (("/lowongan", "GET"), ("/lowongan/<slug>", "GET"), ("/lapor", "POST"), ("/pelatihan/", "GET")):
        app.add_url_rule(path, path, lambda **values: "", methods=[method])
    app.add_url_rule("/static/<path:filename>", "files", lambda filename: "")
    return app


@pytest.mark.parametrize(
    ("planted", "named"),
    [
        ("/hilang", "leads to no page"),
        ("/lapor", "GET is not answered"),
        ("/pelatihan", "leads to a redirect"),
        ("#tidak-ada", "jumps to no element"),
        ("ftp://a/b", "unknown scheme"),
    ],
)
def test_links_that_lead_nowhere_are_caught(planted: str, named: str) -> None:
    checker = LinkChecker(site())
    assert checker.faults(Subject(parse(CLEAN)), "/lowongan") == []
    broken = CLEAN.replace("/lowongan/1-las", planted)
    found = checker.faults(Subject(parse(broken)), "/lowongan")
    assert len(found) == 1
    assert named in found[0]
    assert "Juru las" in found[0]


@pytest.mark.parametrize("address", ["https://cdn.example/a.png", "//cdn.example/lowongan"])
def test_a_file_from_another_host_is_caught(address: str) -> None:
    broken = CLEAN.replace("/static/img/a.png", address)
    assert "another host" in LinkChecker(site()).faults(Subject(parse(broken)), "/")[0]
