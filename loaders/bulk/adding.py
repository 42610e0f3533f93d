"""What a bucket's lines add up to: facts by their claims, edges by their facts, names by all who tell them.

Each function takes one bucket to its rows and to the lines of the next step, by the very rules of an online load
(`graph/deciding.py`, `graph/summing.py`, `graph/edges.py`). They know nothing of who calls them: a process of
this machine, or one of a cluster.
"""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from graph.claims import Claim
from graph.columns import Table, joined, lone_places, statements
from graph.deciding import Decision, Held, decide
from graph.drawing import Drawn, to_resources
from graph.edges import Contribution, Edge, FactEnds, ToResource, contribution, pair_sum, resource_sum
from graph.ids import place_id
from graph.journal import Summing, claim_line, link_line
from graph.mentioning import first_text
from graph.naming import place_country
from graph.resolution import kinds
from graph.summing import Summed, sum_up
from graph.vocabulary import vocabulary
from loaders.bulk import spreading
from loaders.bulk.alone import add_alone
from loaders.bulk.files import EDGE, Files, Rows, rows_of
from loaders.bulk.spreading import Spread, buckets, grouped, groups, lines_of
from loaders.bulk.statements import fact_key, fact_line, named_key, statement_of
from loaders.bulk.tables import put_table, read_tables

Add = Callable[..., None]
_DIGITS = 20
# So many edges are written at once.
_EDGES = 20_000
_NO_ROWS = Rows((), (), ())
_NOTHING: Mapping[str, Any] = MappingProxyType({})
_LINKS = {"events": "part_of", "regarding": "regarding", "returns": "in_return_for"}


class Work(NamedTuple):
    """Where the steps find their lines and leave theirs."""

    folder: Path

    def lines(self, step: str) -> Path:
        """The buckets of a step: `facts`, `named`, `edges`, `resources`."""
        return self.folder / "lines" / step

    @property
    def files(self) -> Path:
        """The files for the importer."""
        return self.folder / "files"


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
    for lines, table in parts(work.lines("facts") / bucket, work.lines("plain") / bucket):
        adding.add(lines, table)
    return adding.done()


def parts(lines: Path, tables: Path, digit: int = 1) -> Iterator[tuple[list[bytes], Table]]:
    """The lines and the plain facts of a bucket, in parts of consecutive ids that fit into memory."""
    found = [sorted(place.iterdir()) if place.exists() else [] for place in (lines, tables)]
    if sum(path.stat().st_size for paths in found for path in paths) <= spreading.LIMIT or digit >= _DIGITS:
        yield list(lines_of(found[0])), joined(read_tables(tables))
        return
    with tempfile.TemporaryDirectory(dir=lines.parent.parent, prefix="again-") as name:
        again, tables_again = Spread(Path(name) / "facts", "again", digit), Path(name) / "plain"
        for whole in lines_of(found[0]):
            again.put(whole)
        again.close()
        for table in read_tables(tables):
            put_table(tables_again, "again", table, digit + 1)
        for part in sorted({place.name for place in (*buckets(Path(name) / "facts"), *buckets(tables_again))}):
            yield from parts(Path(name) / "facts" / part, tables_again / part, digit + 1)


