"""A plain Django page over PostgreSQL full text, at its best. It runs in the peers' own Python, without our code.

One table, a stored tsvector under a GIN index, arrays for facets, kept connections, compiled templates; all facets and
the total in one statement over one materialised set of hits.
"""

import os
from pathlib import Path

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import path

FACETS = ("place", "occupation", "sector", "education", "employment_type")
NAMES = {
    "lokasi": "place",
    "jabatan": "occupation",
    "sektor": "sector",
    "pendidikan": "education",
    "jenis": "employment_type",
}
COLUMNS = ("id", "title", "company", "where", "wage", "closes_on", "education", "employment_type")
PER_PAGE = 20

settings.configure(
    DEBUG=False,
    SECRET_KEY="measured",
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "HOST": os.environ["PEER_HOST"],
            "PORT": os.environ["PEER_PORT"],
            "USER": os.environ["PEER_USER"],
            "PASSWORD": os.environ["PEER_PASSWORD"],
            "NAME": os.environ["PEER_NAME"],
            "CONN_MAX_AGE": None,
        }
    },
    TEMPLATES=[
        {"BACKEND": "django.template.backends.django.DjangoTemplates", "DIRS": [Path(__file__).parent / "templates"]}
    ],
)
django.setup()


class Asked:
    """One query: the text condition and one condition a chosen facet."""

    def __init__(self, request: HttpRequest) -> None:
        self.words = request.GET.get("q", "").strip()
        self.chosen = {NAMES[name]: request.GET.getlist(name) for name in NAMES if name in request.GET}
        self.offset = (int(request.GET.get("halaman", "1")) - 1) * PER_PAGE
        self.today = int(request.GET["hari"])

    @property
    def base(self) -> tuple[str, list]:
        text = " AND search @@ plainto_tsquery('simple', %s)" if self.words else ""
        return f"closes_on >= %s{text}", [self.today, *([self.words] if self.words else [])]

    @property
    def rows(self) -> tuple[str, list]:
        where, values = self.base
        for name, codes in self.chosen.items():
            where, values = f"{where} AND {name} && %s", [*values, codes]
        rank = "ts_rank(search, plainto_tsquery('simple', %s)) DESC, " if self.words else ""
        columns = ", ".join(f'"{name}"' for name in COLUMNS)
        query = (
            f"SELECT {columns} FROM vacancy WHERE {where} ORDER BY {rank}published_at DESC, id DESC LIMIT %s OFFSET %s"
        )
        return query, [*values, *([self.words] if rank else []), PER_PAGE, self.offset]

    @property
    def counts(self) -> tuple[str, list]:
        """The total and every facet, each with its own choice ignored."""
        where, values = self.base
        marks = "".join(f", {name} && %s AS in_{name}" for name in self.chosen)
        hits = f"SELECT {', '.join(FACETS)}{marks} FROM vacancy WHERE {where}"
        parts = [f"SELECT '' AS facet, '' AS value, count(*) FROM hits{self.others(None)}"]
        parts += [
            f"SELECT '{name}', code, count(*) FROM hits, unnest({name}) AS code{self.others(name)} GROUP BY code"
            for name in FACETS
        ]
        return f"WITH hits AS MATERIALIZED ({hits}) {' UNION ALL '.join(parts)}", [*self.chosen.values(), *values]

    def others(self, facet: str | None) -> str:
        marks = [f"in_{name}" for name in self.chosen if name != facet]
        return " WHERE " + " AND ".join(marks) if marks else ""


def fetched(query: str, values: list) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchall()


def counted(asked: Asked) -> tuple[int, dict[str, list]]:
    total, facets = 0, {name: [] for name in FACETS}
    for facet, value, hits in fetched(*asked.counts):
        if facet:
            facets[facet].append((value, hits, value in asked.chosen.get(facet, ())))
        else:
            total = hits
    for name, values in facets.items():
        facets[name] = sorted(values, key=lambda one: -one[1])[:10]
    return total, facets


def page(request: HttpRequest) -> HttpResponse:
    asked = Asked(request)
    total, facets = counted(asked)
    cards = [dict(zip(COLUMNS, row, strict=True)) for row in fetched(*asked.rows)]
    return render(request, "list.html", {"asked": asked, "total": total, "facets": facets, "cards": cards})


def hits(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"total": counted(Asked(request))[0]})


urlpatterns = [path("", lambda request: HttpResponse("ready")), path("list", page), path("hits", hits)]
application = get_wsgi_application()
