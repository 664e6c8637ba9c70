"""300 searches put to both engines over the same documents: what the site shows must not depend on the engine.

Words that end in a space, with filters and sorts: the same hits, counts and totals. Noisy ones (unfinished, misspelt):
most of the first ten. Runs when MEILI_URL names a server; over real postings when POSTINGS_FILE names them.
"""

import gzip
import json
import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from search.embedded import EmbeddedEngine
from search.engine import Engine
from search.language import indonesian
from search.meili import MeilisearchEngine, Server
from search.query import Range, SearchQuery
from search.results import Hits
from search.schema import Document
from tests.search.conftest import MEILI_KEY, MEILI_URL, served
from tests.search.documents import SCHEMA, document

pytestmark = served

DOCUMENTS, PLAIN, NOISY = 3_000, 200, 100
PLACES, LEVELS = ("63", "63.11", "64", "64.71", "65"), ("smk", "sma", "d3", "s1")
ROLES = """
    operator excavator | sopir dump truck | juru las | welder 3g | teknisi listrik | mekanik alat berat | admin gudang |
    staf administrasi | kasir toko | guru bahasa inggris | perawat rumah sakit | bidan desa | satpam tambang | barista |
    petugas kebersihan | ahli k3 umum | surveyor tambang | sales executive | programmer c++ | desainer grafis | koki |
    akuntan pajak | kurir motor | pramuniaga | marketing online | checker batubara | foreman produksi | helper bengkel
""".replace("\n", " ").split("|")
ADDED = "senior junior kepala magang wilayah proyek malam pagi cabang utama pusat lapangan".split()  # noqa: SIM905
FILL = """
    dicari segera untuk bekerja di perusahaan kami yang sedang berkembang dengan gaji menarik dan tunjangan makan serta
    asuransi kesehatan pengalaman minimal satu tahun mampu bekerja dalam tim jujur disiplin teliti bersedia lembur
    penempatan tambang batubara kelapa sawit gudang kantor toko bengkel rumah sakit sekolah hotel restoran pelabuhan
""".split()  # noqa: SIM905


def texts(dice: random.Random) -> Iterator[tuple[str, str, str, str]]:
    """Title, company, category and text of documents without end: real ones or invented."""
    place = Path(os.environ.get("POSTINGS_FILE", ""))
    if place.is_file():
        with gzip.open(place, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                yield tuple(row[name] or "" for name in ("title", "company", "category", "description"))
    while True:
        title = " ".join([dice.choice(ROLES).strip(), *dice.sample(ADDED, dice.randint(0, 2))])
        body = " ".join(dice.choices(FILL, k=dice.randint(10, 60)) + dice.choice(ROLES).split())
        yield title, f"PT {dice.choice(FILL)} {dice.choice(ADDED)}", dice.choice(ROLES).strip(), body


@pytest.fixture(scope="module")
def corpus() -> list[Document]:
    dice = random.Random(21)
    source = texts(dice)
    return [
        document(
            number, title, company=company, category=category, body=body,
            place=tuple(dice.sample(PLACES, dice.randint(0, 2))), education=(dice.choice(LEVELS),),
            wage=dice.choice([None, *range(3, 9)]), closes_on=dice.randint(1, 90), published_at=dice.randint(1, 500),
        )
        for number, (title, company, category, body) in zip(range(1, DOCUMENTS + 1), source, strict=False)
    ]  # fmt: skip


@pytest.fixture(scope="module")
def engines(
    corpus: list[Document], meili_prefix: str, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Engine, Engine]:
    language = indonesian()
    embedded = EmbeddedEngine(SCHEMA, tmp_path_factory.mktemp("agree"), language)
    server = MeilisearchEngine(SCHEMA, Server(MEILI_URL, MEILI_KEY, answer=30.0), f"{meili_prefix}agree", language)
    for engine in (embedded, server):
        engine.rebuild(corpus)
    return embedded, server


def words(dice: random.Random, corpus: list[Document], most: int) -> list[str]:
    found: list[str] = []
    while not found:
        found = dice.choice(corpus).text["title"].split()
    start = dice.randrange(len(found))
    return found[start : start + dice.randint(1, most)]


def plain(dice: random.Random, corpus: list[Document]) -> SearchQuery:
    """Whole words with filters and sorts, as someone clicks them together."""
    text = dice.choice(["", *[" ".join(words(dice, corpus, 3)) + " "] * 4])
    return SearchQuery(
        text,
        filters={name: tuple(dice.sample(values, dice.randint(1, 2)))
                 for name, values in (("place", PLACES), ("education", LEVELS)) if dice.random() < 0.4},
        ranges={"closes_on": Range(low=30)} | ({"wage": Range(low=5)} if dice.random() < 0.3 else {}),
        sort=dice.choice([None, None, "newest", "closing", "wage"]),
        facets=("place", "education"),
        per_page=DOCUMENTS,
    )  # fmt: skip


def noisy(dice: random.Random, corpus: list[Document]) -> SearchQuery:
    """A last word that is cut short, or one with two letters swapped."""
    typed = words(dice, corpus, 2)
    if dice.random() < 0.5:
        typed[-1] = typed[-1][: max(3, len(typed[-1]) - 2)]
    else:
        longest = max(range(len(typed)), key=lambda place: len(typed[place]))
        word = typed[longest]
        cut = dice.randrange(1, max(len(word) - 1, 2))
        typed[longest] = word[:cut] + word[cut + 1 : cut + 2] + word[cut : cut + 1] + word[cut + 2 :]
        typed[-1] += " "
    return SearchQuery(" ".join(typed), per_page=10)


def alike(one: Hits, two: Hits) -> bool:
    return (one.total, one.facets, set(one.ids)) == (two.total, two.facets, set(two.ids))


def test_whole_words_filters_and_sorts(engines: tuple[Engine, Engine], corpus: list[Document]) -> None:
    """Those that differ are told; they are of the kinds of `differences`."""
    dice, embedded, server = random.Random(1), *engines
    asked = [plain(dice, corpus) for _ in range(PLAIN)]
    answers = [(query, embedded.search(query), server.search(query)) for query in asked]
    unlike = [
        f"{query.text!r} {query.filters}: {one.total} and {two.total}, {sorted({*one.ids} ^ {*two.ids})[:5]}"
        for query, one, two in answers
        if not alike(one, two)
    ]
    assert len(unlike) <= PLAIN * 0.02, "\n".join(unlike)
    assert all(one.ids == two.ids for query, one, two in answers if query.sort and alike(one, two))
    assert sum(one.total > 0 for _, one, _ in answers) > PLAIN * 0.6


def test_noisy_texts_share_their_first_ten(engines: tuple[Engine, Engine], corpus: list[Document]) -> None:
    dice, embedded, server = random.Random(2), *engines
    shares, worst = [], []
    for _ in range(NOISY):
        query = noisy(dice, corpus)
        one, two = embedded.search(query).ids, server.search(query).ids
        most = max(len(one), len(two))
        share = len({*one} & {*two}) / most if most else 1.0
        shares.append(share)
        if share < 0.7:
            worst.append(f"{query.text!r}: {share:.1f} of {len(one)} and {len(two)}")
    assert sum(shares) / NOISY >= 0.9, "\n".join(worst)
