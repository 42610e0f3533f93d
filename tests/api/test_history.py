"""What this graph answered at a moment it answers again, byte for byte, after anything was loaded, retracted or told anew."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient

from graph.dates import now
from graph.store import Store
from loaders.summary import Summary
from tests.files import SAMPLE, records

Load = Callable[..., Summary]

NAMED: dict[str, Any] = {
    "actor": "Norway", "relation": "supplies", "partner": "Iceland", "resource": "food", "since": "2024-05", "until": "2024-05",
    "claimant": "Examples Daily", "claimant_kind": "organisation", "source_id": "s:1", "source_title": "Title",
    "said_on": "2024-05-20", "quantity": 1000, "unit": "tonnes", "place": "Oslo, Norway",
}  # fmt: skip
FIGHT: dict[str, Any] = {
    "actor": "Norway", "relation": "fights", "partner": "Iceland", "key": "war:1", "since": "1990", "until": "1991",
    "claimant": "Norway", "source_id": "s:2", "source_title": "A chronicle", "event": "war:1", "event_name": "The war",
    "ref": "war",
}  # fmt: skip
ORGANISATION: dict[str, Any] = {
    "actor": "Zeta Front", "actor_kind": "organisation", "relation": "threatens", "partner": "Norway", "since": "2020",
    "claimant": "Norway", "source_id": "s:2", "source_title": "A chronicle",
}  # fmt: skip

STATE = {"claimant_kind": "country"}

# Each is a load of some records, or a retraction.
STEPS: list[list[dict[str, Any]] | dict[str, Any]] = [
    records(SAMPLE),
    [NAMED, FIGHT, ORGANISATION],
    # A second word on the same fact, earlier and later said, in another unit, at another place, by others and as history.
    [NAMED | {"quantity": 900, "said_on": "2024-04-01", "note": "earlier"},
     NAMED | STATE | {"claimant": "Iceland", "quantity": 10, "unit": "pieces"}],
    [NAMED | STATE | {"claimant": name, "quantity": 5, "unit": "barrels", "place": "Bergen"} for name in ("Japan", "Chile")],
    # Names told anew: a source's title, publisher and day, an organisation's spelling, an event's name and kind.
    [NAMED | {"source_title": "Another title", "source_publisher": "P", "source_published_on": "2024-05-19", "note": "anew"},
     ORGANISATION | {"actor": "ZETA-front", "note": "told anew"},
     FIGHT | {"event_name": "A war", "event_kind": "war", "note": "told anew"}],
    # Links to facts that stand already.
    [FIGHT, NAMED | {"in_return_for": "war", "regarding": "Sweden"}, FIGHT | {"event": "event:2", "event_name": "More"}],
    {"source": "s:1", "reason": "withdrawn", "on": "2024-06-01"},
    [NAMED | STATE | {"stance": "denies", "claimant": "Sweden"}],
    {"source": "s:2", "reason": "read wrongly", "kind": "our_error"},
    [NAMED | {"since": "2023", "until": "2023", "quantity": 7}, NAMED | {"resource": "oil", "partner": None, "quantity": 3}],
]  # fmt: skip

ASKED = (
    "/dyads/PRK/RUS", "/dyads/NOR/ISL", "/dyads/NOR/ISL?status=disputed", "/dyads/NOR/ISL?known_at=2024-05-25",
    "/facts?limit=1000", "/facts?claimant=JPN", "/facts?claimant=SWE", "/facts?source=s:1", "/facts?source=s:2",
    "/facts?status=retracted",
    "/facts?actor=NOR&as_of=2024-05-10", "/facts?since=2023-01-01&until=2023-12-31", "/facts?known_at=2024-05-25&limit=1000",
    "/dyads/NOR/ISL/changes?from=2024-03-01&to=2024-06-30", "/export/csv", "/export/jsonld", "/export/graphml", "/export/gexf",
    "/export/parquet", "/export/dyad-years.csv", "/export/graphml?dyad=ISL-NOR", "/export/csv?dyad=ISL-NOR&known_at=2024-05-25",
    "/analysis/reciprocity", "/analysis/balance", "/analysis/coverage?relation=fights",
)  # fmt: skip


def answers(client: TestClient, at: str | None) -> dict[str, bytes]:
    """What is asked, now or as recorded by an instant."""
    asked = list(ASKED)
    names = client.get("/facts?limit=1000" + _by(at, "&")).json()["facts"]
    asked += [f"/facts/{fact['id']}" for fact in names] + [
        f"/facts?edge={fact['edge']}" for fact in names if fact["edge"]
    ]
    found = {}
    for path in asked:
        answer = client.get(path + _by(at, "&" if "?" in path else "?"))
        assert answer.status_code == 200, answer.text
        found[path] = answer.content
    return found


def _by(at: str | None, sign: str) -> str:
    return f"{sign}recorded_by={at}" if at else ""


def test_an_answer_as_recorded_by_a_moment_is_that_moments_answer(client: TestClient, store: Store, load: Load) -> None:
    moments: list[tuple[str, dict[str, bytes]]] = []
    for step in STEPS:
        if isinstance(step, dict):
            assert client.post("/retractions", json=step).json()["retracted"] > 0
        else:
            load([{name: value for name, value in record.items() if value is not None} for record in step])
        moments.append((now(), answers(client, None)))
    for at, then in moments:
        again = answers(client, at)
        assert again.keys() == then.keys()
        assert {path: answer for path, answer in again.items() if answer != then[path]} == {}
    # The steps really changed what is answered.
    assert len({then["/facts?limit=1000"] for _, then in moments}) == len(STEPS)


def test_the_instant_of_a_write_already_has_it(client: TestClient, store: Store, load: Load) -> None:
    load([NAMED])
    load([NAMED | {"note": "later"}])
    later, first = (entry["at"] for entry in client.get("/writes").json()["writes"])
    assert first < later
    claims = {
        at: len(client.get("/facts", params={"recorded_by": at}).json()["facts"][0]["claims"]) for at in (first, later)
    }
    assert claims == {first: 1, later: 2}


@pytest.mark.parametrize("clock", ["known_at", "recorded_by"])
def test_what_is_loaded_late_was_known_when_it_was_said(
    client: TestClient, store: Store, load: Load, clock: str
) -> None:
    load([NAMED])
    loaded = now()
    load([NAMED | {"claimant": "Iceland", "claimant_kind": "country", "stance": "confirms", "said_on": "2024-05-21"}])

    def status(at: str) -> str:
        return str(client.get("/facts", params={"dyad": "ISL-NOR", clock: at}).json()["facts"][0]["status"])

    if clock == "known_at":
        assert (status("2024-05-20"), status("2024-05-21")) == ("asserted", "corroborated")
    else:
        assert (status(loaded), status(now())) == ("asserted", "corroborated")
