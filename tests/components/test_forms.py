"""The parts of a form as HTML: labels, help, errors, and a summary with the same words."""

from typing import Any

import pytest
from flask import render_template_string
from werkzeug.datastructures import MultiDict

from app.domain.errors import InvalidFact
from app.forms.base import Choice, Choices, HouseForm, LongText, Number, Secret, Text, Tick, Upload
from tests.support.dom import Document, parse, text_of
from tests.support.lint import Subject, faults_of
from tests.support.site import Site

PAGE = """
{% from "components/error_summary.html" import error_summary %}
{% from "components/form.html" import choice, csrf, field, file, select, textarea, tick %}
{% set text = {"name": "Nama", "name.taken": "Nama ini sudah dipakai", "wage": "Upah", "about": "Uraian",
  "kind": "Jenis", "days": "Hari", "level": "Pendidikan", "sure": "Saya setuju",
  "secret": "Kata sandi", "paper": "Berkas"} %}
<form action="/lowongan" method="post" enctype="multipart/form-data" novalidate>
  {{ csrf() }}
  {{ error_summary(form, text) }}
  {{ field(form.name, text, help="Seperti di KTP", autocomplete="name") }}
  {{ field(form.wage, text, affix="Rp", inputmode="numeric", **{"data-x": "1"}) }}
  {{ textarea(form.about, text, rows=3) }}
  {{ select(form.kind, text) }}
  {{ choice(form.days, text, help="Boleh lebih dari satu") }}
  {{ choice(form.level, text, labels={"sma": "SMA", "s1": "S1"}) }}
  {{ tick(form.sure, text) }}
  {{ field(form.secret, text, type="password", autocomplete="current-password") }}
  {{ file(form.paper, text) }}
  <button class="button">Simpan</button>
</form>
"""


class Sample(HouseForm):
    name = Text(most=10)
    wage = Number(required=False)
    about = LongText(required=False)
    kind = Choice(options={"a": "Penuh", "b": "Paruh"})
    days = Choices(options={"x": "Senin", "y": "Selasa"})
    level = Choice(options=("sma", "s1"))
    sure = Tick(required=True)
    secret = Secret()
    paper = Upload(required=False)


def drawn(site: Site, form: HouseForm) -> Document:
    with site.app.test_request_context("/"):
        document = parse(render_template_string(PAGE, form=form), fragment=True)
    assert faults_of(Subject(document)) == []
    return document


def sent(**values: Any) -> Sample:
    form = Sample(MultiDict(values))
    form.validate()
    return form


def test_an_empty_form_has_labels_and_no_errors(site: Site) -> None:
    page = drawn(site, Sample(None, data={"kind": "b", "days": ["y"]}))
    assert not page.select(".error-summary") + page.select(".error") + page.select("[aria-invalid]")
    assert [text_of(one) for one in page.select("label.label")][:3] == [
        "Nama",
        "Upah (boleh kosong)",
        "Uraian (boleh kosong)",
    ]
    assert [one.get("value") for one in page.select("[selected]") + page.select("[checked]")] == ["b", "y"]
    assert page.select("#name")[0].get("aria-describedby") == "name-bantuan"
    assert page.select("#wage")[0].get("data-x") == "1"


def test_the_summary_says_what_stands_at_the_fields(site: Site) -> None:
    page = drawn(site, sent(wage="banyak", about="<b>", secret="jangan tampil"))
    links = {one.get("href"): text_of(one) for one in page.select(".error-summary a")}
    assert links == {
        f"#{text.get('id', '').removesuffix('-galat')}": text_of(text) for text in page.select("p.error")
    }  # fmt: skip
    assert links["#name"] == "Nama belum diisi"
    assert links["#wage"] == "Upah harus angka"
    assert all(page.select(str(target)) for target in links)
    [summary] = page.select(".error-summary")
    assert (summary.get("role"), summary.get("tabindex"), summary.get("autofocus")) == ("alert", "-1", "")
    assert text_of(page.select(".error-summary h2")[0]) == f"Ada {len(links)} isian yang perlu diperbaiki"
    assert page.select("#name")[0].get("aria-describedby") == "name-galat name-bantuan"


def test_nothing_typed_is_lost_but_the_password(site: Site) -> None:
    page = drawn(site, sent(wage="banyak", about="<b>\nx", secret="jangan tampil", days=["x"]))
    assert page.select("#wage")[0].get("value") == "banyak"
    assert (page.select("#about")[0].text or "").strip("\n") == "<b>\nx"
    assert page.select("#secret")[0].get("value") is None
    assert [one.get("value") for one in page.select("[checked]")] == ["x"]


def test_a_page_words_a_problem_itself(site: Site) -> None:
    form = sent(name="Budi", kind="a", days="x", level="sma", sure="1", secret="x")
    form.accept(InvalidFact("name", "taken"))
    assert [text_of(one) for one in drawn(site, form).select(".error-summary a")] == ["Nama ini sudah dipakai"]


def test_a_problem_without_a_field_is_told_too(site: Site) -> None:
    form = sent(name="Budi", kind="a", days="x", level="sma", sure="1", secret="x")
    form.accept(InvalidFact("weather", "wet"))
    assert "tidak dapat diterima" in text_of(drawn(site, form).select(".error-summary li")[0])


@pytest.mark.parametrize("problem", ["too_long", "unknown", "too_many", "past", "wrong_length", "foreign", "anything"])
def test_every_problem_has_words(site: Site, problem: str) -> None:
    form = sent(name="Budi", kind="a", days="x", level="sma", sure="1", secret="x")
    form.accept(InvalidFact("name", problem))
    assert "Nama" in text_of(drawn(site, form).select(".error-summary a")[0])
