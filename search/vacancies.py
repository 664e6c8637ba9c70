"""The vacancy index: the whitelist of public fields a vacancy's document holds."""

from search.schema import IndexSchema, Sort

UNKNOWN = "belum-diisi"  # facet value of a posting that does not say; shown as "Belum diisi"
OWN, IMPORTED = "own", "imported"  # values of origin: the office's own vacancies, postings of other boards

VACANCIES = IndexSchema(
    name="vacancies",
    version=3,
    text=("title", "company", "category", "body"),
    # place: region codes of province, regency and district, ancestors included. occupation: KBJI at every depth.
    keywords=("place", "occupation", "sector", "education", "employment_type", "origin"),
    # wage: rupiah a month, the upper wage or else the lower. closes_on, published_on: date ordinals (date.toordinal()).
    numbers=("wage", "closes_on", "published_on", "published_at"),
    sorts={
        "newest": Sort("published_at", descending=True),
        "closing": Sort("closes_on", descending=False),
        "wage": Sort("wage", descending=True),
    },
    recency="published_at",  # epoch seconds
    varied=("place",),
    coarse={"occupation": 2},
    together=("place", "occupation", "sector", "education", "employment_type"),
)
