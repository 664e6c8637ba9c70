"""The form in which the office decides on a vacancy, a change, a report or a certificate."""

from app.domain.reasons import LONGEST_NOTE
from app.forms.base import Choice, Choices, Day, HouseForm, LongText, Number, Upload


class DecisionForm(HouseForm):
    """`keputusan` is the button that was pressed, `alasan` are canned reasons, `catatan` is added to them; `dilihat` is
    the newest event on the page that was looked at."""

    keputusan = Choice()
    alasan = Choices(required=False)
    catatan = LongText(required=False, most=LONGEST_NOTE)
    dilihat = Number(required=False, high=2**31 - 1)


class CertificateForm(DecisionForm):
    """With the evidence for a certificate: the day it was seen, and a copy of it where there is one."""

    tanggal = Day(required=False)
    bukti = Upload(required=False)


class ReportDecisionForm(DecisionForm):
    """`laporan` are the reports that are decided together."""

    laporan = Choices(required=False)
