"""Hierarchies of official codes: a code names its ancestors."""


def region_ancestry(code: str) -> tuple[str, ...]:
    """A Kemendagri code and everything it lies in, widest first: 63.11.03 gives 63, 63.11, 63.11.03."""
    parts = code.split(".")
    return tuple(".".join(parts[: depth + 1]) for depth in range(len(parts)))


def occupation_ancestry(code: str) -> tuple[str, ...]:
    """A KBJI 2014 code at every depth it passes from two digits: 721201 gives 72, 721, 7212, 721201."""
    return tuple(code[:depth] for depth in (2, 3, 4, 6) if depth <= len(code))


# The register's full style, and how everybody says it.
_STYLES = (
    ("Kota Administrasi ", ""),
    ("Kabupaten Administrasi ", ""),
    ("Daerah Khusus Ibukota ", "DKI "),
    ("Daerah Istimewa ", "DI "),
)
_RANKS = ("Kota ", "Kabupaten ", "DKI ", "DI ")


def common_name(register_name: str) -> str:
    """A region's name as people say it: "Kota Administrasi Jakarta Barat" is Jakarta Barat."""
    for style, said in _STYLES:
        if register_name.startswith(style):
            return said + register_name.removeprefix(style)
    return register_name


def bare_name(register_name: str) -> str:
    """The name alone, without what kind of region it is: words to search, as "kota" would mislead."""
    name = common_name(register_name)
    for rank in _RANKS:
        name = name.removeprefix(rank)
    return name
