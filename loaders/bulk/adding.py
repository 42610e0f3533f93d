"""What a bucket's lines add up to: facts by their claims, edges by their facts, names by all who tell them.

Each function takes one bucket to its rows and to the lines of the next step, by the very rules of an online load
(`graph/deciding.py`, `graph/summing.py`, `graph/edges.py`). They know nothing of who calls them: a process of
this machine, or one of a cluster.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from graph.claims import Claim
from graph.deciding import Decision, Held, decide
from graph.drawing import Drawn, to_resources
from graph.edges import Contribution, FactEnds, ToResource, contribution, pair_sum, resource_sum
from graph.ids import place_id
from graph.journal import Summing, claim_line, link_line
from graph.mentioning import first_text
from graph.naming import place_country
from graph.resolution import kinds
from graph.summing import Summed, sum_up
from graph.vocabulary import vocabulary
from loaders.bulk.files import Files, edge_row
from loaders.bulk.spreading import Spread, groups
from loaders.bulk.statements import fact_key, named_key, statement_of

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


def add_facts(work: Work, numbered: tuple[int, Path], at: str) -> Counted:
    """Facts with their claims and links, recorded at the instant `at`; what they name and draw goes to the next steps.

    `numbered` is the bucket and the number of its write.
    """
    write, bucket = numbered
    out, named = Files(work.files, f"f{bucket.name}"), Spread(work.lines("named"), f"f{bucket.name}")
    drawn = Spread(work.lines("edges"), f"f{bucket.name}"), Spread(work.lines("resources"), f"f{bucket.name}")
    facts = claims = links = 0
    content = Summing()
    for _, told in groups(bucket):
        held: dict[str, Held] = {}
        decision = decide(held, [statement_of(one) for one in told], at)
        for ident, summed in sum_up(held, vocabulary()).items():
            carried = {**summed.fact.properties, **summed.properties}
            lines = _fact(out, ident, summed, carried, [claim for _, claim, _ in decision.claims], write)
            content.add(lines + _add_links(out, decision, write, at))
            for place in summed.places:
                named.add(
                    named_key("places", place_id(place)), ["places", place_id(place), place, place_country(place)]
                )
            _contribute(*drawn, contribution(ident, summed.fact.ends, carried))
        facts += len(decision.facts)
        claims += len(decision.claims)
        links += len(decision.links)
    for one in (out, named, *drawn):
        one.close()
    return Counted(facts, claims, links, content.content)


def _add_links(out: Files, decision: Decision, write: int, at: str) -> list[bytes]:
    lines = []
    for (ident, kind, other), statement in sorted(decision.links.items(), key=lambda pair: pair[0]):
        recorded = statement.linked_at or at
        out.add(_LINKS[kind], (ident, other), {"recorded_at": recorded, "write": write})
        lines.append(link_line(ident, kind, other, recorded))
    return lines


def _fact(
    out: Files, ident: str, summed: Summed, carried: Mapping[str, Any], claims: Sequence[Claim], write: int
) -> list[bytes]:
    """Add a fact with its claims; answers the journal's lines of them."""
    ends = summed.fact.ends
    out.add("facts", (ident,), carried)
    for name, end in (("actor_of", ends.actor), ("recipient_of", ends.recipient), ("of", ends.resource)):
        if end is not None:
            out.add(name, (ident, end))
    lines = []
    for claim in sorted(claims, key=lambda claim: claim.id):
        properties = claim.properties()
        properties["write"] = write
        out.add("claims", (claim.by, ident), properties, claim.type)
        lines.append(claim_line(ident, properties))
    for source in sorted({claim.source for claim in claims}):
        out.add("reported_in", (ident, source))
    for place in summed.places:
        out.add("at", (ident, place_id(place)))
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
    out, resources = Files(work.files, f"e{bucket.name}"), Spread(work.lines("resources"), f"e{bucket.name}")
    for key, told in groups(bucket):
        (actor, relation, recipient, resource, modality), unit, _ = told[0]
        ends = FactEnds(actor=actor, relation=relation, recipient=recipient, resource=resource, modality=modality)
        edge = pair_sum(f"e{key}", ends, unit, [part for _, _, part in told], words)
        out.add(*edge_row(edge, words.relations[edge.relation].type))
        for ident, what in to_resources([Drawn(ends, unit)], words):
            resources.add(fact_key(ident), [list(what), dict(edge.properties)])
    out.close()
    resources.close()


def add_resources(work: Work, bucket: Path) -> None:
    """Edges between an actor and a resource."""
    words = vocabulary()
    out = Files(work.files, f"r{bucket.name}")
    for key, told in groups(bucket):
        edge = resource_sum(f"e{key}", ToResource(*told[0][0]), [part for _, part in told], words)
        out.add(*edge_row(edge, words.relations[edge.relation].type))
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