class _Adding:
    """Adds up the facts of one bucket, in order of their ids."""

    def __init__(self, work: Work, bucket: str, at: str, write: int) -> None:
        self._at, self._write = at, write
        self._out = Files(work.files, f"f{bucket}")
        self._named = Spread(work.lines("named"), f"f{bucket}")
        self._drawn = Spread(work.lines("edges"), f"f{bucket}"), Spread(work.lines("resources"), f"f{bucket}")
        self._facts = self._claims = self._links = 0
        self._content = Summing()

    def add(self, lines: Sequence[bytes], table: Table) -> None:
        """Add the facts of a part: those of which one plain claim tells all at once, each of the others by itself."""
        keys = frozenset(whole[: whole.index(b"\t")].decode() for whole in lines)
        lone, rest = lone_places(table.fact["id"], frozenset(f"f{key}" for key in keys))
        told = [*lines, *map(fact_line, statements(table.pick(rest)))] if rest else lines
        rows: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
        journal: list[bytes] = []
        for _, same in grouped(told):
            journal += self._add_fact(same, rows)
        if lone:
            journal += self._add_alone(table.pick(lone), rows)
        for name, others in rows.items():
            self._out.add_rows(name, _NO_ROWS, others)
        self._content.add(journal)

    def _add_alone(self, table: Table, rows: dict[str, list[tuple[str, str, str]]]) -> list[bytes]:
        found = add_alone(table, self._at, self._write)
        for name, made in found.rows.items():
            self._out.add_rows(name, made, rows.pop(name, ()))
        for one in found.contributions:
            self._drawn[0].add(fact_key(one.edge), [list(one.ends), one.unit, one.part])
        self._facts += len(table)
        self._claims += len(table)
        return found.lines

    def _add_fact(self, told: Sequence[Any], rows: dict[str, list[tuple[str, str, str]]]) -> list[bytes]:
        held: dict[str, Held] = {}
        decision = decide(held, [statement_of(one) for one in told], self._at)
        lines = []

        def add(
            name: str, ends: Sequence[str], properties: Mapping[str, Any] = _NOTHING, what: str | None = None
        ) -> None:
            rows[name].append((ident, *self._out.row(name, ends, properties, what)))

        for ident, summed in sum_up(held, vocabulary()).items():
            carried = {**summed.fact.properties, **summed.properties}
            lines += _fact(add, ident, summed, carried, [claim for _, claim, _ in decision.claims], self._write)
            lines += _add_links(add, decision, self._write, self._at)
            for place in summed.places:
                told_place = ["places", place_id(place), place, place_country(place)]
                self._named.add(named_key("places", place_id(place)), told_place)
            _contribute(*self._drawn, contribution(ident, summed.fact.ends, carried))
        self._facts += len(decision.facts)
        self._claims += len(decision.claims)
        self._links += len(decision.links)
        return lines

    def done(self) -> Counted:
        """Write what is held back; answers what there was."""
        for one in (self._out, self._named, *self._drawn):
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


def _contribute(pairs: Spread, resources: Spread, found: Contribution | None) -> None:
    if found is None:
        return
    if found.ends.actor and found.ends.recipient:
        ends = [found.ends.actor, found.ends.relation, found.ends.recipient, found.ends.resource, found.ends.modality]
        pairs.add(fact_key(found.edge), [ends, found.unit, found.part])
        return
    for edge, what in to_resources([Drawn(found.ends, found.unit)], vocabulary()):
        resources.add(fact_key(edge), [list(what), found.part])


def add_edges(work: Work, bucket: Path) -> None:
    """Edges between two actors; what they feed of a resource's goes to the next step."""
    words = vocabulary()
    resources = Spread(work.lines("resources"), f"e{bucket.name}")

    def made() -> Iterator[Edge]:
        for key, told in groups(bucket):
            (actor, relation, recipient, resource, modality), unit, _ = told[0]
            ends = FactEnds(actor, relation, recipient, resource, modality)
            edge = pair_sum(f"e{key}", ends, unit, [part for _, _, part in told], words)
            for ident, what in to_resources([Drawn(ends, unit)], words):
                resources.add(fact_key(ident), [list(what), dict(edge.properties)])
            yield edge

    _write_edges(Files(work.files, f"e{bucket.name}"), made())
    resources.close()


def add_resources(work: Work, bucket: Path) -> None:
    """Edges between an actor and a resource."""
    words = vocabulary()
    edges = (
        resource_sum(f"e{key}", ToResource(*told[0][0]), [part for _, part in told], words)
        for key, told in groups(bucket)
    )
    _write_edges(Files(work.files, f"r{bucket.name}"), edges)


def _write_edges(out: Files, edges: Iterable[Edge]) -> None:
    words, left = vocabulary(), iter(edges)
    while part := list(islice(left, _EDGES)):
        ends = [[edge.start for edge in part], [edge.end for edge in part]]
        told = {name: [edge.properties.get(name) for edge in part] for name in EDGE}
        name = "edges_to_resources" if part[0].to_resource else "edges"
        types = [words.relations[edge.relation].type for edge in part]
        out.add_rows(name, rows_of(name, ends, told, types, [edge.id for edge in part]))
    out.close()


def add_named(work: Work, bucket: Path) -> None:
    """Organisations, persons, sources, events and places: told in several ways, each text is the alphabetically first."""
    out = Files(work.files, f"n{bucket.name}")
    for _, told in groups(bucket):
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
