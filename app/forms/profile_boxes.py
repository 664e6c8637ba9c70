"""What somebody can do and seeks, as the counter asks for it."""

from collections.abc import Mapping
from typing import Any

from wtforms import Field

from app.domain.education import EDUCATION_CODES
from app.domain.worker import LONGEST_EXPERIENCE
from app.forms.base import Choice, HouseForm, Number, Text

JOBS = ("job1", "job2", "job3", "job4", "job5")
PROFILE = ("district_code", "education", "years", *JOBS)


class ProfileBoxes(HouseForm):
    """The boxes of a profile, below those of the form that they are mixed into. The page resolves jobs to codes, and
    `elsewhere` to a district that is not offered."""

    district_code = Choice()
    elsewhere = Text(required=False, most=120)
    education = Choice(options=EDUCATION_CODES)
    years = Number(required=False, high=LONGEST_EXPERIENCE // 12)
    job1 = Text(most=120)
    job2 = Text(required=False, most=120)
    job3 = Text(required=False, most=120)
    job4 = Text(required=False, most=120)
    job5 = Text(required=False, most=120)

    def __init__(self, sent: Any, districts: Mapping[str, str]) -> None:
        super().__init__(sent)
        self.district_code.options = districts
        ordered = (PROFILE[0], "elsewhere", *PROFILE[1:])
        self._fields |= {name: self._fields.pop(name) for name in ordered}  # fields of a mixin would come first

    @property
    def job_boxes(self) -> list[Field]:
        """Three, or one more than are filled."""
        filled = max((number for number, name in enumerate(JOBS, 1) if self[name].data), default=0)
        return [self[name] for name in JOBS[: max(filled + 1, 3)]]
