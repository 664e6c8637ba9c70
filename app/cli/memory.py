"""How often Python looks for dead cycles while rows by the thousand are written: they hold none."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_RARELY = 50_000  # new objects between two looks at the young; 700 unless told otherwise


@contextmanager
def rare_collection() -> Iterator[None]:
    """Walk over objects seldom, and never over those that stand already: it costs up to a fifth of the time."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(_RARELY, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
