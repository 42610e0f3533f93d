"""The guard of `/cypher`: it lets a query through that reads, and only reads (DESIGN section 6).

Two locks have to open: the text (`text.py`) and the plan that Neo4j makes of that very text (`plan.py`). Neither is
enough: a plan doesn't show what stands inside a comprehension, a text doesn't show what Neo4j makes of it. The third,
READ access mode, is the store's.
"""

from __future__ import annotations

import hashlib
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from threading import Lock
from typing import Any

from graph.guard.operands import check_regex_parameters
from graph.guard.plan import check_plan
from graph.guard.text import TextVerdict, read_text
from graph.guard.values import check_values

__all__ = ["Guard", "TextVerdict", "check_plan", "check_text"]

Explain = Callable[[str, Mapping[str, object]], Mapping[str, Any] | None]


def check_text(query: str, parameters: Mapping[str, object]) -> TextVerdict:
    """The first lock: the text of a query with its parameters.

    Raises RefusedError (403), QueryError (400), TooLargeError (413), or UnusableError (422) for a parameter's value.

    >>> check_text("RETURN $name =~ $pattern AS like", {"name": "Korea", "pattern": "(?i)korea"}).regex_parameters
    frozenset({'pattern'})
    """
    verdict = read_text(query)
    _check_parameters(verdict, parameters)
    return verdict


# For so many seconds a verdict holds: the server behind an address may be another one by then, with other plans.
KEPT = 300.0


class Guard:
    """Both locks, with the verdicts on the last `size` texts that passed kept for a while. Threads can share one."""

    def __init__(self, size: int = 1_000) -> None:
        self._size = size
        self._passed: OrderedDict[bytes, tuple[TextVerdict, float]] = OrderedDict()
        self._lock = Lock()

    def admit(self, query: str, parameters: Mapping[str, object], explain: Explain) -> TextVerdict:
        """Let a query through, or raise what `check_text` and `check_plan` raise.

        `explain(query, parameters)` has to give the plan (`summary.plan`) of `EXPLAIN` and exactly this text, taken in
        a READ session. It is called once in `KEPT` seconds for a text, after the text has passed: a text begins with no option,
        so `EXPLAIN ` can be put in front of it, also where it begins with a comment. The parameters' values are checked
        on every call.
        """
        # A text is up to 200,000 characters long; its digest stands for it.
        key = hashlib.sha256(query.encode("utf-8", "surrogatepass")).digest()
        with self._lock:
            kept, until = self._passed.get(key, (None, 0.0))
            if kept is not None:
                self._passed.move_to_end(key)
        if kept is not None and time.monotonic() < until:
            _check_parameters(kept, parameters)
            return kept
        verdict = check_text(query, parameters)
        check_plan(explain(query, parameters))
        with self._lock:
            self._passed[key] = (verdict, time.monotonic() + KEPT)
            while len(self._passed) > self._size:
                self._passed.popitem(last=False)
        return verdict


def _check_parameters(verdict: TextVerdict, parameters: Mapping[str, object]) -> None:
    check_values(parameters)
    check_regex_parameters(verdict.regex_parameters, parameters)
