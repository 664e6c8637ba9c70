"""Marked words: escaped, numbered, and linked both ways."""

from dataclasses import replace

from app.domain.moderation.flags import Field
from app.domain.moderation.inspection import inspect
from app.domain.moderation.marks import laid_out
from tests.domain.moderation.test_facts import FINE
from tests.support.site import Site

TEXT = "Melayani <b>pembeli</b>.\nBiaya seragam Rp100.000 & usia maks 25 tahun, usia maks 25 tahun."
PAGE = """{% from "components/flags.html" import flag_list, marked_text %}
{{ marked_text(marks.texts["description"]) }}{{ flag_list(marks.findings, marks.linked) }}"""


def test_words_and_rules_lead_to_each_other_and_nothing_is_markup(site: Site) -> None:
    facts = replace(FINE, texts={**FINE.texts, Field.DESCRIPTION: TEXT}, age_max=25)
    with site.app.test_request_context("/"):
        html = site.app.jinja_env.from_string(PAGE).render(marks=laid_out(facts, inspect(facts)))
    assert "&lt;b&gt;pembeli" in html
    assert "<b>" not in html
    assert html.count('href="#tanda-2"') == 2
    for name in ("kata-1", "kata-2", "tanda-1", "tanda-2"):
        assert html.count(f'id="{name}"') == 1, name
    assert 'href="#kata-2"' in html
    assert "SE Menaker M/6/HK.04/V/2025" in html


def test_bullets_are_a_list_and_a_mark_keeps_its_place_in_it(site: Site) -> None:
    text = "Tugas:\n- melayani pembeli\n- usia maks 25 tahun\n\nSelesai.\nTerima kasih."
    facts = replace(FINE, texts={**FINE.texts, Field.DESCRIPTION: text}, age_max=25)
    with site.app.test_request_context("/"):
        html = site.app.jinja_env.from_string(PAGE).render(marks=laid_out(facts, inspect(facts)))
    assert "<ul><li>melayani pembeli</li><li><mark" in html
    assert "<sup>[1]</sup>" in html
    assert "<p>Selesai.<br>Terima kasih.</p>" in html


def test_people_of_a_change_are_said_without_zeros(site: Site) -> None:
    people = """{% from "components/diff.html" import people %}{{ people(dict(male=m, female=f, either=e)) }}"""
    with site.app.test_request_context("/"):
        made = site.app.jinja_env.from_string(people)
        said = [made.render(m=m, f=f, e=e).strip() for m, f, e in ((0, 0, 1), (2, 0, 0), (2, 3, 1))]
    assert said == ["1 orang", "2 laki-laki", "2 laki-laki, 3 perempuan, 1 laki-laki atau perempuan"]
