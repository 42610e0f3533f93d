"""How things were named at an earlier instant: a name that was told anew leaves its earlier one as `(:Earlier)`.

Sources, organisations, persons and events told in several ways show the alphabetically first. Where a load changes what is
shown, the write keeps what was shown until then (`cypher/write/sources.cypher` and its neighbours).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from graph.store import Store

Row = Mapping[str, Any]
_SHOWN = {
    "source": ("title", "publisher", "url", "published_on"),
    "actor": ("name",),
    "event": ("name", "kind"),
}


def rename(store: Store, rows: Sequence[Row], at: str) -> None:
    """Give all that rows of `read/facts` name the names that were shown at the instant `at`."""
    named = [one for row in rows for one in _named(row)]
    shown = _earlier(store, {ident for _, told in named if (ident := told["id"]) is not None}, at)
    for what, told in named:
        if (earlier := shown.get((what, told["id"]))) is not None:
            told.update({name: earlier.get(name) for name in _SHOWN[what]})


def name_at(store: Store, ident: str, name: str, at: str | None) -> str:
    """The name that an actor, now called `name`, had at an instant; None is now."""
    if at is None:
        return name
    return str(_earlier(store, {ident}, at).get(("actor", ident), {}).get("name", name))


def _earlier(store: Store, ids: Iterable[str], at: str) -> dict[tuple[str, str], Row]:
    # The later one comes first, so that the one that is nearest to the instant stays.
    rows = store.read("read/earlier", ids=sorted(ids), at=at)
    return {(row["what"], row["of"]): row["told"] for row in rows}


def _named(row: Row) -> Iterator[tuple[str, dict[str, Any]]]:
    for side in ("actor", "recipient"):
        if row[side] is not None:
            yield "actor", row[side]
    for what, told in (("actor", row["regarding"]), ("event", row["events"]), ("source", row["sources"])):
        for one in told:
            yield what, one
    for claim in row["claims"]:
        yield "actor", claim["by"]
