"""How a process of the site looks for garbage."""

import gc

_NEW = 50_000  # objects made before the next look: a page of a list makes some ten thousand and leaves few behind


def settle() -> None:
    """Once the app is loaded and before processes are forked: what is loaded stays and is not walked again, which would
    also copy memory that they share, and a look comes after several pages instead of several times in one."""
    gc.freeze()
    gc.set_threshold(_NEW, 20, 100)
    gc.enable()
