from __future__ import annotations

from pathlib import Path

import yaml

from graph.guard import rules as module
from graph.guard.rules import rules

FOUND = yaml.safe_load(Path(module.__file__).with_name("allowed.yaml").read_text(encoding="utf-8"))


def test_every_group_has_a_reason_and_no_name_stands_twice() -> None:
    for groups in FOUND.values():
        listed = [groups] if isinstance(groups, dict) else groups
        names = [name.lower() for group in listed for name in group["names"]]
        assert len(names) == len(set(names))
        assert all(group["reason"] for group in listed)


def test_no_word_is_both_allowed_and_refused() -> None:
    assert not rules().before_bracket & set(rules().refused_words)
    assert not rules().first_words & set(rules().refused_first_words)


def test_nothing_that_calls_out_writes_or_administers_is_allowed() -> None:
    for name in rules().functions | rules().procedures:
        assert not name.startswith(("apoc", "gds", "genai", "graph.", "db.create", "db.stats", "tx.", "dbms.list"))
    assert not {"file", "linenumber"} & rules().functions
    # A merge join brings two ordered sides together; it is no MERGE.
    operators = [operator.replace("MergeJoin", "Join") for operator in rules().operators]
    assert not any(word in operator for operator in operators for word in ("Create", "Merge", "Delete", "Set", "Lock"))
