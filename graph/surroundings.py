"""What stands around two actors: events and votes that both take part in, friends and enemies that both have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from graph.dates import holds, today
from graph.dyad import family
from graph.model import Actor
from graph.store import Store
from graph.vocabulary import vocabulary

FRIENDLY: Final = ("allied_with", "pledges_defence_to")
HOSTILE: Final = ("fights", "assaults", "bombards", "occupies", "blockades", "sanctions", "rival_of")
_VOTES: Final = ("votes_for", "votes_against", "abstains_on")


def surroundings(
    store: Store, pair: Sequence[Actor], as_of: str | None = None, *, predecessors: bool = True
) -> dict[str, Any]:
    """What the graph holds around two actors on a day (default: today).

    `{"on", "events": [{"id", "name", "kind"}], "votes": [{"year", "common", "alike"}], "friends": [{"id", "name",
    "one": [relation], "other": [relation]}], "enemies", "datasets": [{"id", "title"}]}`. A common friend is a country that
    each is allied with or one pledges to defend; a common enemy one that each fights, attacks, sanctions or rivals, in
    either direction, on that day or without any date. `events` are those that both are party to on that day.
    """
    on = as_of or today()
    ones, others = (sorted(family(store, side, predecessors=predecessors)) for side in pair)
    common = {"ones": ones, "others": others}
    events = store.read("read/common_events", relation="party_to", **common)
    return {
        "on": on,
        "events": [
            {name: row[name] for name in ("id", "name", "kind")}
            for row in events
            if all(any(_on(span, on) for span in row[side]) for side in ("one", "other"))
        ],
        "votes": store.read("read/common_votes", relations=list(_VOTES), on=on, **common),
        "friends": _others(store, FRIENDLY, on, common),
        "enemies": _others(store, HOSTILE, on, common),
        "datasets": store.read("read/dataset_sources"),
    }


def _others(store: Store, relations: Iterable[str], on: str, common: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The third countries that both sides have an edge of such a relation with on that day."""
    known = vocabulary().relations
    types = "|".join(known[relation].type for relation in relations if relation in known)
    found = []
    for row in store.read("read/common_others", types, **common):
        now = {side: sorted({edge["type"].lower() for edge in row[side] if _on(edge, on)}) for side in ("one", "other")}
        if now["one"] and now["other"]:
            found.append({"id": row["id"], "name": row["name"], **now})
    return found


def _on(dated: Mapping[str, Any], day: str) -> bool:
    since, until = dated["since"], dated["until"]
    return (since is None and until is None) or holds(since, until, day)
