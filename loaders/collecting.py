"""Python's search for rings of garbage, while many objects are made that stay for a while and are no garbage.

It looks after every 700 objects, and again and again through those that a batch holds: a fifth of a load's time. A load makes
hardly any rings, and each is still found after some hundred thousand objects.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_OBJECTS = 200_000


@contextmanager
def seldom() -> Iterator[None]:
    """Have it look seldom; for a process of which the load is the only work."""
    before = gc.get_threshold()
    look_seldom()
    try:
        yield
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)


def look_seldom() -> None:
    """Have it look seldom, for good, and never at what is there already: a process that is made for a load."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_OBJECTS, 10, 10)
