"""Parameters of a query: values that Neo4j can take at all."""

from __future__ import annotations

import re
from collections.abc import Mapping

from graph.errors import TooLargeError, UnusableError

MAX_DEPTH = 200
_NO_TEXT = re.compile("[\x00\ud800-\udfff]")


def check_values(parameters: Mapping[str, object]) -> None:
    """Look through names and values of parameters, however nested.

    Raises UnusableError (422) for NUL characters, lone surrogates and integers past 64 bits, naming the parameter, and
    TooLargeError (413) past 200 levels.

    >>> check_values({"ids": ["PRK", {"day": "2024-10-12"}]})
    >>> check_values({"n": 2**63})
    Traceback (most recent call last):
    graph.errors.UnusableError: The parameter $n holds an integer of more than 64 bits, the most that Neo4j can hold. \
Pass it as a text.
    """
    for name, value in parameters.items():
        _check_text("The name of a parameter", name)
        level: list[object] = [value]
        for _ in range(MAX_DEPTH):
            if not level:
                break
            level = [inner for found in level for inner in _inside(f"The parameter ${name}", found)]
        else:
            raise TooLargeError(f"The parameter ${name} is nested more than {MAX_DEPTH} deep, the most that is taken.")


def _inside(where: str, value: object) -> list[object]:
    if isinstance(value, str):
        _check_text(where, value)
    elif isinstance(value, int) and not -(2**63) <= value < 2**63:
        raise UnusableError(
            f"{where} holds an integer of more than 64 bits, the most that Neo4j can hold. Pass it as a text."
        )
    elif isinstance(value, Mapping):
        return [*value.keys(), *value.values()]
    elif isinstance(value, list | tuple):
        return list(value)
    return []


def _check_text(where: str, text: str) -> None:
    if unfit := _NO_TEXT.search(text):
        raise UnusableError(f"{where} holds the character U+{ord(unfit.group()):04X}, which is no text. Take it out.")
