"""The steps from lines to the importer's files, one bucket after the other; who calls says where buckets are worked on."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, Protocol, TypeVar

from graph.countries import countries
from graph.journal import FIRST, Author, Entry, Write
from graph.schema import SCHEMA_VERSION
from graph.vocabulary import vocabulary
from loaders.bulk.adding import Counted, add_facts, add_named
from loaders.bulk.drawing import add_edges, add_resources
from loaders.bulk.files import Files
from loaders.bulk.spreading import buckets
from loaders.bulk.work import Work

In = TypeVar("In")
Out = TypeVar("Out")


class Buckets(Protocol):
    """Does something with each bucket, several at a time, and answers in their order."""

    def __call__(self, work: Callable[[In], Out], todo: list[In], /) -> Iterable[Out]: ...


class Before(NamedTuple):
    """The graph that the files take the place of: its version, its journal (its newest entry last), and who writes."""

    version: int
    entries: Sequence[Mapping[str, Any]]
    author: Author

    def following(self, at: str) -> Write:
        """The write that comes next, at the instant `at`."""
        if not self.entries:
            return Write(1, at, FIRST, self.version)
        last = self.entries[-1]
        return Write(last["number"] + 1, max(at, last["at"]), last["hash"], self.version)


def add_up(work: Work, at: str, before: Before, each: Buckets) -> tuple[int, int]:
    """Make the files of all lines, recorded at the instant `at`; answers how many facts and claims they hold.

    Each part of the facts is a write of its own in the journal, so that parts can be added up apart. Lines are removed as soon
    as they are no longer needed.
    """
    work.files.mkdir(parents=True, exist_ok=True)
    first = before.following(at)
    numbered = list(enumerate(_buckets(work.lines("facts"), work.columns("facts")), start=first.number))
    counted = list(each(partial(add_facts, work, at=first.at), numbered))
    base(work, before, first, counted)
    _done(work.lines("facts"), work.columns("facts"))
    for add, told in (
        (add_edges, work.columns("edges")),
        (add_resources, work.columns("resources")),
        (add_named, work.lines("named")),
    ):
        list(each(partial(add, work), _buckets(told)))
        _done(told)
    return sum(one.facts for one in counted), sum(one.claims for one in counted)


def _buckets(*told: Path) -> list[str]:
    return sorted({bucket.name for one in told for bucket in buckets(one)})


def _done(*told: Path) -> None:
    for one in told:
        shutil.rmtree(one, ignore_errors=True)


def base(work: Work, before: Before, write: Write, counted: Sequence[Counted]) -> None:
    """The journal, and the nodes that every graph has: only their ids, because the schema's own step gives them all else."""
    out = Files(work.files, "base")
    entries = list(before.entries)
    for one in counted:
        entry = Entry("load", before.author, one.claims, one.facts, one.links, one.content)
        entries.append(write.noted(entry))
        write = before._replace(entries=entries).following(write.at)
    for told in entries:
        out.add("writes", (told["id"],), told)
    noted = {"writes": write.number - 1, "head": write.previous, "written_at": entries[-1]["at"] if entries else None}
    out.add("graph", ("graph",), {"version": before.version, "schema": SCHEMA_VERSION, **noted})
    for country in countries():
        out.add("actors", (country.id,), {}, "Actor;Country")
    for ident in sorted(vocabulary().organisations):
        out.add("actors", (ident,), {}, "Actor;Organisation")
    for ident in sorted(vocabulary().resources):
        out.add("resources", (ident,))
    out.close()
