"""What every form of the house is made of: fields that tidy what was typed, and errors as codes that templates word.

    class ReportForm(HouseForm):
        kind = Choice(options=ReportKind)
        words = LongText(most=1000)
        email = Text(required=False, most=254)

    form = ReportForm(request.form)
    if form.validate():
        try:
            verb(form.kind.data, …)
        except InvalidFact as error:
            form.accept(error)
    return render_template("…", form=form), 422

Names in HTML are the names of the fields. `templates/components/form.html` draws them; it takes the labels of a page,
and words of its own for a problem, as one mapping: `{"email": …, "email.taken": …}`.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from typing import Any

from babel.dates import get_month_names
from wtforms import BooleanField, Field, FileField, Form, PasswordField, StringField, TextAreaField
from wtforms.meta import DefaultMeta
from wtforms.validators import DataRequired, InputRequired, Length, Optional, ValidationError

from app.domain.errors import InvalidFact

_NUMBER = re.compile(r"(?:rp)?\.?\s*(\d{1,3}(?:[. ]\d{3})+|\d{1,12})(?:,0+|,-)?", re.IGNORECASE)
# Control characters, which PostgreSQL refuses in part, and the signs that turn the direction of what follows them.
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
_DAY = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
_NAMED_DAY = re.compile(r"(\d{1,2})[- ]([a-z]{3,})[- ](\d{4})", re.IGNORECASE)


class HouseForm(Form):  # type: ignore[misc]
    """A form of one screen. It takes what was sent (`request.form`), or None and the values to begin with."""

    class Meta(DefaultMeta):  # type: ignore[misc]
        locales = False

    def accept(self, error: InvalidFact) -> None:
        """Show a rule that a service found broken at its field, or above the form where it has none."""
        if error.field in self:
            field = self[error.field]
            field.errors = [*field.errors, error.problem]
        else:
            self.form_errors.append(f"{error.field}.{error.problem}")

    @property
    def wrong(self) -> list[Field]:
        """The fields with errors, in their order on the page."""
        return [field for field in self if field.errors]


def judged(form: HouseForm, rules: Mapping[str, Callable[[str], object]]) -> None:
    """Judge what is filled in and not wrong yet by the rules of the domain, each of which raises InvalidFact."""
    for name, rule in rules.items():
        field = form[name]
        if field.data and not field.errors:
            try:
                rule(field.data)
            except InvalidFact as error:
                field.errors = [error.problem]


def squeezed(text: str | None) -> str:
    return " ".join(_UNSEEN.sub("", text or "").split())


def _checks(required: bool, least: int = 0, most: int = -1, *, more: Sequence[Any] = ()) -> list[Any]:
    found: list[Any] = [DataRequired("missing") if required else Optional()]
    if most > 0:
        found.append(Length(max=most, message="too_long"))
    if least > 0:
        found.append(Length(min=least, message="too_short"))
    return [*found, *more]


class Text(StringField):  # type: ignore[misc]
    """One line; white space is squeezed. Problems: missing, too_long, too_short."""

    def __init__(self, *, required: bool = True, least: int = 0, most: int = 200, **options: Any) -> None:
        more = options.pop("validators", ())
        super().__init__("", _checks(required, least, most, more=more), filters=[squeezed], **options)
        self.most = most


class LongText(TextAreaField):  # type: ignore[misc]
    """Several lines as they were typed, without blanks at both ends. Problems: missing, too_long, too_short."""

    def __init__(self, *, required: bool = True, least: int = 0, most: int = 4_000, **options: Any) -> None:
        more = options.pop("validators", ())
        super().__init__("", _checks(required, least, most, more=more), filters=[_trimmed], **options)
        self.most = most


def _trimmed(text: str | None) -> str:
    return _UNSEEN.sub("", (text or "").replace("\r\n", "\n")).strip()


class Secret(PasswordField):  # type: ignore[misc]
    """A password or a code: taken as typed and never sent back to the page. Problem: missing."""

    def __init__(self, *, required: bool = True, **options: Any) -> None:
        super().__init__("", [InputRequired("missing") if required else Optional()], **options)

    def _value(self) -> str:
        return ""


class Number(StringField):  # type: ignore[misc]
    """A whole number; `Rp2.500.000` and `2 500 000` are read too, and what was typed is shown again. `data` is an int
    or None. Problems: missing, not_a_number, too_low, too_high."""

    def __init__(self, *, required: bool = True, low: int = 0, high: int = 10**12, **options: Any) -> None:
        more = options.pop("validators", ())
        super().__init__("", [InputRequired("missing") if required else Optional(), *more], **options)
        self.low, self.high = low, high

    def process_formdata(self, valuelist: list[str]) -> None:
        typed = squeezed(valuelist[0]) if valuelist else ""
        self.data = None
        if typed:
            found = _NUMBER.fullmatch(typed)
            if found is None:
                raise ValueError("not_a_number")
            self.data = int(re.sub(r"\D", "", found[1]))

    def pre_validate(self, form: Form) -> None:
        if self.data is not None and not self.low <= self.data <= self.high:
            raise ValidationError("too_low" if self.data < self.low else "too_high")

    def _value(self) -> str:
        return _again(self)


def read_day(typed: str) -> date:
    """A day as browsers send it or as people write it. Raises ValueError."""
    if named := _NAMED_DAY.fullmatch(typed):
        names = get_month_names("wide", locale="id").items()
        months = (number for number, name in names if name.lower().startswith(named[2].lower()))
        return date(int(named[3]), next(months, 0), int(named[1]))
    written = _DAY.fullmatch(typed)
    return date(int(written[3]), int(written[2]), int(written[1])) if written else date.fromisoformat(typed)


class Day(StringField):  # type: ignore[misc]
    """A calendar day, as browsers send it (2026-11-25) or as people write it (25-11-2026, 25/11/2026, 25
    November 2026). `data` is a date or None. Problems: missing, not_a_day."""

    def __init__(self, *, required: bool = True, **options: Any) -> None:
        more = options.pop("validators", ())
        super().__init__("", [InputRequired("missing") if required else Optional(), *more], **options)

    def process_formdata(self, valuelist: list[str]) -> None:
        typed = squeezed(valuelist[0]) if valuelist else ""
        self.data = None
        if typed:
            try:
                self.data = read_day(typed)
            except ValueError:
                raise ValueError("not_a_day") from None

    def _value(self) -> str:
        return _again(self)


def _again(field: Field) -> str:
    """What was typed, else the value that the form began with."""
    if field.raw_data:
        return str(field.raw_data[0])
    return "" if field.data is None else str(field.data)


class Choice(StringField):  # type: ignore[misc]
    """One of `options`: codes, or a mapping of codes to labels, which the constructor of the form may set. Problems:
    missing, unknown."""

    def __init__(self, *, options: Collection[str] = (), required: bool = True, **more: Any) -> None:
        super().__init__("", _checks(required), filters=[squeezed], **more)
        self.options = options

    def pre_validate(self, form: Form) -> None:
        if self.data and self.data not in self.options:
            raise ValidationError("unknown")


class Choices(Field):  # type: ignore[misc]
    """Any number of `options`, in the order sent, each once. `data` is a list of codes. Problems: missing, unknown,
    too_many."""

    def __init__(
        self, *, options: Collection[str] = (), required: bool = True, most: int = 50, default: Any = (), **more: Any
    ) -> None:
        super().__init__("", default=default, **more)
        self.options, self.needed, self.most = options, required, most

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = list(dict.fromkeys(one for one in map(squeezed, valuelist) if one))

    def pre_validate(self, form: Form) -> None:
        self.data = self.data or []
        if not self.data and self.needed:
            raise ValidationError("missing")
        if len(self.data) > self.most:
            raise ValidationError("too_many")
        if any(one not in self.options for one in self.data):
            raise ValidationError("unknown")


class Tick(BooleanField):  # type: ignore[misc]
    """A box to tick. `required`: it must be ticked. Problem: missing."""

    def __init__(self, *, required: bool = False, **options: Any) -> None:
        super().__init__("", [DataRequired("missing")] if required else [], **options)


class Upload(FileField):  # type: ignore[misc]
    """A file. Give the form `CombinedMultiDict((request.files, request.form))`. `data` is a FileStorage or None.
    Problem: missing."""

    def __init__(self, *, required: bool = True, **options: Any) -> None:
        super().__init__("", **options)
        self.needed = required

    def process_formdata(self, valuelist: list[Any]) -> None:
        chosen = [one for one in valuelist if getattr(one, "filename", "")]
        self.data = chosen[0] if chosen else None

    def pre_validate(self, form: Form) -> None:
        if self.data is None and self.needed:
            raise ValidationError("missing")
