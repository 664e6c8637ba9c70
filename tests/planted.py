"""Planted faults: every gate's proof must be seen to fail. `make planted` copies the tree, plants one fault at a time,
runs the proof and expects red. It changes nothing in the working tree.

A fault that no longer fits the code is an error here, so the list stays true.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.planted_accounts import ACCOUNTS
from tests.planted_english import FAULTS_OF_ENGLISH
from tests.planted_moderation import FAULTS_OF_MODERATION
from tests.planted_posting import FAULTS_OF_POSTING

ROOT = Path(__file__).resolve().parent.parent
LEFT_OUT = shutil.ignore_patterns(".git", ".venv", "var", ".mypy_cache", "__pycache__")


@dataclass(frozen=True)
class Fault:
    """What is broken: in `file`, `old` becomes `new`; `proof` is what pytest is asked to run."""

    gate: str
    file: str
    old: str
    new: str
    proof: str


FAULTS = (
    Fault(
        "U1 address loses a filter",
        "app/domain/vacancy_filters.py",
        'facets.append(("gaji_min", str(self.wage_min)))',
        "pass",
        "tests/forms",
    ),
    Fault(
        "U2 swap forgets the number of filters",
        "templates/layouts/list.html",
        'id="saringan-jumlah" hx-swap-oob="innerHTML"',
        "hidden",
        "tests/pages/test_vacancy_list_swaps.py",
    ),
    Fault(
        "U5 counts heed the facet's own choice",
        "search/embedded/counts.py",
        "_within(clauses, query, matching, own(name))",
        '_within(clauses, query, matching, "")',
        "tests/pages tests/search",
    ),
    Fault(
        "U6 closing day forgotten",
        "app/queries/vacancy_search.py",
        '{"closes_on": Range(low=today.toordinal())}',
        "dict[str, Range]()",
        "tests/queries tests/pages",
    ),
    Fault(
        "U6 backlog not admitted",
        "app/queries/vacancy_search.py",
        "approximate=index_behind(session)",
        "approximate=False",
        "tests/queries tests/pages",
    ),
    Fault(
        "U8 no way out of an empty page",
        "app/queries/vacancy_search.py",
        "else suggest(meant, counted)",
        "else ()",
        "tests/queries tests/pages",
    ),
    Fault("U1 reading", "app/domain/list_filters.py", "self.chosen + self.reading", "self.chosen", "tests/forms"),
    Fault("U6 silent gap", "app/queries/vacancy_search.py", "left_out=left_out(", "left_out={} and (", "tests/pages"),
    Fault("U7 whole title lost", "app/queries/vacancy_search.py", "typed=meant.typed", 'typed=""', "tests/pages"),
    Fault("U7 quotes", "app/domain/reading/question_tokens.py", " self.plain[start]", " level[start]", "tests/domain"),
    Fault("U13 rupiah with commas", "app/web/formats.py", 'replace(",", ".")', 'replace(",", ",")', "tests/pages"),
    Fault(
        "R2 acknowledged before the disk has it",
        "app/gateways/database.py",
        "synchronous=FULL",
        "synchronous=NORMAL",
        "tests/indexing tests/services",
    ),
    Fault(
        "R5 write past the outbox",
        "app/services/transitions.py",
        "enqueue(session, law.index_name, [law.shown_by(thing)], now)",
        "pass",
        "tests/services/test_vacancies.py",
    ),
    Fault(
        "R5 a change during the drain is lost",
        "app/indexing/outbox.py",
        "SearchJob.id.in_([job_id for job_id, _ in jobs])",
        "SearchJob.record_id.in_(wanted)",
        "tests/indexing",
    ),
    Fault(
        "R6 rendered from the index",
        "app/queries/vacancy_cards.py",
        "for row in found if _is_on_the_board(row, today)",
        "for row in found",
        "tests/queries tests/pages",
    ),
    Fault(
        "R6 a hidden worker rendered from the index",
        "app/queries/worker_cards.py",
        ".where(Worker.id.in_(_IDS), *in_catalogue(today))",
        ".where(Worker.id.in_(_IDS))",
        "tests/pages/test_worker_list.py",
    ),
    Fault(
        "S7 a card knows the day",
        "app/queries/worker_cards.py",
        "row.valid_until and row.valid_until.replace(day=1)",
        "row.valid_until",
        "tests/queries/test_worker_search.py",
    ),
    Fault(
        "U5 filters held by two certificates together",
        "app/queries/certificate_facets.py",
        "all(one[at] in values for at, values in choice)",
        "any(one[at] in values for at, values in choice)",
        "tests/queries/test_worker_search.py",
    ),
    Fault(
        "S7 the check of a certificate stays in caches",
        "app/web/public/check.py",
        '"Cache-Control": "no-store"',
        '"Cache-Control": "no-cache"',
        "tests/pages/test_check_page.py",
    ),
    Fault(
        "R7 rebuilt in place",
        "search/embedded/storage.py",
        'name = f"v{self.version}-{time.time_ns():x}"',
        '(self.folder / "CURRENT").unlink(missing_ok=True); name = f"v{self.version}-{time.time_ns():x}"',
        "tests/search",
    ),
    Fault("R11 migration without its HEAD", "migrations/HEAD", "0002", "0001", "tests/architecture/test_migrations.py"),
    Fault(
        "S1 a view without a stamp",
        "app/web/public/about.py",
        "@access(PUBLIC)\n",
        "",
        "tests/architecture tests/pages",
    ),
    Fault(
        "S2 inline script allowed",
        "app/web/security_headers.py",
        "default-src 'self'",
        "default-src 'self' 'unsafe-inline'",
        "tests/pages/test_headers.py",
    ),
    Fault(
        "S6 numbers kept in the clear",
        "app/gateways/keyring.py",
        "self._ciphers[self._first].encrypt(nonce, text.encode(), _bound(head, column))",
        "text.encode()",
        "tests/services/test_encryption.py",
    ),
    Fault(
        "S6 values in errors and logs",
        "app/factory.py",
        '"hide_parameters": True',
        '"hide_parameters": False',
        "tests/services/test_encryption.py",
    ),
    Fault(
        "S7 a card without consent",
        "app/queries/catalogue.py",
        "        exists(consent.correlate(Worker)),\n",
        "",
        "tests/services/test_workers.py tests/indexing",
    ),
    Fault(
        "S7 a card of a minor",
        "app/queries/catalogue.py",
        "        Person.birth_on <= latest_adult_birth(today),\n",
        "",
        "tests/services/test_workers.py tests/indexing",
    ),
    Fault(
        "R6 a hidden worker is shown",
        "app/queries/catalogue.py",
        "        Worker.hidden_at.is_(None),\n",
        "",
        "tests/services/test_workers.py",
    ),
    Fault(
        "S10 values in the event log",
        "app/services/workers.py",
        'fields=" ".join(changed)',
        "fields=profile.skills",
        "tests/services/test_workers.py",
    ),
    Fault(
        "a certificate's state stands still at midnight",
        "app/services/worker_calendar.py",
        "enqueue(session, INDEX, due, clock.now())",
        "pass",
        "tests/indexing/test_worker_calendar.py",
    ),
    Fault(
        "certificates counted under their own choice",
        "search/workers.py",
        'own_filter={"certificate_set": "certificate"}',
        "own_filter={}",
        "tests/indexing/test_worker_documents.py",
    ),
    Fault(
        "deadline in the server's timezone",
        "app/domain/clock.py",
        "self.now().astimezone(self.zone).date()",
        "self.now().date()",
        "tests/domain tests/services",
    ),
    Fault(
        "U9 imported postings in search engines",
        "templates/public/vacancy/page.html",
        '<meta name="robots" content="noindex">',
        "",
        "tests/pages/test_vacancy_page.py",
    ),
    Fault(
        "R13 a select for each row",
        "app/queries/vacancy_cards.py",
        "details = _details(session, list(rows))",
        "details = {key: _details(session, [key])[key] for key in rows}",
        "tests/pages tests/queries",
    ),
    Fault(
        "S6 a plain hash instead of a keyed one",
        "app/gateways/keyring.py",
        'hmac.digest(self._index_key, f"{column}\\0{text}".encode(), hashlib.sha256)',
        "hashlib.sha256(text.encode()).digest()",
        "tests/services/test_seeding_people.py",
    ),
    Fault(
        "S6 a name in the log",
        "app/indexing/worker_documents.py",
        'held = certificates[row["id"]]',
        'held = certificates[row["id"]]; __import__("logging").debug(session.get_one(Person, row["id"]).name)',
        "tests/faults/test_leaks.py",
    ),
    Fault(
        "S7 a name in the index",
        "app/indexing/worker_documents.py",
        '" / ".join(occupations[row["id"]])',
        '" / ".join([*occupations[row["id"]], session.get_one(Person, row["id"]).name])',
        "tests/faults/test_leaks.py",
    ),
    Fault(
        "house: a floor imports upward",
        "app/queries/backlog.py",
        "from app.models import SearchJob",
        "from app.models import SearchJob\nimport app.services.vacancies",
        "tests/architecture/test_imports.py",
    ),
    Fault(
        "lifecycle: staff may not approve",
        "app/domain/vacancy.py",
        '_row("approve", "submitted"',
        '_row("approve", "draft submitted"',
        "tests/domain/test_lifecycle.py",
    ),
    *(Fault(*row) for row in (*ACCOUNTS, *FAULTS_OF_ENGLISH, *FAULTS_OF_POSTING, *FAULTS_OF_MODERATION)),
)


def main(wanted: list[str]) -> int:
    missed = 0
    for fault in FAULTS:
        if wanted and not any(word in fault.gate for word in wanted):
            continue
        with tempfile.TemporaryDirectory() as folder:
            tree = Path(folder) / "tree"
            shutil.copytree(ROOT, tree, ignore=LEFT_OUT)
            verdict = _try(fault, tree)
        missed += verdict != "red"
        sys.stdout.write(f"{verdict:<14} {fault.gate}\n")
        sys.stdout.flush()
    return missed


def _try(fault: Fault, tree: Path) -> str:
    path = tree / fault.file
    text = path.read_text(encoding="utf-8")
    if fault.old not in text:
        return "DOES NOT FIT"
    path.write_text(text.replace(fault.old, fault.new), encoding="utf-8")
    environ = os.environ | {"PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "pytest", "-q", "-x", *fault.proof.split()]
    ended = subprocess.run(command, cwd=tree, env=environ, capture_output=True, check=False)
    return "red" if ended.returncode == 1 else f"STILL GREEN ({ended.returncode})"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
