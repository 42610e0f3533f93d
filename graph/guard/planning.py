"""What takes Neo4j's planner so long that it never ends, which no time limit stops: found in the text, before it is planned.

The numbers are of Neo4j 5.26: what they let through is planned within seconds, and each step past them takes twice as long.
"""

from __future__ import annotations

from itertools import pairwise

from graph.errors import TooLargeError
from graph.guard.lexer import Token

# 12 take two seconds, 25 never came to an end.
MAX_XOR = 10
# Choices of labels that all have to hold: the planner multiplies them out. 14 take three seconds, 25 never came to an end.
MAX_LABEL_CHOICES = 12
# OR inside AND inside OR: 15 levels take half a second, 20 six, 30 never came to an end.
MAX_ALTERNATIONS = 12
# All orders of relationships are weighed: 45 among ten nodes take four seconds, 66 among twelve never came to an end.
MAX_RELATIONSHIPS = 50

_OPENING, _CLOSING = frozenset("([{"), frozenset(")]}")
_JOINING = frozenset({"AND", "&", "NOT", "!"})
_CHOOSING = frozenset({"OR", "|", "AND", "&"})
_OF_LABELS = frozenset({":", "|", "&", "!", "IS"})
_LINES = frozenset({"-", *"\u2010\u2011\u2012\u2013\u2014\u2015\ufe58\ufe63\uff0d"})


def check_planning(tokens: list[Token]) -> None:
    """Refuse a query whose planning would not end. The brackets of `tokens` have to match. Raises TooLargeError (413)."""
    words = [token.keyword or (token.text if token.kind == "symbol" else "") for token in tokens]
    if words.count("XOR") > MAX_XOR:
        raise TooLargeError(f"The query has more than {MAX_XOR} XOR, the most that is taken. Compare sums of 0 and 1.")
    if _relationships(words) > MAX_RELATIONSHIPS:
        raise TooLargeError(
            f"The query has more than {MAX_RELATIONSHIPS} relationships in its patterns, the most that is taken. Ask in "
            "several queries, or write a path of any length, such as -[:SUPPLIES*1..5]->."
        )
    if _alternations(words) > MAX_ALTERNATIONS:
        raise TooLargeError(
            f"OR stands more than {MAX_ALTERNATIONS} brackets deep inside conditions with OR, the most that is taken. "
            "Write the conditions one beside the other."
        )
    _check_label_choices(words)


def _relationships(words: list[str]) -> int:
    """`-[`, `--` and what word processors make of them; a subtraction of a list or a negative number counts as well."""
    return sum(word in _LINES and (after == "[" or after in _LINES) for word, after in pairwise(words))


def _alternations(words: list[str]) -> int:
    """How many brackets that hold an OR themselves stand inside one another, at most."""
    held: list[tuple[bool, int]] = [(False, 0)]
    for word in words:
        if word in _OPENING:
            held.append((False, 0))
        elif word in _CLOSING and len(held) > 1:
            chooses, deepest = held.pop()
            outer, most = held[-1]
            held[-1] = (outer, max(most, deepest + chooses))
        elif word in {"OR", "XOR"}:
            held[-1] = (True, held[-1][1])
    return max(deepest + chooses for chooses, deepest in held)


def _check_label_choices(words: list[str]) -> None:
    """`(n:A OR n:B) AND (n:C OR n:D) …`, `n:(A|B)&(C|D) …`, `NOT (n:A AND n:B) AND …`, `n:A|B AND n:C|D …`."""
    choices = 0
    opened: list[int] = []
    for index, word in enumerate(words):
        if word in _OPENING:
            opened.append(index)
        elif word in _CLOSING and opened:
            start = opened.pop()
            choices += word == ")" and _is_choice(words, start, index)
        elif word == "|" and not (opened and words[opened[-1]] in {"[", "("}):
            choices += 1
        if choices > MAX_LABEL_CHOICES:
            raise TooLargeError(
                f"The query has more than {MAX_LABEL_CHOICES} choices of labels joined by AND, the most that is taken. "
                "Test labels by IN labels(n), or ask in several queries."
            )


def _is_choice(words: list[str], start: int, end: int) -> bool:
    """Whether what stands in brackets is a choice among labels (or, under NOT, several at once) that is joined by AND."""
    inside, before, after = words[start + 1 : end], words[start - 1 : start], words[end + 1 : end + 2]
    joined = bool({*before, *after} & _JOINING)
    return joined and bool(_CHOOSING & set(inside)) and bool(_OF_LABELS & set(inside))
