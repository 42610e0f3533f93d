"""Answers of the API for tests of views: the sample's, as the running system gave it, and others made from parts."""

from __future__ import annotations

import copy
import itertools
import json
from pathlib import Path
from typing import Any

SAMPLE = Path(__file__).with_name("sample_dyad.json")

_COUNTER = itertools.count(1)


def sample() -> dict[str, Any]:
    """The answer of `/dyads/PRK/RUS` over the sample."""
    answer: dict[str, Any] = json.loads(SAMPLE.read_text(encoding="utf-8"))
    return answer


def country_answer() -> dict[str, Any]:
    """North Korea's part of the sample, in the shape that `render_country` takes."""
    answer = sample()
    facts = list({fact["id"]: fact for side in answer["ledger"].values() for fact in side}.values())
    north, russia = answer["countries"]
    return {"country": north, "partners": [{**russia, "facts": len(facts), "disputed": 1}], "facts": facts}


NAMES = {"FJI": "Fiji", "TCD": "Chad", "USA": "United States"}


def claim(stance: str, name: str = "Newser", **more: Any) -> dict[str, Any]:
    """A claim of an organisation; `more` overrides any of its fields."""
    made: dict[str, Any] = copy.deepcopy(sample()["ledger"]["PRK"][1]["claims"][0])
    by = {"id": f"org:{name.lower().replace(' ', '_')}", "name": name, "kind": "organisation", "country": None}
    return {**made, "id": f"c{next(_COUNTER)}", "stance": stance, "by": by, "note": None, "counts": True, **more}


def fact(
    actor: str, relation: str, recipient: str, status: str, *claims: dict[str, Any], **more: Any
) -> dict[str, Any]:
    """A fact between two of NAMES; `resource` may be given as its name."""
    made: dict[str, Any] = copy.deepcopy(sample()["ledger"]["PRK"][2])
    resource = more.pop("resource", None)
    ends = {"actor": {"id": actor, "name": NAMES[actor]}, "recipient": {"id": recipient, "name": NAMES[recipient]}}
    thing = {"id": resource.replace(" ", "_"), "name": resource} if resource else None
    return {**made, **ends, "id": f"f{next(_COUNTER):03}", "relation": relation, "status": status, "resource": thing,
            "acknowledged": False, "claims": list(claims), **more}  # fmt: skip


def dyad(*facts: dict[str, Any], one: str = "FJI", other: str = "TCD") -> dict[str, Any]:
    """A dyad's answer with these facts."""
    sides = {side: [f for f in facts if f["actor"]["id"] == side or f["symmetric"]] for side in (one, other)}
    return {
        "dyad": f"{one}-{other}",
        "countries": [{"id": ident, "name": NAMES[ident], "kind": "country", "flag": None} for ident in (one, other)],
        "ledger": sides,
        "counts": {
            "facts": len(facts),
            "claims": sum(len(f["claims"]) for f in facts),
            "disputed": sum(f["status"] == "disputed" for f in facts),
        },
        "timeline": [],
    }


def quantity(low: float, high: float, unit: str = "people", *, approximate: bool = False) -> dict[str, Any]:
    """A number as an answer has it."""
    return {"low": low, "high": high, "best": (low + high) / 2, "unit": unit, "approximate": approximate}
