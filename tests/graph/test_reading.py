"""What is read of a fact fits together, also while it is written. (Filters and clocks: tests/api/routes/test_reading.py.)"""

from __future__ import annotations

from typing import Any

import pytest

from graph.reading import FactFilter, all_facts, facts_by_id
from graph.store import Store


def test_a_fact_whose_claims_are_of_another_moment_is_read_again(
    sample: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = list(all_facts(sample, FactFilter()))
    read, asked = sample.read, list[Any]()

    def torn(name: str, *args: Any, **parameters: Any) -> list[dict[str, Any]]:
        rows = read(name, *args, **parameters)
        asked.append(parameters["ids"])
        # As a reader finds it whose database had not put down all claims yet.
        return [row | {"claims": row["claims"][1:]} for row in rows] if len(asked) == 1 else rows

    monkeypatch.setattr(sample, "read", torn)
    ids = [fact["id"] for fact in wanted]
    assert facts_by_id(sample, ids) == wanted
    assert asked == [ids, ids]
