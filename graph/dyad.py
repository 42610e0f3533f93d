"""A dyad's ledger: what each of two sides does for, with or to the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from graph.countries import Country, countries
from graph.earlier import name_at
from graph.errors import UnusableError
from graph.ids import dyad_id
from graph.model import Actor
from graph.reading import Clocks, FactFilter, all_facts, facts_by_id, timeline
from graph.store import Store


def dyad_answer(
    store: Store, pair: tuple[Actor, Actor], wanted: FactFilter, *, predecessors: bool = False
) -> dict[str, Any]:
    """The answer of `/dyads/{a}/{b}`.

    `{"dyad", "countries": [{"id", "name", "flag", "kind"}], "ledger": {id: [facts that this side does]}, "counts":
    {"facts", "claims", "disputed"}, "timeline"}`. A symmetric fact stands under both sides and counts once. With
    `predecessors` the facts of the states that the two continue are told under them.
    """
    at = wanted.clocks.recorded_by
    families = {side.id: family(store, side, predecessors=predecessors) for side in pair}
    facts = dyad_facts(store, families, wanted)
    ledger: dict[str, list[dict[str, Any]]] = {side.id: [] for side in pair}
    for fact in facts:
        for side, ids in families.items():
            done_by = {fact["actor"]["id"], fact["recipient"]["id"]} if fact["symmetric"] else {fact["actor"]["id"]}
            if done_by & ids:
                ledger[side].append(fact)
    return {
        "dyad": dyad_id(*(side.id for side in pair)),
        "countries": [_side(side) | {"name": name_at(store, side.id, side.name, at)} for side in pair],
        "ledger": ledger,
        "counts": {
            "facts": len(facts),
            "claims": sum(len(fact["claims"]) for fact in facts),
            "disputed": sum(fact["status"] == "disputed" for fact in facts),
        },
        "timeline": timeline(facts),
    }


def dyad_facts(store: Store, families: dict[str, frozenset[str]], wanted: FactFilter) -> list[dict[str, Any]]:
    """All facts between two families of states, in the order of dimension, relation, resource and time."""
    ours, theirs = families.values()
    dyads = sorted({dyad_id(one, other) for one in ours for other in theirs if one != other})
    facts = [fact for dyad in dyads for fact in all_facts(store, replace(wanted, dyad=dyad))]
    return sorted(facts, key=_order)


def country_facts(store: Store, country: Country, clocks: Clocks) -> dict[str, Any]:
    """A country with its partners and all facts that it does or that are done to it.

    `{"country": {"id", "name", "kind", "flag"}, "partners": [{"id", "name", "flag", "facts", "disputed"}], "facts"}`,
    the partners with most facts first.
    """
    done = {fact["id"]: fact for fact in all_facts(store, FactFilter(actor=country.id, clocks=clocks))}
    received = {fact["id"]: fact for fact in all_facts(store, FactFilter(recipient=country.id, clocks=clocks))}
    facts = sorted((done | received).values(), key=_order)
    partners: dict[str, dict[str, Any]] = {}
    for fact in facts:
        for side in (fact["actor"], fact["recipient"]):
            if side is not None and side["id"] != country.id:
                row = partners.setdefault(side["id"], {**side, "flag": flag_of(side["id"]), "facts": 0, "disputed": 0})
                row["facts"] += 1
                row["disputed"] += fact["status"] == "disputed"
    return {
        "country": {"id": country.id, "name": country.name, "kind": "country", "flag": country.flag},
        "partners": sorted(partners.values(), key=lambda row: (-row["facts"], row["id"])),
        "facts": facts,
    }


def flag_of(ident: str) -> str | None:
    """A country's flag; None for organisations and for states that have none."""
    known = countries()
    return known.get(ident).flag if ident in known else None


def _order(fact: dict[str, Any]) -> tuple[str, ...]:
    resource = fact["resource"]["id"] if fact["resource"] else ""
    return (fact["dimension"], fact["relation"], resource, fact["since"] or "~", fact["id"])


def family(store: Store, side: Actor, *, predecessors: bool) -> frozenset[str]:
    """The ids of a side and, where asked for, of the states that it continues."""
    if not predecessors or side.kind != "country":
        return frozenset({side.id})
    rows = store.read("read/successions", ids=[side.id])
    return frozenset({side.id, *(earlier for row in rows for earlier in row["earlier"])})


def _side(side: Actor) -> dict[str, Any]:
    return {"id": side.id, "name": side.name, "kind": side.kind, "flag": flag_of(side.id)}


def dyad_changes(store: Store, pair: tuple[Actor, Actor], wanted: FactFilter, first: str, last: str) -> dict[str, Any]:
    """The facts of a dyad whose status differs between two days of knowledge.

    Both are ISO days; what was said on the first itself is already known at the beginning. Answers `{"dyad",
    "from", "to", "changes": [{"fact", "before", "after", "claims"}]}`: `before` and `after` are statuses, null where the
    fact wasn't known or no longer stands, and `claims` those said or retracted in between.
    """
    if first > last:
        raise UnusableError(f"from is {first}, after to, which is {last}.", parameter="from")
    by = wanted.clocks.recorded_by
    ids = [fact["id"] for fact in all_facts(store, FactFilter(dyad=dyad_id(*(side.id for side in pair))))]
    before = {fact["id"]: fact for fact in facts_by_id(store, ids, Clocks(known_at=first, recorded_by=by))}
    after = {fact["id"]: fact for fact in facts_by_id(store, ids, Clocks(known_at=last, recorded_by=by))}
    now = {fact["id"]: fact for fact in facts_by_id(store, ids, Clocks(recorded_by=by))}
    changes = []
    for ident, fact in now.items():
        claims = [claim for claim in fact["claims"] if _between(claim, first, last)]
        was, became = _status(before.get(ident)), _status(after.get(ident))
        if (claims or was != became) and _passes(wanted, fact):
            changes.append({"fact": after.get(ident, fact), "before": was, "after": became, "claims": claims})
    return {"dyad": dyad_id(*(side.id for side in pair)), "from": first, "to": last, "changes": changes}


def _status(fact: dict[str, Any] | None) -> str | None:
    return fact["status"] if fact else None


def _between(claim: dict[str, Any], first: str, last: str) -> bool:
    days: Sequence[str | None] = (claim["day"], claim["retracted_on"])
    return any(on is not None and first < on <= last for on in days)


def _passes(wanted: FactFilter, fact: dict[str, Any]) -> bool:
    asked = {name: getattr(wanted, name) for name in ("relation", "dimension", "modality")}
    return wanted.lets_through(fact) and all(value is None or fact[name] == value for name, value in asked.items())
