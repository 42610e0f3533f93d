"""Trade by year as each side tells it, with the gap between them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from api.views.frames import Claim, Fact, counting
from api.views.numbers import number, quantity_text
from graph.errors import UnusableError
from graph.vocabulary import Vocabulary

_SHOWN = 8
_WIDTH, _HEIGHT = 300.0, 70.0

Told = dict[str, tuple[float, str]]


def trade(facts: Sequence[Fact], vocabulary: Vocabulary) -> list[dict[str, Any]]:
    """For each direction that has any: what the exporter, the importer and others say by year.

    Only the resource with most facts is told (goods, as a rule), because a total and its parts don't add up; only money.
    """
    exports = [
        fact
        for fact in facts
        if fact["relation"] == "exports_to" and fact["resource"] and fact["modality"] == "actual" and fact["since"]
    ]
    if not exports:
        return []
    told = Counter(str(fact["resource"]["id"]) for fact in exports)
    resource = "goods" if "goods" in told else max(sorted(told), key=lambda each: told[each])
    directions: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in exports:
        if fact["resource"]["id"] == resource:
            directions[str(fact["actor"]["id"]), str(fact["recipient"]["id"])].append(fact)
    return [made for _, members in sorted(directions.items()) if (made := _direction(members, vocabulary))]


def _direction(facts: Sequence[Fact], vocabulary: Vocabulary) -> dict[str, Any] | None:
    years: dict[str, Told] = {}
    for fact in sorted(facts, key=lambda each: str(each["since"])):
        told = _told(fact, vocabulary)
        if told:
            years.setdefault(str(fact["since"])[:4], {}).update(told)
    if not years:
        return None
    first = facts[0]
    newest = sorted(years.items(), reverse=True)
    return {
        "exporter": first["actor"],
        "importer": first["recipient"],
        "resource": str(first["resource"]["name"]),
        "years": [
            {
                "year": year,
                "exporter": _text(told.get("exporter")),
                "importer": _text(told.get("importer")),
                "other": _text(told.get("other")),
                "gap": _gap(told, vocabulary),
            }
            for year, told in newest[:_SHOWN]
        ],
        "count": len(years),
        "both": any("exporter" in told and "importer" in told for told in years.values()),
        "by_others": any("other" in told for told in years.values()),
        "lines": _lines(years),
        "span": (min(years), max(years)),
        "first_fact": str(max(facts, key=lambda each: str(each["since"]))["id"]),
    }


def _told(fact: Fact, vocabulary: Vocabulary) -> Told:
    """What each side says of one year: the newest counting claim of each that gives money."""
    told: Told = {}
    for claim in counting(fact["claims"]):
        money = next((each for each in (claim["quantity"], claim["value"]) if _is_money(each, vocabulary)), None)
        if money:
            told[_side(claim, fact)] = (float(money["best"]), str(money["unit"]))
    return told


def _side(claim: Claim, fact: Fact) -> str:
    who = claim["by"].get("country") or claim["by"]["id"]
    if who == fact["actor"]["id"]:
        return "exporter"
    return "importer" if who == fact["recipient"]["id"] else "other"


def _is_money(quantity: Mapping[str, Any] | None, vocabulary: Vocabulary) -> bool:
    if not quantity or quantity.get("best") is None or not quantity.get("unit"):
        return False
    return _currency(str(quantity["unit"]), vocabulary) is not None


def _currency(unit: str, vocabulary: Vocabulary) -> str | None:
    try:
        return vocabulary.unit(unit).currency
    except UnusableError:
        return None


def _text(told: tuple[float, str] | None) -> str:
    return quantity_text({"best": told[0], "unit": told[1]}) if told else ""


def _gap(told: Told, vocabulary: Vocabulary) -> str:
    """By how much the importer's number is above the exporter's, in per cent of it; where both count in one currency."""
    if not {"exporter", "importer"} <= told.keys():
        return ""
    (out, out_unit), (into, into_unit) = told["exporter"], told["importer"]
    if not out or _currency(out_unit, vocabulary) != _currency(into_unit, vocabulary):
        return ""
    part = round(100 * (into - out) / out)
    return "none" if part == 0 else f"{'+' if part > 0 else '−'}{number(abs(part))} %"


def _lines(years: Mapping[str, Told]) -> list[dict[str, str]]:
    """The numbers of each side as a line through the years, in a picture of 300 by 70."""
    known = sorted(int(year) for year in years)
    first, last = known[0], max(known[-1], known[0] + 1)
    top = max(value for told in years.values() for value, _ in told.values()) or 1.0

    def point(year: int, value: float) -> str:
        return f"{_WIDTH * (year - first) / (last - first):.1f},{_HEIGHT * (1 - value / top):.1f}"

    lines = []
    for side in ("other", "exporter", "importer"):
        points = [point(year, years[f"{year:04}"][side][0]) for year in known if side in years[f"{year:04}"]]
        if len(points) > 1:
            lines.append({"side": side, "points": " ".join(points)})
    return lines
