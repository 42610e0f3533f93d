"""The steps from lines to the importer's files, one bucket after the other; who calls says where buckets are worked on."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple, Protocol, TypeVar

from graph.countries import countries
from graph.journal import FIRST, Author, Entry, Write
from graph.schema import SCHEMA_VERSION
from graph.vocabulary import vocabulary
from loaders.bulk.adding import Counted, Work, add_edges, add_facts, add_named, add_resources
from loaders.bulk.files import Files
from loaders.bulk.spreading import buckets

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
    found = {bucket.name for step in ("facts", "plain") for bucket in buckets(work.lines(step))}
    numbered = list(enumerate(sorted(found), start=first.number))
    counted = list(each(partial(add_facts, work, at=first.at), numbered))
    base(work, before, first, counted)
    _done(work, "facts")
    _done(work, "plain")
    for step, add in (("edges", add_edges), ("resources", add_resources), ("named", add_named)):
        list(each(partial(add, work), buckets(work.lines(step))))
        _done(work, step)
    return sum(one.facts for one in counted), sum(one.claims for one in counted)


def _done(work: Work, step: str) -> None:
    shutil.rmtree(work.lines(step), ignore_errors=True)


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
