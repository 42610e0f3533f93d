"""A graph as lines that another graph can be made of: every fact with its claims, and all that they name.

Lines hold what stands in the graph, already resolved, so that no name is read anew on the other side; what is derived
(statuses, sums, edges) is left out and made there. The ids of facts and claims are hashes of what they hold, so a line
that was altered is told by its ids.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any, NamedTuple

import orjson

from graph.carried import check_line
from graph.claims import Claim
from graph.journal import TELLS, newest
from graph.model import Actor, ActorKind, Event, Fact, Source, Statement
from graph.reading import kind_of
from graph.record import RecordError
from graph.store import Store

MARK = "bilat_graph"
"""The key of the first line, whose value is the form of those after it."""
FORM = 2
"""The second form says when each link was noted."""
FORMS = (1, FORM)
END = "bilat_graph_end"
"""The key of the last line, whose value is the SHA-256 of all lines before it, in hexadecimal."""
OWN = frozenset({"write", "retraction_write"})
"""What a claim carries of this graph's own journal."""
_PAGE = 1_000
_FACT = ("relation", "modality", "key", "name", "dimension")
_KINDS: dict[str, ActorKind] = {"country": "country", "organisation": "organisation", "person": "person"}


def carried(store: Store) -> Iterator[bytes]:
    """The whole graph as lines of JSON; the last one has a sum over the others, so that a file is known to be whole.

    It is that of one moment, however long reading takes: claims, links and retractions carry the number of their write in the
    journal, and what was written after the first line was asked for is left out. Names and titles are as they are read.
    """
    total = hashlib.sha256()
    for line in _lines(store):
        data = orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE | orjson.OPT_SORT_KEYS)
        total.update(data)
        yield data
    yield orjson.dumps({END: total.hexdigest()}, option=orjson.OPT_APPEND_NEWLINE)


def _lines(store: Store) -> Iterator[dict[str, Any]]:
    """A line for each fact in order of id.

    What a fact is given in return for comes at the end, with a line of its own, when all facts stand.
    """
    last = newest(store).number
    yield {MARK: FORM}
    returns: list[dict[str, Any]] = []
    after = ""
    while ids := [row["id"] for row in store.read("read/fact_ids_after", after=after, limit=_PAGE)]:
        for row in store.read("read/facts_to_carry", ids=ids):
            line = _line(row, last)
            if not line["claims"]:
                continue
            yield line
            if given := _links(row["returns"], last):
                bare = {"claims": line["claims"][:1], "events": [], "regarding": []}
                returns.append(line | bare | {"in_return_for": given})
        after = ids[-1]
    yield from returns


def _line(row: Mapping[str, Any], last: int) -> dict[str, Any]:
    """A fact as the write with the number `last` left it; without claims where it came later."""
    held = row["properties"]
    sources = {source["id"]: source for source in row["sources"]}
    claims = [
        {
            "by": _told(claim["by"]),
            "stance": claim["stance"].lower(),
            "source": sources[claim["properties"]["source"]],
            "properties": _properties(claim["properties"], last),
        }
        for claim in sorted(row["claims"], key=lambda claim: str(claim["properties"]["id"]))
        if (claim["properties"].get("write") or 0) <= last
    ]
    return {
        "fact": held["id"],
        "actor": _told(row["actor"]),
        "recipient": _told(row["recipient"]),
        "resource": row["resource"],
        **{name: held.get(name) for name in _FACT},
        # With a key, since belongs to the claims and is no part of the fact's identity.
        "since": None if held.get("key") else held.get("since"),
        "claims": claims,
        "events": _links(row["events"], last),
        "regarding": [
            (_told(actor) or {}) | {"recorded_at": actor["recorded_at"]} for actor in _links(row["regarding"], last)
        ],
    }


def _properties(held: Mapping[str, Any], last: int) -> dict[str, Any]:
    later = TELLS if (held.get("retraction_write") or 0) > last else ()
    return {name: value for name, value in held.items() if name not in OWN and name not in later}


