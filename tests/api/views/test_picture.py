"""What pictures draw, and how."""

from __future__ import annotations

from typing import Any

import pytest

from api.views.layout import around, sunflower
from api.views.picture import drawn, edge, joint_status, node, picture
from tests.api.views.answers import claim, fact


def a_fact(status: str, **more: Any) -> dict[str, Any]:
    return fact("FJI", "supplies", "TCD", status, claim("asserts"), resource="oil", **more)


def test_denied_and_retracted_facts_are_not_drawn() -> None:
    facts = [a_fact(s) for s in ("corroborated", "asserted", "reported", "disputed", "denied", "retracted")]
    assert [each["status"] for each in drawn(facts)] == ["corroborated", "asserted", "reported", "disputed"]


def test_an_edge_is_disputed_when_one_of_its_facts_is_otherwise_the_best() -> None:
    assert joint_status(["corroborated", "disputed"]) == "disputed"
    assert joint_status(["reported", "asserted"]) == "asserted"


@pytest.mark.parametrize(("status", "dashed"), [("disputed", True), ("reported", True), ("asserted", False)])
def test_lines_say_the_status(status: str, dashed: bool) -> None:
    assert bool(edge("a", "b", [a_fact(status)])["dashes"]) is dashed


def test_width_is_a_root_scale_and_machines_are_faint() -> None:
    one, four = edge("a", "b", [a_fact("asserted")]), edge("a", "b", [a_fact("asserted")] * 4)
    assert four["width"] == pytest.approx(2 * one["width"])
    assert edge("a", "b", [a_fact("corroborated")])["width"] > one["width"]
    assert edge("a", "b", [a_fact("asserted", method="machine")])["faint"] is True
    assert "faint" not in edge("a", "b", [a_fact("asserted"), a_fact("asserted", method="machine")])
    assert "arrows" not in edge("a", "b", [a_fact("asserted")], arrow=False)


def test_a_large_picture_keeps_all_and_stands_still() -> None:
    ids = [str(number) for number in range(2000)]
    points = sunflower(ids, {})
    nodes = [node(ident, ident, "partner", points[ident]) for ident in ids]
    one = [a_fact("asserted")]
    edges = [edge(ids[n % 2000], ids[(7 * n + 1) % 2000], one) for n in range(10_000)]
    made = picture(nodes, edges)
    assert (len(made["nodes"]), len(made["edges"])) == (2000, 10_000)
    assert len({each["id"] for each in made["edges"]}) == 10_000
    assert made["options"]["physics"]["enabled"] is False
    assert made["options"]["edges"]["smooth"] is False


@pytest.mark.parametrize("count", [0, 1, 5, 60, 300])
def test_points_of_a_layout_are_all_different(count: int) -> None:
    assert len(set(around(count, 300))) == count
    assert len(set(sunflower([str(number) for number in range(count)], {}).values())) == count
