"""What a bucket adds up to: facts by their claims, names by all who tell them; edges are added up by `drawing`.

Each function takes one bucket to its rows and to what the next step is given, by the very rules of an online load
(`graph/deciding.py`, `graph/summing.py`). They know nothing of who calls them: a process of this machine, or one of a
cluster.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np

from graph.claims import Claim
from graph.columns import begins, lone_places
from graph.deciding import Decision, Held, decide
from graph.edge_columns import drawn_by
from graph.edges import Contribution, contribution
from graph.fact_table import Table, joined, statements
from graph.ids import place_id
from graph.journal import Summing, claim_line, link_line
from graph.mentioning import first_text
from graph.naming import place_country
from graph.resolution import kinds
from graph.summing import Summed, sum_up
from graph.vocabulary import vocabulary
from loaders.bulk.alone import add_alone
from loaders.bulk.drawing import put_parts
from loaders.bulk.files import NO_ROWS, Files
from loaders.bulk.spreading import Spread, grouped, groups, key_of
from loaders.bulk.statements import fact_key, fact_line, named_key, statement_of
from loaders.bulk.tables import parts
from loaders.bulk.work import Work

Add = Callable[..., None]
# So many facts are added up at once: with fewer the same words come again less often, more take more memory.
_ROWS = 16_384
# The characters of their texts.
_TEXT = 64_000_000
_NOTHING: Mapping[str, Any] = MappingProxyType({})
_LINKS = {"events": "part_of", "regarding": "regarding", "returns": "in_return_for"}


class Counted(NamedTuple):
    """How many facts, claims and links a bucket holds, and the journal's sum over them."""

    facts: int
    claims: int
    links: int
    content: str


def add_facts(work: Work, numbered: tuple[int, str], at: str) -> Counted:
    """Facts with their claims and links, recorded at the instant `at`; what they name and draw goes to the next steps.

    `numbered` is the bucket's name and the number of its write.
    """
    write, bucket = numbered
    adding = _Adding(work, bucket, at, write)
    for lines, tables in parts(work.lines("facts") / bucket, work.columns("facts") / bucket):
        for some, rows in _slices(lines, joined(tables)):
            adding.add(some, rows)
    return adding.done()


def _slices(lines: Sequence[bytes], table: Table) -> Iterator[tuple[Sequence[bytes], Table]]:
    """Lines and rows of consecutive ids: much is written of each row, and not of all at once."""
    size = _rows_at_once(table)
    if len(table) <= size:
        yield lines, table
        return
    told, starts = sorted(lines), begins(table.ids)
    cuts = np.searchsorted(starts, range(size, len(table), size))
    at = line = 0
    for end in np.unique(starts[cuts[cuts < len(starts)]]).tolist():
        until = bisect_left(told, fact_key(table.ids[end]).encode())
        yield told[line:until], table.pick(np.arange(at, end))
        at, line = end, until
    yield told[line:], table.pick(np.arange(at, len(table)))