def _links(rows: Sequence[Mapping[str, Any]], last: int) -> list[dict[str, Any]]:
    """What was linked by then, without the number of this graph's write."""
    there = sorted((row for row in rows if (row["write"] or 0) <= last), key=_id)
    return [{name: value for name, value in row.items() if name != "write"} for row in there]


def _id(told: Mapping[str, Any]) -> str:
    return str(told["id"])


def _told(actor: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if actor is None:
        return None
    return {"id": actor["id"], "name": actor["name"], "kind": kind_of(actor["labels"]), "country": actor["country"]}


def statements(line: Mapping[str, Any]) -> Iterator[Statement]:
    """The statements of a line, one for each claim, and further ones where its fact is part of several events.

    Raises RecordError where the line isn't one of these, or was altered.
    """
    check_line(line)
    try:
        fact = Fact.of(
            actor=_actor(line["actor"]),
            recipient=_actor(line["recipient"]),
            resource=line["resource"],
            since=line["since"],
            **{name: line[name] for name in _FACT},
        )
        claims = [(_claim(told), _needed(told["by"]), Source(**told["source"])) for told in line["claims"]]
        links = [_Links(_at(told), event=_event(told)) for told in line["events"]]
        links += [_Links(_at(told), regarding=_needed(told)) for told in line["regarding"]]
        # In the first form these were ids alone.
        returns = [told if isinstance(told, dict) else {"id": told} for told in line.get("in_return_for", ())]
        links += [_Links(_at(told), in_return_for=(str(told["id"]),)) for told in returns]
    except (KeyError, TypeError, AttributeError) as error:
        raise RecordError(None, None, f"the line is none of a graph's: {type(error).__name__} {error}") from None
    _check(line, fact, [claim for claim, _, _ in claims])
    for told, link in zip_longest(claims, links, fillvalue=None):
        claim, by, source = told or claims[0]
        if link is None:
            yield Statement(fact=fact, claim=claim, by=by, source=source)
            continue
        # A file of the first form doesn't say when a link was noted: as of its claim, then.
        at = link.at or claim.recorded_at
        yield Statement(
            fact=fact,
            claim=claim,
            by=by,
            source=source,
            event=link.event,
            regarding=link.regarding,
            in_return_for=link.in_return_for,
            linked_at=at,
        )


class _Links(NamedTuple):
    """What a fact is linked with beside its claims, and when that was noted."""

    at: str | None
    event: Event | None = None
    regarding: Actor | None = None
    in_return_for: tuple[str, ...] = ()


def _at(told: Mapping[str, Any]) -> str | None:
    at = told.get("recorded_at")
    if not isinstance(at, str | None):
        raise TypeError("recorded_at is no text")
    return at


def _event(told: Mapping[str, Any]) -> Event:
    return Event(told["id"], told["name"], told["kind"])


def _check(line: Mapping[str, Any], fact: Fact, claims: Sequence[Claim]) -> None:
    if not claims:
        raise RecordError("claims", None, "the line has a fact without a claim")
    if fact.id != line["fact"]:
        raise RecordError("fact", line["fact"], f"the fact's id is {line['fact']}, and what it holds gives {fact.id}")
    for claim in claims:
        if (right := claim.identity(fact.id)) != claim.id:
            raise RecordError("claims", claim.id, f"a claim's id is {claim.id}, and what it holds gives {right}")


def _claim(told: Mapping[str, Any]) -> Claim:
    return Claim.of(told["by"]["id"], told["stance"], told["properties"])


def _actor(told: Mapping[str, Any] | None) -> Actor | None:
    return _needed(told) if told is not None else None


def _needed(told: Mapping[str, Any]) -> Actor:
    return Actor(told["id"], told["name"], _KINDS[told["kind"]], told["country"])
