"""Companies that post vacancies and hand in papers, all at once, and remember what the site said that it keeps."""

import hashlib
import re
import secrets
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta

from flask import Flask
from sqlalchemy.exc import OperationalError

from app.domain.clock import utc_now
from tests.support import hostile
from tests.support.employer_visits import Answer, TeamMember, team_member
from tests.support.server import Server

NUMBER = 4
TURNS = 10  # vacancies and papers of one company: it may keep twenty
PAUSE = 0.2  # seconds until somebody who was not answered tries again
PAPERS = "/kelola/dokumen"
AWAY = "Pangkalan data belum menjawab"  # what a page says while the database is away
VERSION = re.compile(r'name="version" value="(\d+)"')
CLOSES = (utc_now() + timedelta(days=30)).date().isoformat()


def form(title: str, window: str) -> dict[str, object]:
    return {
        "window": window, "step": "0", "version": "0", "deed": "check", "title": title, "employment_type": "penuh",
        "description": "Menata barang, mencatat keluar masuk, dan menjaga gudang tetap rapi.", "places": ["63.11.06"],
        "wage_min": "4.000.000", "wage_max": "", "wage_period": "month", "wage_kind": "wage", "either": "2",
        "education": ["smk"], "experience": "0", "skills": "", "closes_on": CLOSES, "apply_via": "office",
    }  # fmt: skip


def number_in(location: str) -> int:
    return int(location.split("/")[3])


def paper() -> bytes:
    """A PDF of its own, large enough that writing it takes a moment."""
    text = secrets.token_hex(100_000).encode()
    return hostile.pdf(b"5 0 obj\n<< /Length %d >>\nstream\n%s\nendstream\nendobj\n" % (len(text), text))


@dataclass
class Told:
    """What was acknowledged: ids of vacancies, digests of papers by their names; and every answer, by its status."""

    vacancies: list[int] = field(default_factory=list)
    papers: dict[str, bytes] = field(default_factory=dict)
    statuses: Counter[int] = field(default_factory=Counter)
    strange: list[str] = field(default_factory=list)  # answers that no kill explains

    def note(self, answer: Answer, goal: str) -> None:
        self.statuses[answer.status] += 1
        is_done = answer.status == (303 if goal else 200) and answer.location.endswith(goal)
        if not (is_done or answer.status == 0 or (answer.status == 503 and AWAY in answer.text)):
            self.strange.append(f"{answer.status} {answer.location} {answer.text}")


@dataclass
class Senders:
    server: Server
    app: Flask
    told: Told = field(default_factory=Told)
    over: threading.Event = field(default_factory=threading.Event)

    def run(self, name: int) -> None:
        while not self.over.is_set():
            try:
                # Of a trusted company, whose vacancies go on the board, and so into the outbox, at once.
                member = team_member(self.server, self.app, trusted=True)
            except OperationalError:  # the database was killed under our own hands
                time.sleep(PAUSE)
                continue
            for turn in range(TURNS):
                self._post(member, f"Staf Gudang {name}-{turn}-{secrets.token_hex(4)}")
                self._hand_in(member, f"surat-{secrets.token_hex(8)}.pdf")

    def _post(self, member: TeamMember, title: str) -> None:
        """Write, look, send, each until the site has said that it is done, as a person would."""
        window = secrets.token_urlsafe(32)
        begun = self._until(lambda: member.post("/kelola/lowongan/baru", form(title, window)), "/pratinjau")
        shown = self._until(lambda: member.get(begun.location)) if begun else None
        found = VERSION.search(shown.text) if shown else None
        if begun and found:
            own, deed = f"/kelola/lowongan/{number_in(begun.location)}", {"version": found[1], "deed": "submit"}
            if self._until(lambda: member.post(f"{own}/kirim", deed), own):
                self.told.vacancies.append(number_in(begun.location))

    def _hand_in(self, member: TeamMember, name: str) -> None:
        content = paper()
        if self._until(lambda: member.upload(PAPERS, "nib", name, content), PAPERS):
            self.told.papers[name] = hashlib.sha256(content).digest()

    def _until(self, send: Callable[[], Answer], goal: str = "") -> Answer | None:
        """The answer to somebody who asks again until there is one, which leads to `goal` where one is given. None when
        it is over before."""
        while not self.over.is_set():
            answer = send()
            self.told.note(answer, goal)
            if answer.status in (200, 303):
                return answer
            time.sleep(PAUSE)
        return None


@contextmanager
def sending(server: Server, app: Flask) -> Iterator[Told]:
    """Senders at work until the block ends."""
    senders = Senders(server, app)
    threads = [threading.Thread(target=senders.run, args=(name,)) for name in range(NUMBER)]
    for thread in threads:
        thread.start()
    try:
        yield senders.told
    finally:
        senders.over.set()
        for thread in threads:
            thread.join()
