"""Hierarchies of official codes: a code names its ancestors."""


def region_ancestry(code: str) -> tuple[str, ...]:
    """A Kemendagri code and everything it lies in, widest first: 63.11.03 gives 63, 63.11, 63.11.03."""
    parts = code.split(".")
    return tuple(".".join(parts[: depth + 1]) for depth in range(len(parts)))


def occupation_ancestry(code: str) -> tuple[str, ...]:
    """A KBJI 2014 code at every depth it passes from two digits: 721201 gives 72, 721, 7212, 721201."""
    return tuple(code[:depth] for depth in (2, 3, 4, 6) if depth <= len(code))
