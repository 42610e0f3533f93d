"""What takes Neo4j's planner so long that it never ends, which no time limit stops: found in the text, before it is planned.

The numbers are of Neo4j 5.26, from queries of each kind that were made longer until planning took seconds (two cores, busy): what
they let through is planned within a few seconds, and what is past them takes many times as long with each step, or never ends.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from graph.errors import TooLargeError
from graph.guard.lexer import Token

# 12 take two seconds, 25 never came to an end.
MAX_XOR = 10
# Choices of labels that all have to hold: the planner multiplies them out. 14 take three seconds, 25 never came to an end.
MAX_LABEL_CHOICES = 12
# OR inside AND inside OR: 15 levels take half a second, 20 six, 30 never came to an end.
MAX_ALTERNATIONS = 12
# Each type of a chain is worked out from those of both its sides: 160 take a second, 260 never came to an end.
MAX_SUMS = 150
# `n.a.b.c`, `n['a']['b']`, `x[0..1][0..1]`: 160 take a second, 260 to 420 never came to an end.
MAX_STEPS = 50
# `n:A:A:A`: 1,000 take a second, 1,700 never came to an end.
MAX_LABELS = 500
# What stands side by side costs its square: 660 conditions with a property each take seven seconds, in 3,300 words and signs.
MAX_PARTS = 3_000
# 260 WITH, UNION, UNWIND or CALL take two to three seconds; 100 that each hand on one more variable take seven.
MAX_CLAUSES = 100
# Each is weighed with all before it: 40 take five seconds.
MAX_OPTIONAL = 25
# Comprehensions and predicates that go through a list inside one another: reduce() takes three seconds 25 deep.
MAX_BINDING = 10
# What the planner writes out several times, which multiplies where one stands inside the other: the subject of `CASE x WHEN` for
# each WHEN, the argument of nullIf(), the middle of `a < b < c`, both sides of XOR. 8,192 copies take six seconds.
MAX_COPIES = 1_024
# All orders of relationships are weighed: 25 in a row take five seconds, 66 among twelve nodes never came to an end.
MAX_RELATIONSHIPS = 30

_OPENING, _CLOSING = frozenset("([{"), frozenset(")]}")
_JOINING = frozenset({"AND", "&", "NOT", "!"})
_CHOOSING = frozenset({"OR", "|", "AND", "&"})
_OF_LABELS = frozenset({":", "|", "&", "!", "IS"})
_ADDING = frozenset({"+", "||"})
_LABELLING = frozenset({":", "&", "|"})
_SEVERAL = "Ask in several queries."
_CLAUSES = frozenset({"MATCH", "WITH", "UNWIND", "UNION", "CALL"})
_SUBQUERIES = frozenset({"COUNT", "EXISTS", "COLLECT"})
_COMPARING = frozenset({"=", "<>", "!=", "<", ">", "<=", ">="})
_ENDING_ROWS = frozenset(
    {",", "|", "AND", "OR", "XOR", "WHERE", "WHEN", "THEN", "ELSE", "WITH", "RETURN", "MATCH", "UNWIND"}
)
_LINES = frozenset({"-", *"\u2010\u2011\u2012\u2013\u2014\u2015\ufe58\ufe63\uff0d"})


def check_planning(tokens: list[Token]) -> None:
    """Refuse a query whose planning would not end. The brackets of `tokens` have to match. Raises TooLargeError (413)."""
    words = [token.keyword or (token.text if token.kind == "symbol" else "") for token in tokens]
    # Lists of values cost little, however long they are.
    parts = sum(
        word != "," and token.kind not in {"number", "string"} for word, token in zip(words, tokens, strict=True)
    )
    clauses = sum(
        (word in _CLAUSES and before not in {"STARTS", "ENDS"}) or (word == "{" and before in _SUBQUERIES)
        for before, word in pairwise(words)
    )
    counted = [
        (clauses, MAX_CLAUSES, "clauses and subqueries", _SEVERAL),
        (words.count("OPTIONAL"), MAX_OPTIONAL, "OPTIONAL MATCH", _SEVERAL),
        (words.count("XOR"), MAX_XOR, "XOR", "Compare sums of 0 and 1."),
        (sum(word in _ADDING for word in words), MAX_SUMS, "+ and ||", "Use reduce() over a list."),
        (_steps(tokens, words), MAX_STEPS, "steps (.name or [...]) in a row", "Take the value apart in several WITH."),
        (
            _labels(words),
            MAX_LABELS,
            "labels or types in a row",
            "Test labels by IN labels(n), and types by IN with type(r).",
        ),
        (
            _relationships(words),
            MAX_RELATIONSHIPS,
            "relationships in its patterns",
            "Ask in several queries, or write a path of any length, such as -[:SUPPLIES*1..5]->.",
        ),
        (parts, MAX_PARTS, "words and signs beside numbers, texts and commas", "Pass lists and maps as parameters."),
    ]
    for found, most, what, instead in counted:
        if found > most:
            raise TooLargeError(f"The query has {found:,} {what}, and at most {most:,} are taken. {instead}")
    if _alternations(words) > MAX_ALTERNATIONS:
        raise TooLargeError(
            f"OR, or AND under NOT, stands more than {MAX_ALTERNATIONS} brackets deep inside conditions with OR, the most "
            "that is taken. Write the conditions one beside the other."
        )
    if _binding(words) > MAX_BINDING:
        raise TooLargeError(
            f"What goes through lists ([x IN …], all(), reduce()) is nested more than {MAX_BINDING} deep, the most that is "
            "taken. Use UNWIND."
        )
    if _cases(words) * 2 ** (_doubling(words) + words.count("XOR")) > MAX_COPIES:
        raise TooLargeError(
            "The subject of CASE, nullIf(), rows of comparisons (a < b < c) and XOR stand inside one another, and each repeats "
            f"what is inside it: more than {MAX_COPIES:,} times, the most that is taken. Work it out in a WITH before."
        )
    _check_label_choices(words)


def _steps(tokens: list[Token], words: list[str]) -> int:
    """The most steps that one value takes: names behind dots, brackets behind a value, and those of what stands in brackets."""
    most = here = 0
    # Of each open bracket: the steps before it, where it is one itself, and the most within it.
    opened: list[tuple[int, int]] = [(0, 0)]
    for index, word in enumerate(words):
        before = words[index - 1] if index else "("
        if word in _OPENING:
            ends_value = before in _CLOSING or tokens[index - 1].kind != "symbol"
            opened.append((here + 1 if word == "[" and ends_value else 0, 0))
            here = 0
        elif word in _CLOSING and len(opened) > 1:
            here = max(opened.pop())
        elif word == ".":
            here += 1
        elif before != ".":
            here = 0
        outer, within = opened[-1]
        opened[-1] = (outer, max(within, here))
        most = max(most, here)
    return most


def _labels(words: list[str]) -> int:
    """The most labels or types that one sign joins: `:A:B:C`, `A&B&C`, `A|B|C`."""
    most = run = 0
    for last, word in zip(["", "", *words], words, strict=False):
        if word in _LABELLING:
            run = run + 1 if word == last else 1
        most = max(most, run)
    return most


def _binding(words: list[str]) -> int:
    """How many brackets that go through a list, name by name, stand inside one another at most."""
    most = 0
    opened: list[bool] = []
    for index, word in enumerate(words):
        if word in _OPENING:
            opened.append(words[index + 2 : index + 3] == ["IN"] or words[max(0, index - 1) : index] == ["REDUCE"])
        elif word in _CLOSING and opened:
            opened.pop()
        elif word == "|" and opened:
            # A pattern comprehension, or labels: `[(n)-->(m) | m]`, `(n:A|B)`; neither goes deep where it is meant well.
            opened[-1] = True
        most = max(most, sum(opened))
    return most


def _cases(words: list[str]) -> int:
    """How often a subject of CASE is worked out at most: once more for each of its WHEN, times those of a CASE around it."""
    most, depth = 1, 0
    # Of each open CASE: the brackets around it, the most within its subject and within the rest, and its WHEN so far (None: it
    # has no subject).
    opened: list[tuple[int, int, int, int | None]] = []
    for index, word in enumerate(words):
        depth += (word in _OPENING) - (word in _CLOSING)
        if word == "CASE":
            opened.append((depth, 1, 1, None if words[index + 1 : index + 2] == ["WHEN"] else 0))
        elif not opened:
            continue
        elif word == "WHEN" or (word == "," and depth == opened[-1][0]):
            around, subject, rest, whens = opened[-1]
            opened[-1] = (around, subject, rest, None if whens is None else whens + 1)
        elif word == "END":
            _, subject, rest, whens = opened.pop()
            times = max(rest, subject if whens is None else subject * (whens + 1))
            most = max(most, times if subject > 1 else 1)
            if opened:
                around, subject, rest, whens = opened[-1]
                within = (max(subject, times), rest) if whens == 0 else (subject, max(rest, times))
                opened[-1] = (around, *within, whens)
    return most


def _doubling(words: list[str]) -> int:
    """How many levels of brackets that repeat what is inside them stand inside one another: nullIf(), and `a < (…) < c`."""
    return _deepest(words, lambda before, own: before == "NULLIF" or _compares_in_a_row(own))


def _compares_in_a_row(own: list[str]) -> bool:
    row = 0
    for word in own:
        row = 0 if word in _ENDING_ROWS else row + (word in _COMPARING)
        if row > 1:
            return True
    return False


def _deepest(words: list[str], counts: Callable[[str, list[str]], bool]) -> int:
    """How many brackets that count stand inside one another, at most; the text as a whole is the outermost.

    `counts` is asked with the word before a bracket, and with the words that stand in it and in no bracket within.
    """
    opened: list[tuple[str, list[str], int]] = [("", [], 0)]
    for before, word in pairwise(["", *words]):
        outer, own, most = opened[-1]
        if word in _OPENING:
            opened.append((before, [], 0))
        elif word in _CLOSING and len(opened) > 1:
            opened.pop()
            around, others, deepest = opened[-1]
            opened[-1] = (around, others, max(deepest, most + counts(outer, own)))
        else:
            own.append(word)
    return max(most + counts(before, own) for before, own, most in opened)


def _relationships(words: list[str]) -> int:
    """`-[`, `--` and what word processors make of them; a subtraction of a list or a negative number counts as well."""
    return sum(word in _LINES and (after == "[" or after in _LINES) for word, after in pairwise(words))


def _alternations(words: list[str]) -> int:
    """How many brackets that choose stand inside one another, at most: they hold an OR, or an AND that a NOT turns into one."""
    return _deepest(words, lambda before, own: "OR" in own or "XOR" in own or (before == "NOT" and "AND" in own))


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
