"""The demo board of one day: 62 employers, 300 live vacancies and some in every other state."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count
from random import Random

from app.demo import history
from app.demo.history import Life
from app.demo.sites import draw_site, home_site
from app.demo.tables import GROUPS, Company, Title, Trade, companies, trades
from app.demo.terms import draw_terms, minimum_wage
from app.demo.vacancies import DemoVacancy, Hirer, draw_vacancy
from app.demo.wording import compose
from app.domain.clock import Clock
from app.domain.vacancy import VacancyStatus

LIVE = 300
WINDOW = 45  # days over which the live ones were published
OPEN_DAYS = 60  # the last closing day from today
_SOON = (0, 0, 1, 1, 2, 2, 3, 3)  # closing days that a board should always have
_APART = 8  # vacancies in a row that name different employers
_FIRST = (
    "excavator", "cashier", "welder", "nurse", "solar", "warehouse", "palm_harvest", "motor_mechanic", "driver",
)  # fmt: skip
_AFIELD = ("roster", "camp")  # hours of work that is never done at an office in town
S = VacancyStatus
_WAITING = ((S.DRAFT, 6), (S.SUBMITTED, 9), (S.RETURNED, 4), (S.REJECTED, 5))
_ENDED = ((S.WITHDRAWN, 6), (S.SUSPENDED, 3), (S.FILLED, 12))
# Days ago; the page of an expired vacancy is gone after 90.
_EXPIRED_AGO = (1, 2, 3, 5, 8, 11, 15, 19, 24, 30, 37, 45, 54, 63, 72, 81, 88, 96, 105, 120)  # fmt: skip


def demo_vacancies(clock: Clock, seed: int = 6311) -> list[DemoVacancy]:
    """The vacancies of the clock's day, oldest first. The same seed and day give the same list at any hour."""
    rng = Random(seed)
    lives = sorted(_lives(rng, clock, clock.today()), key=lambda life: life.published_at or life.created_at)
    newest_first = sorted(
        enumerate(lives, start=1), key=lambda numbered: (numbered[1].status != S.PUBLISHED, -numbered[0])
    )
    hiring, offers = _Hiring(rng), _offers(rng)
    drawn: dict[int, DemoVacancy] = {}
    for number, life in newest_first:
        drawn[number] = next(filter(None, (hiring.draw(number, trade, title, life) for trade, title in offers)))
    return [drawn[number] for number in sorted(drawn)]


def _lives(rng: Random, clock: Clock, today: date) -> Iterator[Life]:
    turns: dict[int, int] = {}
    for index in range(LIVE):
        age = int(WINDOW * ((LIVE - 1 - index) / LIVE) ** 1.15)
        turns[age] = turns.get(age, 0) + 1
        left = _SOON[index // 30] if index % 30 == 7 and index // 30 < len(_SOON) else rng.randint(4, OPEN_DAYS)
        yield history.live(rng, clock, today, age, turns[age], today + timedelta(days=left))
    for status, many in _WAITING:
        for _ in range(many):
            yield history.waiting(rng, clock, today, status, rng.randint(1, 20))
    for status, many in _ENDED:
        for _ in range(many):
            yield history.ended(rng, clock, today, status, rng.randint(1, 60))
    for ago in _EXPIRED_AGO:
        yield history.ended(rng, clock, today, S.EXPIRED, ago)


def _offers(rng: Random) -> Iterator[tuple[Trade, Title]]:
    """Trades in endless rounds, each round all trades in a new order with neighbours from different lines of business.
    Round by round every trade shows its next title, so that titles repeat as late as they can. The first round begins
    with trades everybody knows: they are the first that a visitor sees."""
    recent: list[str] = []
    for turn in count():
        choices = _mixed(rng, [trade for trade in trades() if turn < len(trade.titles) or turn > 3])
        if turn == 0:
            choices.sort(key=lambda trade: _FIRST.index(trade.key) if trade.key in _FIRST else len(_FIRST))
        later = [trade for trade in choices[:_APART] if trade.key in recent[-_APART:]]
        for trade in [trade for trade in choices if trade not in later] + later:
            recent.append(trade.key)
            yield trade, trade.titles[turn % len(trade.titles)]


def _mixed(rng: Random, choices: list[Trade]) -> list[Trade]:
    """Each line of business spread evenly over the whole."""
    placed = []
    for group in GROUPS:
        members = [trade for trade in choices if trade.group == group]
        rng.shuffle(members)
        placed += [((index + 0.5) / len(members), trade) for index, trade in enumerate(members)]
    return [trade for _, trade in sorted(placed, key=lambda pair: pair[0])]


class _Hiring:
    """Spreads vacancies over companies: the least busy of those that hire for a trade, none twice in a short while, and
    no title twice at one company."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.load = {company.number: 0 for company in companies()}
        self.recent: list[int] = []
        self.said: set[tuple[str, int]] = set()

    def draw(self, number: int, trade: Trade, title: Title, life: Life) -> DemoVacancy | None:
        """A vacancy that its company has not said yet; None when all that hire for the trade have."""
        for company in self._candidates(title) * 3:
            vacancy = self._advert(number, trade, title, company, life)
            said = (vacancy.facts.title, company.number)
            if said not in self.said:
                self.said.add(said)
                self.load[company.number] += 1
                self.recent.append(company.number)
                return vacancy
        return None

    def _candidates(self, title: Title) -> list[Company]:
        able = [company for company in companies() if company.tags & title.tags]
        busy = {company.number: self.load[company.number] + self.rng.random() * 2 for company in able}
        recent = self.recent[-_APART:]
        return sorted(able, key=lambda company: (company.number in recent, busy[company.number]))

    def _advert(self, number: int, trade: Trade, title: Title, company: Company, life: Life) -> DemoVacancy:
        hirer = Hirer(company.number, company.name, company.industry, home_site(company).address)
        site = draw_site(self.rng, company, afield=trade.hours in _AFIELD)
        floor = max(minimum_wage(company.industry, code) for code in site.codes)
        terms = draw_terms(self.rng, trade, title.text, floor)
        words = compose(self.rng, trade, title, terms, company.name, site.phrase)
        return draw_vacancy(self.rng, number, title, words, hirer, site, terms, life)