def _rows_at_once(table: Table) -> int:
    """Fewer where texts are long: a column has a text once, and each row that is written of it has it anew."""
    text = sum(int(column.numbers(_length).sum()) for column in table.claim.values())
    return max(1, min(_ROWS, len(table) * _TEXT // max(text, 1)))


def _length(value: object) -> int:
    return len(value) if isinstance(value, str) else 0


class _Part(NamedTuple):
    """What facts added one by one come to: rows by their kind (key, shape, text), lines of the journal, what edges they draw."""

    rows: dict[str, list[tuple[str, str, str]]]
    journal: list[bytes]
    drawn: list[Contribution]


class _Adding:
    """Adds up the facts of one bucket, in order of their ids."""

    def __init__(self, work: Work, bucket: str, at: str, write: int) -> None:
        self._at, self._write = at, write
        self._out = Files(work.files, f"f{bucket}")
        self._named = Spread(work.lines("named"), f"f{bucket}")
        self._work, self._writer = work, f"f{bucket}"
        self._facts = self._claims = self._links = 0
        self._content = Summing()

    def add(self, lines: Sequence[bytes], table: Table) -> None:
        """Add the facts of a part: those of which one plain claim tells all at once, each of the others by itself."""
        keys = frozenset(map(key_of, lines))
        lone, rest = lone_places(table.ids, frozenset(f"f{key}" for key in keys))
        told = [*lines, *map(fact_line, statements(table.pick(rest)))] if len(rest) else lines
        part = _Part(defaultdict(list), [], [])
        for _, same in grouped(told):
            self._add_fact(same, part)
        if len(lone):
            self._add_alone(table.pick(lone), part)
        for name, others in part.rows.items():
            self._out.add_rows(name, NO_ROWS, others)
        self._content.add(part.journal)
        for step, drawn in zip(("edges", "resources"), drawn_by(part.drawn, vocabulary()), strict=True):
            put_parts(self._work, step, self._writer, drawn)

    def _add_alone(self, table: Table, part: _Part) -> None:
        found = add_alone(table, self._at, self._write)
        for name, made in found.rows:
            self._out.add_rows(name, made, part.rows.pop(name, ()))
        part.journal.extend(found.lines)
        put_parts(self._work, "edges", self._writer, found.parts)
        self._facts += len(table)
        self._claims += len(table)

    def _add_fact(self, told: Sequence[Any], part: _Part) -> None:
        held: dict[str, Held] = {}
        decision = decide(held, [statement_of(one) for one in told], self._at)

        def add(
            name: str, ends: Sequence[str], properties: Mapping[str, Any] = _NOTHING, what: str | None = None
        ) -> None:
            part.rows[name].append((ident, *self._out.row(name, ends, properties, what)))

        for ident, summed in sum_up(held, vocabulary()).items():
            carried = {**summed.fact.properties, **summed.properties}
            claims = [claim for _, claim, _ in decision.claims]
            part.journal.extend(_fact(add, ident, summed, carried, claims, self._write))
            part.journal.extend(_add_links(add, decision, self._write, self._at))
            for place in summed.places:
                told_place = ["places", place_id(place), place, place_country(place)]
                self._named.add(named_key("places", place_id(place)), told_place)
            if (found := contribution(ident, summed.fact.ends, carried)) is not None:
                part.drawn.append(found)
        self._facts += len(decision.facts)
        self._claims += len(decision.claims)
        self._links += len(decision.links)

    def done(self) -> Counted:
        """Write what is held back; answers what there was."""
        for one in (self._out, self._named):
            one.close()
        return Counted(self._facts, self._claims, self._links, self._content.content)


def _add_links(add: Add, decision: Decision, write: int, at: str) -> list[bytes]:
    lines = []
    for (ident, kind, other), statement in sorted(decision.links.items(), key=lambda pair: pair[0]):
        recorded = statement.linked_at or at
        add(_LINKS[kind], (ident, other), {"recorded_at": recorded, "write": write})
        lines.append(link_line(ident, kind, other, recorded))
    return lines


def _fact(
    add: Add, ident: str, summed: Summed, carried: Mapping[str, Any], claims: Sequence[Claim], write: int
) -> list[bytes]:
    """Add a fact with its claims; answers the journal's lines of them."""
    ends = summed.fact.ends
    add("facts", (ident,), carried)
    for name, end in (("actor_of", ends.actor), ("recipient_of", ends.recipient), ("of", ends.resource)):
        if end is not None:
            add(name, (ident, end))
    lines = []
    for claim in sorted(claims, key=lambda claim: claim.id):
        properties = claim.properties()
        properties["write"] = write
        add("claims", (claim.by, ident), properties, claim.type)
        lines.append(claim_line(ident, properties))
    for source in sorted({claim.source for claim in claims}):
        add("reported_in", (ident, source))
    for place in summed.places:
        add("at", (ident, place_id(place)))
    return lines


def add_named(work: Work, bucket: str) -> None:
    """Organisations, persons, sources, events and places: told in several ways, each text is the alphabetically first."""
    out = Files(work.files, f"n{bucket}")
    for _, told in groups(work.lines("named") / bucket):
        kind, ident, *_ = told[0]
        columns = list(zip(*told, strict=True))[2:]
        _NAMED[kind](out, ident, [first_text(column) for column in columns], columns)
    out.close()


def _actor(out: Files, ident: str, first: Sequence[Any], columns: Sequence[Sequence[Any]]) -> None:
    if ident not in vocabulary().organisations:  # those of the vocabulary stand there already
        out.add("actors", (ident,), {"name": first[0]}, f"Actor;{kinds()[first[1]]}")
    for country in sorted({country for country in columns[2] if country is not None}):
        out.add("official_of", (ident, country))


def _source(out: Files, ident: str, first: Sequence[Any], _: object) -> None:
    told = dict(zip(("title", "publisher", "url", "published_on"), first, strict=True))
    out.add("sources", (ident,), {"name": told["title"] or told["url"] or ident} | told)


def _event(out: Files, ident: str, first: Sequence[Any], _: object) -> None:
    out.add("events", (ident,), {"name": first[0], "kind": first[1]})


def _place(out: Files, ident: str, first: Sequence[Any], columns: Sequence[Sequence[Any]]) -> None:
    out.add("places", (ident,), {"name": first[0]})
    for country in sorted({country for country in columns[1] if country is not None}):
        out.add("in", (ident, country))


_NAMED = {"actors": _actor, "sources": _source, "events": _event, "places": _place}
