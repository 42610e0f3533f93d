from __future__ import annotations

import pytest

from graph.errors import RefusedError
from graph.guard.lexer import lex
from graph.guard.operands import check_regex_parameters, literal, regex_parameters


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (r"'\\d+\\.'", r"\d+\."),
        (r"'\d+'", r"\d+"),
        (r"'it\'s'", "it's"),
        (r'"\"\t\n\b\f\r"', '"\t\n\b\f\r'),
        (r"'\\\\n'", r"\\n"),
    ],
)
def test_a_quoted_text_is_read_as_neo4j_reads_it(written: str, meant: str) -> None:
    assert literal(lex(written)[0]) == meant


@pytest.mark.parametrize("operand", ["$p", "$ p", "$`p`", "$/**/p"])
@pytest.mark.parametrize("tail", ["", " AND true", ") = (1", " RETURN 1", ", 2", " = true"])
def test_parameters_behind_the_sign_are_named(operand: str, tail: str) -> None:
    assert regex_parameters(lex(f"RETURN (a =~ {operand}{tail}")) == {"p"}


@pytest.mark.parametrize(
    "operand",
    [
        *["$p.x", "$p[0]", "$p + 'a'", "$p || 'a'", "'a' + $p", "'a'[0]", "('a')", "n.p", "toLower('a')", "-'a'", ""],
        *["null", "[1]", "CASE WHEN true THEN 'a' END", "$p % 1", "$p ^ 1", "$p {.x}", "'a'..", "$p :: STRING"],
    ],
)
def test_operands_that_cannot_be_known_are_refused(operand: str) -> None:
    with pytest.raises(RefusedError, match="whole"):
        regex_parameters(lex(f"RETURN 'a' =~ {operand}"))


def test_values_are_looked_at_on_every_call() -> None:
    names = frozenset({"p"})
    check_regex_parameters(names, {"p": "a+"})
    check_regex_parameters(names, {"p": None})
    check_regex_parameters(names, {})
    with pytest.raises(RefusedError, match="inside the repetition"):
        check_regex_parameters(names, {"p": "(a+)+"})
    with pytest.raises(RefusedError, match="no text"):
        check_regex_parameters(names, {"p": ["a"]})
