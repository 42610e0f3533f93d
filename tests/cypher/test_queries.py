"""The named queries: each file keeps to its README, passes the guard, and answers on the sample."""

from __future__ import annotations

import re
from typing import Any

import orjson
import pytest

from graph.asking import Asker, whole_answer
from graph.guard import check_text
from graph.named import NamedQuery, named_queries
from graph.settings import Settings
from graph.store import Store
from graph.vocabulary import load_vocabulary

QUERIES = named_queries()
EACH = pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES.keys())


def rows(store: Store, name: str, **given: str) -> list[dict[str, Any]]:
    """The rows of a named query, as `/queries` would bind and ask it."""
    query = QUERIES[name]
    answer = orjson.loads(orjson.dumps(whole_answer(Asker(store, Settings()), query.text, query.bind(given))))
    return [dict(zip(answer["columns"], row, strict=True)) for row in answer["rows"]]


def statement(query: NamedQuery) -> str:
    """The text of a query without its head."""
    return "\n".join(line for line in query.text.splitlines() if not line.startswith("//"))


def test_there_are_at_least_the_questions_that_were_asked_for() -> None:
    assert len(QUERIES) >= 8


@EACH
def test_a_head_declares_exactly_what_the_statement_uses(query: NamedQuery) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", query.name)
    assert query.pattern
    assert {parameter.name for parameter in query.parameters} == set(re.findall(r"\$(\w+)", statement(query)))
    assert all(parameter.description for parameter in query.parameters)
    assert "ORDER BY" in query.text


def test_every_query_passes_the_guard_and_answers_with_its_defaults(sample: Store) -> None:
    for query in QUERIES.values():
        parameters = query.bind({})
        check_text(query.text, parameters)
        answer = whole_answer(Asker(sample, Settings()), query.text, parameters)
        assert all(re.fullmatch(r"[a-z]+(_[a-z]+)*", column) for column in answer["columns"]), query.name


def test_one_sided_dyads_leave_out_every_symmetric_relation() -> None:
    symmetric = {relation.id for relation in load_vocabulary().relations.values() if relation.symmetric}
    listed = re.search(r"f\.relation IN \[(.*?)\]", QUERIES["one-sided-dyads"].text, re.DOTALL)
    assert listed is not None
    assert set(re.findall(r"'(\w+)'", listed[1])) == symmetric


def test_who_supplies_what(sample: Store) -> None:
    found = {(row["supplier"], row["recipient"], row["resource"]): row for row in rows(sample, "who-supplies-what")}
    assert set(found) == {
        ("North Korea", "Russia", thing) for thing in ("troops", "missiles", "long-range artillery", "ammunition")
    } | {("Russia", "North Korea", thing) for thing in ("oil", "food")}
    troops = found["North Korea", "Russia", "troops"]
    assert (troops["quantity"], troops["unit"], troops["status"]) == (11000, "people", "asserted")
    weapons = rows(sample, "who-supplies-what", resource="weapons", country="Russia")
    assert {row["resource"] for row in weapons} == {"missiles", "long-range artillery", "ammunition"}


def test_what_is_disputed_and_by_whom(sample: Store) -> None:
    (row,) = rows(sample, "what-is-disputed")
    assert row["what"] == "North Korea treats wounded soldiers of Russia"
    assert row["said_by"] == ["Alexander Matsegora"]
    assert row["reported_by"] == ["The New York Times"]
    assert row["doubted_by"] == ["Institute for the Study of War", "Newser (quality)"]
    assert row["denied_by"] == []
    assert rows(sample, "what-is-disputed", country="Ukraine") == []


def test_what_is_given_in_return(sample: Store) -> None:
    found = rows(sample, "in-return-for")
    assert len(found) == 8
    assert {row["given_by"] for row in found} == {"North Korea"}
    assert {row["returned"] for row in found} == {
        "Russia supplies North Korea with oil",
        "Russia supplies North Korea with food",
    }


def test_suppliers_have_shares_where_somebody_counts(sample: Store) -> None:
    (row,) = rows(sample, "suppliers-of")
    assert (row["supplier"], row["quantity"], row["share"], row["counted_as"]) == ("Russia", None, None, "deliveries")
    (row,) = rows(sample, "suppliers-of", country="Russia", resource="troops")
    assert (row["supplier"], row["quantity"], row["share"], row["statuses"]) == (
        "North Korea",
        11000,
        1.0,
        ["asserted"],
    )


def test_facts_of_one_origin_name_it(sample: Store) -> None:
    found = {row["what"]: row for row in rows(sample, "one-origin")}
    troops = found["North Korea supplies Russia with troops"]
    assert (troops["origin"], troops["said_by"], troops["party"]) == ("South Korea", ["South Korea"], False)
    care = found["North Korea pays for medical care for Russia"]
    assert (care["origin"], care["said_by"], care["party"]) == ("Russia", ["Alexander Matsegora"], True)
    assert "Russia supplies North Korea with oil" not in found


def test_one_sided_dyads_and_words(sample: Store) -> None:
    # North Korea and Russia both act; that Russia and Ukraine fight has no direction.
    assert rows(sample, "one-sided-dyads") == []
    (row,) = rows(sample, "one-sided-word")
    assert (row["speaks"], row["silent"], row["claims"], row["facts"]) == ("Russia", "North Korea", 5, 15)


def test_what_changed_counts_from_the_day(sample: Store) -> None:
    assert len(rows(sample, "changes-since")) == 22
    assert rows(sample, "changes-since", since="2999-01-01") == []


def test_who_speaks_about_whom(sample: Store) -> None:
    found = {(row["speaker"], row["about"]): row for row in rows(sample, "who-speaks-about-whom")}
    assert found["South Korea", "Russia"]["asserts"] == 4
    assert found["Institute for the Study of War", "North Korea"]["doubts"] == 1
    assert found["Alexander Matsegora", "Russia"]["about_itself"] is True
    assert found["Newser", "Russia"]["about_itself"] is False
    assert {row["speaker"] for row in rows(sample, "who-speaks-about-whom", speaker="RUS")} == {"Alexander Matsegora"}


def test_dyads_claims_and_sources(sample: Store) -> None:
    dyads = {row["dyad"]: row for row in rows(sample, "largest-dyads")}
    assert (dyads["PRK-RUS"]["facts"], dyads["PRK-RUS"]["claims"], dyads["PRK-RUS"]["disputed"]) == (15, 21, 1)
    assert dyads["RUS-UKR"]["between"] == ["Russia", "Ukraine"]
    assert len(rows(sample, "newest-claims")) == 22
    (source,) = rows(sample, "sources-and-their-weight")
    assert (source["facts"], source["facts_of_its_own"], source["claims"], source["speakers"]) == (16, 16, 22, 5)


def test_promises_stand_beside_what_was_done(sample: Store) -> None:
    (row,) = rows(sample, "promises")
    assert (row["what"], row["modality"], row["facts_done"]) == ("Russia finances North Korea (money)", "planned", 0)
