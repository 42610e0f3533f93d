"""The steps from lines to the importer's files, one bucket after the other; who calls says where buckets are worked on."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Protocol

from graph.countries import countries
from graph.vocabulary import vocabulary
from loaders.bulk.adding import Counted, Work, add_edges, add_facts, add_named, add_resources
from loaders.bulk.files import Files
from loaders.bulk.spreading import buckets


class Buckets(Protocol):
    """Does something with each bucket, in any order and several at a time."""

    def __call__(self, work: Callable[[Path], Counted | None], todo: list[Path], /) -> Iterable[Counted | None]: ...


def add_up(work: Work, at: str, version: int, each: Buckets) -> Counted:
    """Make the files of all lines, recorded at the instant `at`; answers how many facts and claims they hold.

    `version` is the graph's own. Lines are removed as soon as they are no longer needed.
    """
    work.files.mkdir(parents=True, exist_ok=True)
    base(work, version)
    counted = [one for one in each(partial(add_facts, work, at=at), buckets(work.lines("facts"))) if one is not None]
    _done(work, "facts")
    for step, add in (("edges", add_edges), ("resources", add_resources), ("named", add_named)):
        list(each(partial(add, work), buckets(work.lines(step))))
        _done(work, step)
    return Counted(sum(one.facts for one in counted), sum(one.claims for one in counted))


def _done(work: Work, step: str) -> None:
    shutil.rmtree(work.lines(step), ignore_errors=True)


def base(work: Work, version: int) -> None:
    """The nodes that every graph has: only their ids, because the schema's own step gives them all else."""
    out = Files(work.files, "base")
    out.add("graph", ("graph",), {"version": version}, None)
    for country in countries():
        out.add("actors", (country.id,), {}, "Actor;Country")
    for ident in sorted(vocabulary().organisations):
        out.add("actors", (ident,), {}, "Actor;Organisation")
    for ident in sorted(vocabulary().resources):
        out.add("resources", (ident,), {})
    out.close()
