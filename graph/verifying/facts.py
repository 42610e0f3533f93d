"""Facts and claims: their ids are those of what they hold, they are what the journal's writes wrote, and they add up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.claims import Claim
from graph.deciding import Held
from graph.drawing import Drawn, differences, to_resources
from graph.edges import FactEnds, contribution
from graph.ids import dyad_id, fact_id, place_id
from graph.journal import claim_line, link_line, retraction_line
from graph.store import Store
from graph.summing import Summed, sum_up
from graph.verifying.chain import Window
from graph.verifying.differences import BY_HAND, REBUILD, Difference, Tell
from graph.vocabulary import vocabulary

_PAGE = 1_000
_LINKED = {"events": "event", "regarding": "third party", "returns": "fact it is given in return for"}


def check_facts(
    store: Store, window: Window, tell: Tell, advance: Callable[[int], None], *, first: bool
) -> tuple[int, int]:
    """Walk through all facts in order of id; answers how many facts and claims there are.

    Only the `first` walk looks at more than what the writes of the window wrote.
    """
    facts = claims = 0
    after = ""
    while ids := [row["id"] for row in store.read("read/fact_ids_after", after=after, limit=_PAGE)]:
        rows = store.read("read/facts_to_verify", ids=ids)
        for row in rows:
            claims += len(row["claims"])
            _add_up(row, window, tell, first=first)
        if first and (found := list(_page(store, rows))):
            # Somebody may have written between two of these reads: what is wrong is so a second time.
            again = set(_page(store, store.read("read/facts_to_verify", ids=ids)))
            for difference in found:
                if difference in again:
                    tell(difference)
        facts += len(ids)
        after = ids[-1]
        if first:
            advance(len(ids))
    _check_contents(window, tell)
    return facts, claims


def _add_up(row: Mapping[str, Any], window: Window, tell: Tell, *, first: bool) -> None:
    """Add the lines of a fact to the sums of the writes that wrote them."""
    fact = row["id"]
    lines: dict[int, list[bytes]] = defaultdict(list)
    for claim in row["claims"]:
        if first:
            _check_writes(window, fact, claim, tell)
        for write, line in _claim_lines(fact, claim["properties"], window):
            lines[write].append(line)
            window[write].found_claims += 1
    for link in row["links"]:
        name = f"the link of {fact} to the {_LINKED[link['kind']]} {link['other']}"
        if first:
            _check_write(window, link["write"], Difference("link", fact, name, BY_HAND), tell)
        if (noted := window.get(link["write"])) is not None:
            lines[link["write"]].append(link_line(fact, link["kind"], link["other"], link["recorded_at"]))
            noted.found_links += 1
    for write, found in lines.items():
        window[write].found.add(found)


def _claim_lines(fact: str, told: Mapping[str, Any], window: Window) -> Iterator[tuple[int, bytes]]:
    """The lines of a claim by the writes of the window: of that which wrote it, and of that which took it back."""
    write, retraction = told.get("write"), told.get("retraction_write")
    if isinstance(retraction, int) and retraction in window:
        yield retraction, retraction_line(fact, told)
    if isinstance(write, int) and write in window:
        yield write, claim_line(fact, told)


def _check_writes(window: Window, fact: str, claim: Mapping[str, Any], tell: Tell) -> None:
    told = claim["properties"]
    name = f"claim {told.get('id')} ({claim['stance'].lower()}, by {claim['by']}) on {fact}"
    _check_write(window, told.get("write"), Difference("claim", told.get("id"), name, BY_HAND), tell)
    if (retraction := told.get("retraction_write")) is not None:
        named = Difference("claim", told.get("id"), f"the retraction of {name}", BY_HAND)
        _check_write(window, retraction, named, tell)


def _check_write(window: Window, number: Any, named: Difference, tell: Tell) -> None:
    if number is None:
        tell(Difference(named.where, named.id, f"no write of the journal wrote {named.found}", BY_HAND))
    elif not isinstance(number, int) or not window.chain.knows(number):
        found = f"the journal has no write {number}, which is to have written {named.found}"
        tell(Difference(named.where, named.id, found, BY_HAND))


def _check_contents(window: Window, tell: Tell) -> None:
    for number, noted in window.items():
        lists = f"write {number} lists {_counted(noted.claims, noted.links)}"
        if (noted.claims, noted.links) != (noted.found_claims, noted.found_links):
            found = f"{lists}, the graph has {_counted(noted.found_claims, noted.found_links)}"
        elif (noted.claims or noted.links) and noted.found.content != noted.content:
            found = f"{lists}, and the graph has as many, but not the same"
        else:
            continue
        tell(
            Difference(
                "journal", f"write:{number}", found, f"GET /writes/{number} says who wrote what and when; {BY_HAND}"
            )
        )


def _counted(claims: int, links: int) -> str:
    told = f"{claims:,} claim{'' if claims == 1 else 's'}"
    return f"{told} and {links:,} link{'' if links == 1 else 's'}" if links else told


@dataclass(slots=True)
class _Edges:
    """The edges that facts draw: which fact of each, and its relation."""

    facts: dict[str, str]
    relations: dict[str, str]


def _page(store: Store, rows: Sequence[Mapping[str, Any]]) -> Iterator[Difference]:
    """What of these facts isn't as their own ids and their claims have it."""
    edges = _Edges({}, {})
    for row in rows:
        yield from _check_ids(row)
        try:
            held = _held(row)
            summed = sum_up({row["id"]: held}, vocabulary()).get(row["id"])
        except (TypeError, ValueError, KeyError, AttributeError) as error:
            found = f"fact {row['id']} can't be added up from its claims: {type(error).__name__} {error}"
            yield Difference("fact", row["id"], found, BY_HAND)
            continue
        if summed is None:
            yield Difference("fact", row["id"], f"fact {row['id']} has no claim", BY_HAND)
            continue
        yield from _check_sums(row, summed)
        _draw(row["id"], held, summed, edges)
    yield from _check_standing(store, edges)


