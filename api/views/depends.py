"""On whom a country depends: of each thing that it gets the suppliers' shares, and how few they come to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from api.views.clauses import label
from api.views.names import flag
from api.views.numbers import number, unit_words
from graph.analysis.dependence import dependence
from graph.reading import Clocks, FactFilter
from graph.store import Store
from graph.ties import ties
from graph.vocabulary import Vocabulary, vocabulary

_MOST_FACTS = 20_000
_MOST_ROWS, _MOST_SHARES = 8, 5
# By these, with their kinds, something changes hands that one can come to depend on: nobody depends on having something
# rejected or its wounded treated in the sense of Hirschman's suppliers.
_GIVING = ("supplies", "finances")


def dependences(store: Store, ident: str, clocks: Clocks, facts: int) -> list[dict[str, Any]]:
    """The rows of the chart of a country that is in so many facts; none where they are too many to be read for a page."""
    if not 0 < facts <= _MOST_FACTS:
        return []
    wanted = replace(FactFilter(clocks=clocks), recipient=ident, modality="actual")
    return rows(
        [row for row in dependence(ties(store, wanted))["rows"] if row["recipient"]["id"] == ident], vocabulary()
    )


def rows(found: Sequence[Mapping[str, Any]], words: Vocabulary) -> list[dict[str, Any]]:
    """Answers of `/analysis/dependence` on what is given, as rows: what has numbers first, then what has most suppliers."""
    given = [row for row in found if _gives(row["relation"], words)]
    ordered = sorted(given, key=lambda row: (row["counted"] == "facts", -len(row["suppliers"]), row["resource"]))
    return [_row(row, words) for row in ordered[:_MOST_ROWS]]


def _gives(relation: str, words: Vocabulary) -> bool:
    return relation == "aids" or any(words.relations[relation].is_a(kind) for kind in _GIVING)


def _row(row: Mapping[str, Any], words: Vocabulary) -> dict[str, Any]:
    suppliers, x, segments = row["suppliers"], 0.0, []
    for place, supplier in enumerate(suppliers[:_MOST_SHARES]):
        width = 100 * supplier["share"]
        segments.append(
            {"x": round(x, 2), "width": round(max(width - 0.5, 0.4), 2), "strength": round(0.95 - 0.17 * place, 2)}
        )
        x += width
    resource = words.resources.get(row["resource"])
    counted = unit_words(row["unit"]) or ("fact" if row["total"] == 1 else "facts")
    return {
        "resource": resource.name if resource else row["resource"],
        "dimension": (resource and resource.dimension) or "economic",
        "relation": label(row["relation"], words),
        "total": f"{number(float(format(row['total'], '.4g')))} {counted}",
        "segments": segments,
        "suppliers": [
            {"id": each["id"], "name": each["name"], "flag": flag(each), "share": f"{100 * each['share']:.0f} %"}
            for each in suppliers[:_MOST_SHARES]
        ],
        "others": max(len(suppliers) - _MOST_SHARES, 0),
        "effective": f"{row['effective_suppliers']:.1f}".removesuffix(".0"),
    }
