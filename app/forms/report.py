"""The form in which anybody reports a vacancy."""

from app.domain.report import LONGEST_CONTACT, LONGEST_NOTE, ReportReason
from app.forms.base import Choice, HouseForm, LongText, Text


class ReportForm(HouseForm):
    """`formulir` is the number the form was drawn with: sent again, it is the same report. `situs` is seen by machines
    only; a person leaves it empty."""

    alasan = Choice(options=tuple(ReportReason))
    cerita = LongText(required=False, most=LONGEST_NOTE)
    kontak = Text(required=False, most=LONGEST_CONTACT)
    formulir = Text(required=False, most=64)
    situs = Text(required=False, most=200)
