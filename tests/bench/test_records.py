"""The made-up records are the same on each run, differ from each other, and are skewed as the world is."""

from __future__ import annotations

from collections import Counter

import orjson

from bench.records import COUNTRIES, dyad_records, names, records
from graph.record import check_record
from graph.resolution import resolver


def test_records_are_the_same_on_each_run_and_others_with_another_seed() -> None:
    assert list(records(50)) == list(records(50))
    assert list(records(50)) != list(records(50, seed=1))


def test_records_differ_from_each_other_and_each_makes_one_statement() -> None:
    made = list(records(500))
    assert len({orjson.dumps(record, option=orjson.OPT_SORT_KEYS) for record in made}) == 500
    assert all(len(resolver().statements(check_record(record))) == 1 for record in made)


def test_few_dyads_have_many_facts_and_most_have_few() -> None:
    assert len(set(names())) == COUNTRIES
    counts = Counter(frozenset((record["actor"], record["partner"])) for record in records(2_000))
    held = sorted(counts.values(), reverse=True)
    assert sum(held[: len(held) // 10]) > sum(held[len(held) // 2 :])
    assert held[0] > 20
    assert held[-1] == 1


def test_a_dyad_has_as_many_facts_as_asked_for_and_others_keep_out_of_it() -> None:
    facts = {resolver().statements(check_record(record))[0].fact.id for record in dyad_records("FJI", "TCD", 20)}
    assert len(facts) == 20
    without = frozenset(("FJI", "TCD"))
    assert all(without.isdisjoint((record["actor"], record["partner"])) for record in records(500, without=without))
