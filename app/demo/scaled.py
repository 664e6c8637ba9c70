"""The large demo for measuring: any number of vacancies, in chunks, with words and facet values in a long tail."""

from bisect import bisect
from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import accumulate
from random import Random

from app.demo import history
from app.demo.board import OPEN_DAYS, WINDOW
from app.demo.employers import DemoEmployer
from app.demo.history import Life
from app.demo.places import Place, PlaceDraw
from app.demo.sites import Site
from app.demo.tables import Title, Trade, trades
from app.demo.terms import Terms, draw_terms, minimum_wage
from app.demo.vacancies import DemoVacancy, Hirer, draw_vacancy
from app.demo.wording import Words, compose
from app.domain.clock import Clock
from app.domain.vacancy import VacancyStatus

CHUNK = 2_000  # vacancies composed and stored together
# As in the real postings: 2 of 100 name several places, and 1 of 10 a district of another regency.
SEVERAL = 0.02
DISTRICT_NAMED = 0.1
DRAFTS = 24  # adverts of a title that differ in more than employer and place
S = VacancyStatus
_TAIL = 0.7  # how fast the counts of trades fall
_STATES = ((S.PUBLISHED, 0.96), (S.EXPIRED, 0.02), (S.FILLED, 0.01), (S.SUBMITTED, 0.005), (S.DRAFT, 0.005))
_RANKS = ("Senior ", "Junior ", "Calon ", "Koordinator ", "Asisten ", "Wakil Kepala ", "Kepala Regu ")
_ENDINGS = (
    " Shift Malam", " Shift Pagi", " Proyek Jalan", " Unit Baru", " Cabang Utama", " (Segera)", " Bersertifikat BNSP",
    " Berpengalaman", " Fresh Graduate", " Area Hulu", " Gelombang 2", " Rotasi 6:2",
)  # fmt: skip


def extra_employers(total: int) -> int:
    """How many employers beyond the 62 go with a total of vacancies: one for every 200."""
    return total // 200


def scaled_vacancies(
    total: int, clock: Clock, employers: Sequence[DemoEmployer], places: Sequence[Place], office: str, seed: int = 6311
) -> Iterator[list[DemoVacancy]]:
    """Chunks of vacancies, oldest first, `total` in all. The same arguments and day give the same chunks."""
    rng = Random(f"scaled {seed}")
    many = _Many(rng, clock, employers, PlaceDraw(rng, places, office), total)
    for start in range(1, total + 1, CHUNK):
        yield many.chunk(range(start, min(start + CHUNK, total + 1)))


class _Many:
    """Draws vacancies one after the other from one stream of chance."""

    def __init__(
        self, rng: Random, clock: Clock, employers: Sequence[DemoEmployer], places: PlaceDraw, total: int
    ) -> None:
        self.rng, self.clock, self.places, self.total = rng, clock, places, total
        self.office = places.office
        self.today = clock.today()
        self.titles = [(trade, title) for trade in trades() for title in trade.titles]
        rng.shuffle(self.titles)
        self.weights = list(accumulate(1 / (rank + 1) ** _TAIL for rank in range(len(self.titles))))
        self.hiring = {title: [one for one in employers if one.profile.tags & title.tags] for _, title in self.titles}
        self.states = [state for state, _ in _STATES]
        self.drafts: dict[tuple[Title, int], list[tuple[Terms, Words]]] = {}
        self.state_weights = list(accumulate(share for _, share in _STATES))

    def chunk(self, numbers: range) -> list[DemoVacancy]:
        rng, count = self.rng, len(numbers)
        pairs = rng.choices(self.titles, cum_weights=self.weights, k=count)
        places = self.places.many(rng, count)
        return [
            self._vacancy(number, trade, title, place)
            for number, (trade, title), place in zip(numbers, pairs, places, strict=True)
        ]

    def _vacancy(self, number: int, trade: Trade, title: Title, place: Place) -> DemoVacancy:
        rng, able = self.rng, self.hiring[title]
        employer = able[int(len(able) * rng.random() ** 2)]  # the first ones hire most
        more = self.places.many(rng, rng.randint(1, 3)) if rng.random() < SEVERAL else []
        codes = dict.fromkeys(self._stated(one) for one in (place, *more))
        site = Site(tuple(codes), f"{place.name}, {place.regency}", f"Kecamatan {place.name}, {place.regency}")
        terms, draft = self._draft(trade, title, minimum_wage(employer.industry, place.code))
        words = Words(
            title=self._worded(draft.title, place),
            description=draft.description.format(employer=employer.name, place=site.phrase),
            skills=draft.skills,
            benefits=draft.benefits,
        )
        hirer = Hirer(employer.number, employer.name, employer.industry, employer.address)
        return draw_vacancy(rng, number, title, words, hirer, site, terms, self._life(number))

    def _stated(self, place: Place) -> str:
        """The code a posting gives: far from the office it mostly names the city or regency."""
        near = place.code.startswith(f"{self.office}.")
        return place.code if near or self.rng.random() < DISTRICT_NAMED else place.code.rpartition(".")[0]

    def _draft(self, trade: Trade, title: Title, floor: int) -> tuple[Terms, Words]:
        """Terms and words without employer and place: to draw them anew for each of half a million takes minutes."""
        drafts = self.drafts.setdefault((title, floor), [])
        if len(drafts) < DRAFTS:
            terms = draw_terms(self.rng, trade, title.text, floor)
            drafts.append((terms, compose(self.rng, trade, title, terms, "{employer}", "{place}")))
            return drafts[-1]
        return drafts[int(self.rng.random() * DRAFTS)]

    def _worded(self, text: str, place: Place) -> str:
        """The title as one of many employers would word it: plain for half of them."""
        draw = self.rng.random()
        if draw < 0.5:
            return text
        if draw < 0.65:
            return f"{text} {place.name}"
        if draw < 0.78:
            return f"{text} - {place.regency}"
        if draw < 0.9:
            return text + self.rng.choice(_ENDINGS)
        return self.rng.choice(_RANKS) + text

    def _life(self, number: int) -> Life:
        rng = self.rng
        state = self.states[bisect(self.state_weights, rng.random() * self.state_weights[-1])]
        age = int(WINDOW * ((self.total - number) / self.total))
        if state == S.PUBLISHED:
            closes_on = self.today + timedelta(days=int(rng.random() * (OPEN_DAYS + 1)))
            return history.live(rng, self.clock, self.today, age, number % 40, closes_on)
        if state in (S.SUBMITTED, S.DRAFT):
            return history.waiting(rng, self.clock, self.today, state, age + 1)
        return history.ended(rng, self.clock, self.today, state, age + 1)
