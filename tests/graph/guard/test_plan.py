from __future__ import annotations

from typing import Any

import pytest

from graph.errors import RefusedError
from graph.guard.plan import check_plan


def plan(*operators: str, details: str = "") -> dict[str, Any]:
    """A plan of these steps, each the child of the one before."""
    found: dict[str, Any] = {}
    for operator in reversed(operators):
        children = [found] if found else []
        found = {"operatorType": f"{operator}@neo4j", "args": {"Details": details}, "children": children}
    return found


@pytest.mark.parametrize(
    "steps",
    [
        ["ProduceResults", "Projection", "NodeUniqueIndexSeek"],
        ["ProduceResults", "EagerAggregation", "VarLengthExpand(Pruning,BFS,All)", "NodeByLabelScan"],
        ["ProduceResults", "RelationshipCountFromCountStore"],
        ["ProduceResults", "ValueMergeJoin", "NodeIndexScan"],
        ["ProduceResults", "NodeVectorIndexSearch"],
    ],
)
def test_reading_plans_pass(steps: list[str]) -> None:
    check_plan(plan(*steps))


@pytest.mark.parametrize(
    "step",
    [
        "Create", "Merge", "LockingMerge", "Delete", "DetachDelete", "SetProperty",
        "SetLabels", "RemoveLabels", "Foreach", "LoadCSV", "RunQueryAt", "SetNodePropertiesFromMap",
        "SetDynamicProperty", "TransactionForeach", "TransactionApply", "ShowSettings", "CreateIndex", "TerminateTransactions",
        "AdministrationCommand", "SubqueryForeach", "MergeInto", "MergeUniqueNode", "LockNodes", "External",
        "AlterCurrentGraphTypeSet", "ShowCurrentGraphType", "Unheard",
    ],
)  # fmt: skip
def test_a_step_that_is_not_known_to_read_is_refused_at_any_depth(step: str) -> None:
    with pytest.raises(RefusedError, match="step"):
        check_plan(plan("ProduceResults", "Apply", step, "Argument"))


def test_a_step_on_the_other_side_of_a_join_is_seen() -> None:
    both = plan("ProduceResults", "CartesianProduct", "AllNodesScan")
    both["children"][0]["children"].append(plan("Create"))
    with pytest.raises(RefusedError, match="Create"):
        check_plan(both)


def test_a_step_without_a_name_is_refused() -> None:
    with pytest.raises(RefusedError, match="without a name"):
        check_plan({"children": []})


def test_no_plan_is_refused() -> None:
    with pytest.raises(RefusedError, match="no plan"):
        check_plan(None)
    with pytest.raises(RefusedError, match="no plan"):
        check_plan({})


@pytest.mark.parametrize("details", ["db.labels() :: (label :: STRING)", "db.index.fulltext.queryNodes($a, $b)"])
def test_allowed_procedures_pass(details: str) -> None:
    check_plan(plan("ProduceResults", "ProcedureCall", details=details))


@pytest.mark.parametrize("details", ["dbms.listConfig() :: (name :: STRING)", "apoc.load.json('x')", "", "db.labels"])
def test_other_procedures_are_refused(details: str) -> None:
    with pytest.raises(RefusedError, match="procedure"):
        check_plan(plan("ProduceResults", "ProcedureCall", details=details))


def test_a_very_deep_plan_is_walked() -> None:
    check_plan(plan(*["Apply"] * 5_000))
