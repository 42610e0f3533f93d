"""Making something large without Python's collector of cycles looking through everything again and again."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """The block makes many things that hold each other in no circle, so there is nothing to be found meanwhile.

    The collector would be called for every few hundred of them, and its passes over all that a server holds take longer
    than a page of ten thousand lines. What is let go is freed at once all the same, by its count of references. Threads
    may be in here at the same time: who found the collector on turns it on again.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
