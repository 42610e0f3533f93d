"""What stands behind each `=~` of a query: a plain text, or a parameter whose value is looked at on every call.

Nothing else is taken: a pattern that is put together (`'a' + $b`), read from data (`n.pattern`) or picked from a
parameter (`$p.x`, `$p[0]`) can't be looked at before it runs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from graph.errors import RefusedError
from graph.guard.lexer import Token
from graph.guard.regex import check_pattern

_ESCAPES = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f", "'": "'", '"': '"', "\\": "\\"}
# Behind a text or parameter, these leave it the whole right side of =~; an operator such as + would go on with it.
_ENDS = frozenset({")", "]", "}", ",", "|", ";", "=", "<>", "<", ">", "<=", ">="})


def literal(token: Token) -> str:
    r"""The text that a quoted text stands for. Neo4j replaces \t \b \n \r \f \' \" \\ and leaves other escapes alone.

    >>> literal(Token("string", r"'\\d+\.\t'", 0))
    '\\d+\\.\t'
    """
    return re.sub(r"\\(.)", lambda found: _ESCAPES.get(found[1], found[0]), token.text[1:-1], flags=re.DOTALL)


def regex_parameters(tokens: list[Token]) -> frozenset[str]:
    """Check the patterns written in a query, and name the parameters that are patterns too.

    Raises RefusedError where a pattern could run wild, or can't be known before the query runs.
    """
    return frozenset(_parameters(tokens))


def check_regex_parameters(names: frozenset[str], parameters: Mapping[str, object]) -> None:
    """Check the values of parameters that are patterns; absent ones are left to Neo4j, which says so.

    Raises RefusedError.
    """
    for name in sorted(names):
        value = parameters.get(name)
        if isinstance(value, str):
            check_pattern(value)
        elif value is not None:
            raise RefusedError(f"The parameter ${name} stands behind =~ and is no text: pass the pattern as a text.")


def _parameters(tokens: list[Token]) -> Iterator[str]:
    for index, token in enumerate(tokens):
        if token.kind != "symbol" or token.text != "=~":
            continue
        operand = tokens[index + 1 : index + 4]
        if operand and operand[0].kind == "string" and _ends(operand[1:]):
            check_pattern(literal(operand[0]))
        elif len(operand) > 1 and operand[0].text == "$" and operand[1].kind != "symbol" and _ends(operand[2:]):
            yield operand[1].name
        else:
            raise RefusedError(
                "A regular expression was refused: behind =~ stands something else than one text or one parameter. "
                "Write the pattern as one text in quotes, or pass it whole as a parameter, such as =~ $pattern."
            )


def _ends(following: list[Token]) -> bool:
    return not following or following[0].kind == "word" or following[0].text in _ENDS
