"""What stands around two states, and their trade as each side tells it."""

from __future__ import annotations

from typing import Any

from api.views.around import Block, Pair, blocks, last_contact, predecessors
from api.views.series import ledger_rows
from api.views.trade import trade
from graph.vocabulary import vocabulary
from tests.api.views.answers import claim, dyad, fact, quantity


def pair(*facts: dict[str, Any], **around: Any) -> Pair:
    words = vocabulary()
    sides = dyad()["countries"]
    return Pair(sides, facts, ledger_rows(facts, words), {"on": "2020-06-01", **around}, words, True)


def block(made: list[Block], title: str) -> Block:
    return next(each for each in made if each.title.startswith(title))


def dated(relation: str, since: str, until: str | None, **more: Any) -> dict[str, Any]:
    made = fact("FJI", relation, "TCD", "asserted", claim("asserts"), since=since, until=until, undated=False, **more)
    return {**made, "symmetric": vocabulary().relations[relation].symmetric}


def test_only_what_is_in_force_on_the_day_is_listed_and_the_ended_are_counted() -> None:
    event = {"id": "e1", "name": "Pact of Suva", "kind": "alliance"}
    made = block(
        blocks(
            pair(
                dated("allied_with", "1990", None, event=event),
                dated("pledges_nonaggression_with", "1950", "1960"),
                dated("has_treaty_with", "2012", "2018/.."),
                events=[{"id": "t", "name": "Convention", "kind": "treaty"}],
            )
        ),
        "Alliances and treaties in force on 1 June 2020",
    )
    assert [line.words for line in made.lines] == [
        "Has a treaty with",
        "Pact of Suva",
        "Both are party to 1 treaty of many",
    ]
    assert made.after == "1 has ended."


def test_memberships_votes_friends_and_enemies_are_told_with_a_way_on() -> None:
    made = blocks(
        pair(
            dated("shares_memberships_with", "2013", "2013", quantity=quantity(61, 61, "memberships")),
            dated("shares_memberships_with", "2014", "2014", quantity=quantity(63, 63, "memberships")),
            votes=[{"year": "2018", "common": 100, "alike": 45}],
            friends=[{"id": "NZL", "name": "New Zealand", "one": ["allied_with"], "other": ["pledges_defence_to"]}],
            enemies=[{"id": "XXX", "name": "Nowhere", "one": ["sanctions"], "other": ["fights"]}],
        )
    )
    assert [each.title for each in made] == [
        "Shared memberships",
        "Votes",
        "Common allies on 1 June 2020",
        "Common adversaries on 1 June 2020",
    ]
    assert made[0].lines[0][:2] == ("63 memberships", "2014")
    assert made[0].after == "1 earlier counts stand in the ledger."
    assert made[1].lines[0].words == "45 % alike in 2018"
    assert made[2].lines[0].href == "/views/dyad/FJI/NZL"


def test_what_is_only_promised_stands_beside_what_was_done() -> None:
    promised = fact("FJI", "supplies", "TCD", "asserted", claim("asserts"), resource="oil", modality="promised",
                    quantity=quantity(1000, 1000, "barrels"))  # fmt: skip
    done = [
        fact("FJI", "supplies", "TCD", "asserted", claim("asserts"), resource="oil", quantity=quantity(n, n, "barrels"))
        for n in (200, 300)
    ]
    told = block(blocks(pair(promised, *done)), "Only promised").lines[0]
    assert told.more == "promised, 1,000 barrels, undated, done of the same kind: 500 barrels"
    alone = block(blocks(pair(promised)), "Only promised").lines[0]
    assert alone.more.endswith("nothing of the kind is told as done")


def test_the_last_contact_is_the_newest_meeting_that_nobody_denies() -> None:
    denied = dated("consults", "2019-05", "2019-05") | {"status": "denied"}
    found = last_contact(pair(dated("visits", "2001-02-03", "2001-02-03"), denied, dated("sanctions", "2020", None)))
    assert found is not None
    assert found.words == "3 February 2001"
    assert last_contact(pair(dated("borders", "1900", None))) is None


def test_facts_of_predecessors_are_counted_under_their_names() -> None:
    earlier = dated("allied_with", "1950", "1960")
    earlier["actor"] = {"id": "SUN", "name": "Soviet Union"}
    assert predecessors(pair(earlier, dated("visits", "2001", "2001"))).endswith("the Soviet Union (1).")
    assert predecessors(pair(dated("visits", "2001", "2001"))) == ""


def reported(year: int, *told: tuple[str, float, str]) -> dict[str, Any]:
    claims = []
    for who, value, unit in told:
        said = claim(
            "asserts", quantity={"best": value, "low": value, "high": value, "unit": unit, "approximate": False}
        )
        claims.append({**said, "by": {"id": who, "name": who, "kind": "country", "country": who}})
    made = fact("FJI", "exports_to", "TCD", "corroborated", *claims, resource="goods")
    return {**made, "since": str(year), "until": str(year), "undated": False}


def test_trade_is_told_by_each_side_with_the_gap() -> None:
    (flow,) = trade(
        [
            reported(2000, ("FJI", 100.0, "USD_fob"), ("TCD", 150.0, "USD_cif"), ("USA", 120.0, "USD")),
            reported(2001, ("FJI", 100.0, "USD_fob"), ("TCD", 90.0, "EUR")),
            reported(2002, ("TCD", 80.0, "USD_cif")),
        ],
        vocabulary(),
    )
    years = {row["year"]: row for row in flow["years"]}
    assert years["2000"] == {
        "year": "2000",
        "exporter": "100 USD fob",
        "importer": "150 USD cif",
        "other": "120 USD",
        "gap": "+50 %",
    }
    assert years["2001"]["gap"] == ""
    assert (years["2002"]["exporter"], flow["both"], flow["count"]) == ("", True, 3)
    assert {line["side"] for line in flow["lines"]} == {"exporter", "importer"}


def test_what_is_no_money_and_no_trade_has_no_flow() -> None:
    assert trade([reported(2000, ("FJI", 5.0, "tonnes"))], vocabulary()) == []
    assert trade([dated("visits", "2001", "2001")], vocabulary()) == []
