"""From an older schema to this Bilat's: one module for each step, `to_N.py`, found in this folder and taken in order.

A step works in batches of one transaction each, under the writer's lock, and leaves out what it did before: a migration
that was killed goes on where it was, and two at once do the work of one.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pkgutil import iter_modules
from typing import cast

from graph.schema import SCHEMA_VERSION, schema_of
from graph.store import Store

Step = Callable[[Store, Callable[[int], None]], None]


def older_schema(store: Store) -> int | None:
    """The schema of a graph that has to be migrated; None where there is nothing to do. Raises UnusableError."""
    version = schema_of(store)
    return version if version < SCHEMA_VERSION else None


def migrate(store: Store, advance: Callable[[int], None] = lambda _: None) -> list[int]:
    """Bring a graph to SCHEMA_VERSION; answers the versions that it went through. `prepare` has to follow."""
    done = []
    while (version := older_schema(store)) is not None:
        following = version + 1
        _steps()[following](store, advance)
        store.write(lambda transaction, to=following: transaction.run("migrations/mark", schema=to))  # type: ignore[misc]
        done.append(following)
    return done


def _steps() -> dict[int, Step]:
    """Each step by the schema that it leads to."""
    names = [found.name for found in iter_modules(__path__)]
    return {int(name.removeprefix("to_")): cast("Step", import_module(f"{__name__}.{name}").step) for name in names}
