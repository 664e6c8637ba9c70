"""How figures, days and texts are written for people."""

from datetime import UTC, date, datetime

import pytest
from markupsafe import Markup

from app.web import formats
from app.web.prose import excerpt, prose, web_link
from tests.support.site import Site


@pytest.mark.parametrize(
    ("value", "written"), [(0, "Rp0"), (999, "Rp999"), (2_500_000, "Rp2.500.000"), (1_234_567_890, "Rp1.234.567.890")]
)
def test_rupiah(value: int, written: str) -> None:
    assert formats.rupiah(value) == written


def test_days_and_times_are_the_office_s(site: Site) -> None:
    instant = datetime(2026, 11, 21, 16, 0, tzinfo=UTC)
    with site.app.test_request_context():
        assert formats.long_date(date(2026, 11, 22)) == "22 November 2026"
        assert formats.long_date(date(2027, 5, 1)) == "1 Mei 2027"
        assert formats.office_day(instant) == date(2026, 11, 22)
        assert formats.clock_time(instant) == "00.00 WITA"
        assert formats.iso_instant(instant) == "2026-11-22T00:00:00+08:00"
        assert formats.clock_time(formats.deadline(date(2026, 11, 22))) == "23.59 WITA"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        ("Satu baris", "<p>Satu baris</p>"),
        ("Satu\nDua\n\nTiga", "<p>Satu<br>Dua</p>\n<p>Tiga</p>"),
        ("Tugas:\n- satu\n\u2022 dua\n* tiga\nselesai",
         "<p>Tugas:</p>\n<ul><li>satu</li><li>dua</li><li>tiga</li></ul>\n<p>selesai</p>"),
        ("-bukan daftar", "<p>-bukan daftar</p>"),
        ("<b>&amp;\r\n- <i>", "<p>&lt;b&gt;&amp;amp;</p>\n<ul><li>&lt;i&gt;</li></ul>"),
        ("a\x00b\x08", "<p>ab</p>"),
    ],
)  # fmt: skip
def test_prose(text: str, html: str) -> None:
    made = prose(text)
    assert made == html
    assert isinstance(made, Markup)


def test_excerpt_ends_at_a_word() -> None:
    assert excerpt("- satu\n- dua  tiga") == "satu dua tiga"
    assert excerpt("satu dua tiga", limit=9) == "satu dua\u2026"


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "//x.example", "ftp://x", "x.example", "", "http:///x"]
)
def test_only_addresses_of_the_web_become_links(address: str) -> None:
    assert web_link(address) == ""
    assert web_link("HTTPS://x.example/a") == "HTTPS://x.example/a"


def test_telephone_and_share_links() -> None:
    assert formats.phone_link("(0526) 123-456") == "0526123456"
    said = "Juru%20Las%20%26%20lain%0Ahttps%3A%2F%2Fx"
    assert formats.whatsapp_link("Juru Las & lain\nhttps://x") == f"https://wa.me/?text={said}"
    assert formats.whatsapp_link(Markup("Juru Las &amp; lain\nhttps://x")) == f"https://wa.me/?text={said}"


@pytest.mark.parametrize("phone", ["+6281234567890", "0812-3456-7890", "+62 812 3456 7890", "6281234567890"])
def test_a_chat_is_opened_by_the_whole_number(phone: str) -> None:
    assert formats.whatsapp_link("Halo", phone) == "https://wa.me/6281234567890?text=Halo"
