"""The second lock: the plan that Neo4j makes of a text, operator by operator."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, cast

from graph.errors import RefusedError
from graph.guard.rules import rules

# "db.labels() :: (label :: STRING)" is what a ProcedureCall says of itself.
_PROCEDURE = re.compile(r"\s*([\w.`]+)\s*\(")


def check_plan(plan: Mapping[str, Any] | None) -> None:
    """Refuse a plan with an operator or a procedure that isn't on the list of what reads.

    `plan` is what the driver gives as `summary.plan` of an `EXPLAIN`: `operatorType`, `args`, `children`, nested.
    Subqueries inside a comprehension, `reduce` or CASE don't show in it: that is what the lock on the text is for.

    Raises RefusedError, also where there is no plan at all.

    >>> check_plan({"operatorType": "ProduceResults@neo4j", "children": [{"operatorType": "AllNodesScan@neo4j"}]})
    """
    if not plan:
        raise RefusedError("The query was refused: the database shows no plan for it, so what it would do isn't known.")
    for step in _steps(plan):
        operator = str(step.get("operatorType", "")).partition("@")[0]
        if operator not in rules().operators:
            raise RefusedError(
                f"The query was refused: the database would run the step {operator or 'without a name'!r} for it, "
                "which isn't known to only read. Ask with MATCH, WITH, UNWIND, CALL and RETURN alone."
            )
        if operator == "ProcedureCall":
            _check_procedure(step)


def _steps(plan: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    waiting = [plan]
    while waiting:
        step = waiting.pop()
        yield step
        waiting.extend(cast("list[Mapping[str, Any]]", step.get("children") or []))


def _check_procedure(step: Mapping[str, Any]) -> None:
    details = str(cast("Mapping[str, Any]", step.get("args") or {}).get("Details", ""))
    named = _PROCEDURE.match(details)
    procedure = named.group(1).replace("`", "") if named else ""
    if procedure.lower() not in rules().procedures:
        raise RefusedError(
            f"The query was refused: it calls the procedure {procedure or details!r}, which isn't on the list of those "
            "that only read. Allowed are " + ", ".join(sorted(rules().procedures)) + "."
        )
