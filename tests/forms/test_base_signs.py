"""What nobody sees is not kept: control characters, and signs that turn the direction of what follows them."""

from werkzeug.datastructures import MultiDict

from app.forms.base import HouseForm, LongText, Text


class Sheet(HouseForm):
    name = Text()
    words = LongText()


def test_unseen_signs_are_dropped() -> None:
    form = Sheet(MultiDict({"name": "Ra\x00h\x01mat \u202eContoh\u2069", "words": "satu\r\ndua\x07\n\ttiga\x0b"}))
    assert form.validate()
    assert (form.name.data, form.words.data) == ("Rahmat Contoh", "satu\ndua\n\ttiga")


def test_a_name_of_unseen_signs_alone_is_missing() -> None:
    form = Sheet(MultiDict({"name": "\x00\u202e", "words": "x"}))
    assert not form.validate()
    assert list(form.name.errors) == ["missing"]
