"""What claims add up to, written on their facts, and the edges that follow from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from graph.assessment import Assessment, assess
from graph.dates import span
from graph.deciding import Held
from graph.drawing import Change, Drawn, differences, redraw
from graph.edges import FactEnds, contribution
from graph.ids import place_id
from graph.naming import place_country
from graph.store import Transaction
from graph.vocabulary import Vocabulary


class Summed(NamedTuple):
    """A fact with the properties that its claims add up to, and the places that live ones name."""

    fact: Held
    properties: dict[str, Any]
    places: tuple[str, ...]


def sum_up(facts: Mapping[str, Held], words: Vocabulary) -> dict[str, Summed]:
    """Assess facts by their claims, each once; those without any claim are left out."""
    summed = {}
    for ident, fact in facts.items():
        found = assess(fact.claims.values(), (fact.ends.actor, fact.ends.recipient))
        if found is not None:
            summed[ident] = Summed(fact, summary(fact.ends, fact.properties, found, words), found.places)
    return summed


def summarise(transaction: Transaction, facts: Mapping[str, Held], words: Vocabulary) -> set[str]:
    """Assess the facts anew by their claims, and draw anew the edges that they are or were drawn as.

    Answers the ids of the edges that stand now.
    """
    summed = sum_up(facts, words)
    write_summaries(transaction, summed)
    edges: dict[str, Drawn] = {}
    for fact, properties, _ in summed.values():
        for one in (fact.properties, properties):
            if one.get("edge"):
                edges[one["edge"]] = Drawn(fact.ends, one.get("unit"))
    return {ident for ident, left in redraw(transaction, edges, words).items() if left is not None}


def changes(summed: Mapping[str, Summed]) -> Iterator[Change]:
    """What facts that the graph holds contributed to edges before they were summed up, and what they contribute now."""
    for ident, (fact, properties, _) in summed.items():
        before = contribution(ident, fact.ends, fact.properties)
        yield Change(before, contribution(ident, fact.ends, {**fact.properties, **properties}))


def write_summaries(transaction: Transaction, summed: Mapping[str, Summed]) -> None:
    """Set what has changed of facts that the graph holds, and their places."""
    rows = [
        {"id": ident, "properties": changed}
        for ident, (fact, properties, _) in summed.items()
        if (changed := differences(fact.properties, properties))
    ]
    if rows:
        transaction.run("write/summaries", facts=rows)
    write_places(transaction, summed)


def write_places(transaction: Transaction, summed: Mapping[str, Summed]) -> None:
    """Link facts with the places that live claims name, and no longer with those that only retracted ones do."""
    places = [
        {"id": ident, "places": [{"id": place_id(p), "name": p, "country": place_country(p)} for p in named]}
        for ident, (fact, _, named) in summed.items()
        if named or any(claim.place for claim in fact.claims.values())
    ]
    if places:
        transaction.run("write/places", facts=places)


def summary(ends: FactEnds, fact: Mapping[str, Any], found: Assessment, words: Vocabulary) -> dict[str, Any]:
    """The properties that a fact carries of what its claims add up to; None removes one."""
    quantity, value = found.quantity, found.value
    since = found.since if fact.get("key") else fact.get("since")
    first, last = span(since, found.until)
    dated = bool(since or found.until)
    return {
        "status": found.status,
        "claims": found.claims,
        "origins": found.origins,
        "acknowledged": found.acknowledged,
        "denied_by_party": found.denied_by_party,
        "disputed_aspects": list(found.disputed_aspects) or None,
        "draws": found.draws,
        "method": found.method,
        "undated": not dated,
        "since": since,
        "until": found.until,
        "since_first": first if dated else None,
        "until_last": last if dated else None,
        "place": found.place,
        "level": found.level,
        "quantity_low": quantity and quantity.low,
        "quantity_best": quantity and quantity.best,
        "quantity_high": quantity and quantity.high,
        "unit": quantity and quantity.unit,
        "approximate": quantity and quantity.approximate,
        "quantities_disagree": bool(quantity and quantity.disagree),
        "value_low": value and value.low,
        "value_best": value and value.best,
        "value_high": value and value.high,
        "value_unit": value and value.unit,
        "edge": ends.edge(quantity.unit if quantity else None, words),
    }