def _held(row: Mapping[str, Any]) -> Held:
    linked = {kind: [link["other"] for link in row["links"] if link["kind"] == kind] for kind in _LINKED}
    return Held.of_row({**row, **linked})


def _check_ids(row: Mapping[str, Any]) -> Iterator[Difference]:
    told, fact = row["properties"], row["id"]
    key = told.get("key")
    since = None if key is not None else told.get("since")
    ends = (row["actor"], str(told.get("relation")), row["recipient"], row["resource"], str(told.get("modality")))
    if (right := fact_id(*ends, key=key, since=since)) != fact:
        yield Difference(
            "fact", fact, f"fact {fact} isn't what its id stands for: what it holds gives {right}", BY_HAND
        )
    dyad = dyad_id(row["actor"], row["recipient"]) if row["actor"] and row["recipient"] else None
    if told.get("dyad") != dyad:
        yield Difference("fact", fact, f"fact {fact} is of the dyad {dyad}, and says {told.get('dyad')}", BY_HAND)
    for claim in row["claims"]:
        ident = claim["properties"].get("id")
        try:
            right = Claim.of(claim["by"], claim["stance"], claim["properties"]).identity(fact)
        except TypeError as error:
            yield Difference("claim", ident, f"claim {ident} on {fact} is damaged: {error}", BY_HAND)
            continue
        if right != ident:
            name = f"claim {ident} ({claim['stance'].lower()}, by {claim['by']}) on {fact}"
            found = f"{name} was altered: what it holds gives {right}"
            yield Difference("claim", ident, found, BY_HAND)


def _check_sums(row: Mapping[str, Any], summed: Summed) -> Iterator[Difference]:
    held = row["properties"]
    wrong = differences(held, summed.properties)
    if wrong:
        told = "; ".join(
            f"{name} is {held.get(name)!r}, its claims give {value!r}" for name, value in sorted(wrong.items())
        )
        yield Difference("fact", row["id"], f"fact {row['id']}: {told}", REBUILD)
    places = {place_id(place) for place in summed.places}
    if places != set(row["places"]):
        found = f"fact {row['id']} is at {sorted(row['places'])}, its claims name {sorted(places)}"
        yield Difference("fact", row["id"], found, REBUILD)


def _draw(ident: str, held: Held, summed: Summed, edges: _Edges) -> None:
    drawn = contribution(ident, held.ends, {**held.properties, **summed.properties})
    if drawn is None:
        return
    if _is_pair(drawn.ends):
        edges.facts[drawn.edge], edges.relations[drawn.edge] = ident, drawn.ends.relation
    for edge, what in to_resources([Drawn(drawn.ends, drawn.unit)], vocabulary()):
        edges.facts[edge], edges.relations[edge] = ident, what.relation


def _is_pair(ends: FactEnds) -> bool:
    return bool(ends.actor and ends.recipient)


def _check_standing(store: Store, edges: _Edges) -> Iterator[Difference]:
    """Whether the edges that facts draw are there at all."""
    by_type: dict[str, list[str]] = defaultdict(list)
    for ident, relation in edges.relations.items():
        by_type[vocabulary().relations[relation].type].append(ident)
    standing = {
        row["id"]
        for kind, ids in sorted(by_type.items())
        for row in store.read("read/edges_by_id", kind, ids=sorted(ids))
    }
    for ident in sorted(edges.facts.keys() - standing):
        found = f"the edge {ident}, which fact {edges.facts[ident]} draws, isn't there"
        yield Difference("edge", ident, found, REBUILD)
