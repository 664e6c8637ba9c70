"""Tables of states as Markdown, for README: `python -m tests.support.lifecycle` writes each between its two marks."""

import re
from pathlib import Path

from app.domain.certificate import CERTIFICATE_LIFECYCLE
from app.domain.employer import EMPLOYER_LIFECYCLE
from app.domain.lifecycle import Lifecycle, Transition
from app.domain.report import REPORT_LIFECYCLE
from app.domain.vacancy import VACANCY_LIFECYCLE

README = Path(__file__).resolve().parents[2] / "README.md"
LAWS = (VACANCY_LIFECYCLE, CERTIFICATE_LIFECYCLE, EMPLOYER_LIFECYCLE, REPORT_LIFECYCLE)


def markdown_table(lifecycle: Lifecycle) -> str:
    """One row per verb, in the order of the law."""
    lines = ["| verb | from | to | who | effects |", "| --- | --- | --- | --- | --- |"]
    return "\n".join(lines + [_line(row) for row in lifecycle.transitions.values()]) + "\n"


def _line(row: Transition) -> str:
    who = sorted(f"{role.replace('_', ' ')}{' with a reason' if role in row.reason_from else ''}" for role in row.who)
    cells = (row.verb, ", ".join(sorted(row.sources)), ", ".join(row.targets), ", ".join(who), ", ".join(row.effects))
    return "| " + " | ".join(cell.replace("_", " ") or "–" for cell in cells) + " |"


def table_in(text: str, lifecycle: Lifecycle) -> str | None:
    """What stands between the marks of this noun; None without marks."""
    found = _block(lifecycle).search(text)
    return found.group(2) if found else None


def written_into(text: str) -> str:
    for lifecycle in LAWS:
        table = markdown_table(lifecycle)
        text = _block(lifecycle).sub(rf"\g<1>{table}\g<3>", text)
    return text


def _block(lifecycle: Lifecycle) -> re.Pattern[str]:
    mark = f"lifecycle {lifecycle.noun}"
    return re.compile(rf"(<!-- {mark} -->\n)(.*?)(<!-- /{mark} -->)", re.DOTALL)


if __name__ == "__main__":
    README.write_text(written_into(README.read_text(encoding="utf-8")), encoding="utf-8")
