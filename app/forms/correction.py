"""Putting a record right at the counter. What stands in a box and was not touched is sent along unchanged; `shown` says
what stood there, so that nobody writes an old value over a new one."""

import json
from collections.abc import Mapping
from typing import Any

from app.domain import nik as niks
from app.domain import phone as phones
from app.domain.reasons import LONGEST_NOTE, REASONS
from app.domain.worker import Sex
from app.forms.base import Choice, Choices, Day, HouseForm, LongText, Number, Text, Tick, judged, squeezed
from app.forms.profile_boxes import PROFILE, ProfileBoxes


class CorrectPersonForm(HouseForm):
    """Somebody without a profile. NIK, phone and address are never shown: an empty box leaves them as they are.
    `alasan` are canned reasons, `catatan` is added to them; `dilihat` is the newest change on the page."""

    name = Text(most=120)
    birth_on = Day()
    sex = Choice(options=tuple(map(str, Sex)))
    nik = Text(required=False, most=30)
    compared = Tick()  # the NIK says otherwise than the record, and its paper says so
    phone = Text(required=False, most=30)
    no_phone = Tick()
    address = Text(required=False, most=250)
    no_address = Tick()
    alasan = Choices(options=REASONS["person_correct"], required=False)
    catatan = LongText(required=False, most=LONGEST_NOTE)
    dilihat = Number(required=False, high=2**31 - 1)
    shown = Text(required=False, most=4_000)

    def validate(self, extra_validators: Any = None) -> bool:
        right = super().validate(extra_validators)
        judged(self, {"nik": niks.normalise, "phone": phones.normalise})
        for name in ("phone", "address"):
            if self[name].data and self[f"no_{name}"].data and not self[name].errors:
                self[name].errors = ["both"]
        return bool(right) and not self.errors

    def touched(self) -> dict[str, str]:
        """What was typed in the boxes whose text is not the one that stood there, by name. Of a box of which it is not
        known what stood there nothing is taken."""
        try:
            stood = json.loads(self.shown.data or "{}")
        except (ValueError, RecursionError):
            return {}
        typed = {name: squeezed(self[name]._value()) for name in self.visible()}
        known = stood if isinstance(stood, dict) else {}
        return {name: text for name, text in typed.items() if text != known.get(name, text)}

    def visible(self) -> tuple[str, ...]:
        """The names of the boxes in which the record's own values stand."""
        return tuple(name for name in ("name", "birth_on", "sex", *PROFILE) if name in self)

    @staticmethod
    def packed(shown: Mapping[str, str]) -> str:
        """The value of `shown`."""
        return json.dumps(dict(shown), ensure_ascii=False, sort_keys=True)


class CorrectWorkerForm(ProfileBoxes, CorrectPersonForm):
    """Somebody with a profile."""
