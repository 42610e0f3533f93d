"""The first lock: what the tokens of a query say that it would do, at any depth.

A word such as SET is a clause in one place and a name in another (`f.set`, `:Set`, `AS set`). It counts as a name only
where Neo4j's grammar leaves no other reading; in doubt the query is refused, and a name in backticks is the way out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from graph.errors import QueryError, RefusedError, TooLargeError
from graph.guard.lexer import Token, lex, wrong
from graph.guard.operands import regex_parameters
from graph.guard.planning import check_planning
from graph.guard.rules import rules

# coalesce() within coalesce(): 100 levels take a second, 160 never came to an end.
MAX_DEPTH = 100
# Planning subqueries inside subqueries takes many times as long with each level: 10 take seconds, 60 never ended.
MAX_SUBQUERIES = 10
# No clause can follow these, so what does is a name. Not among them, because a clause can follow: { } ) ] and
# * + % ! > (as in `n:% SET`, `((a)-->(b))+ SET`, `x :: INT! SET`, `x :: LIST<INT> SET`), nor AS, which may be a name.
_BEFORE_NAME = frozenset({":", "&", "|", ",", "(", "[", "="})
# No clause goes on with one of these behind its first word.
_AFTER_NAME = frozenset({".", ":", "=", ",", ")", "]", "}", ";"})
_CLOSING = {")": "(", "]": "[", "}": "{"}
_OPENING = frozenset(_CLOSING.values())
_SUBQUERIES = frozenset({"CALL", "COLLECT", "COUNT", "EXISTS"})
_PREFIXES = frozenset({"NOT", "-", "+"})
_WAY_OUT = "If it is meant as a name, write it in backticks."


@dataclass(frozen=True)
class TextVerdict:
    """What a text that passed calls, in small letters, and which parameters are patterns (checked on every call)."""

    procedures: frozenset[str]
    functions: frozenset[str]
    regex_parameters: frozenset[str]


def read_text(query: str) -> TextVerdict:
    """Look at the text of a query alone; a pure function of it, so that a verdict can be kept.

    Raises RefusedError (403) for what does more than read, QueryError (400) for what can't be read, TooLargeError (413)
    past 200,000 characters, 20,000 tokens or 100 levels, and for what `graph/guard/planning.py` finds.

    >>> sorted(read_text("MATCH (f:Fact) WHERE f.set = 1 RETURN count(*), toUpper(f.id)").functions)
    ['count', 'toupper']
    """
    tokens = lex(query)
    if not tokens:
        raise QueryError("The query is empty: write one that begins with MATCH or RETURN.")
    _check_brackets(query, tokens)
    _check_start_and_end(query, tokens)
    _check_words(tokens)
    check_planning(tokens)
    calls = dict(_procedure_calls(tokens))
    return TextVerdict(
        procedures=frozenset(calls.values()),
        functions=frozenset(_functions(tokens, calls)),
        regex_parameters=regex_parameters(tokens),
    )


def _check_brackets(query: str, tokens: list[Token]) -> None:
    """Nesting of brackets and CASE, and rows of prefixes, which nest as deep: Neo4j's parser calls itself for each."""
    opened: list[tuple[Token, bool]] = []
    cases = prefixes = 0
    for index, token in enumerate(tokens):
        word = token.keyword
        prefixes = prefixes + 1 if (word or token.text) in _PREFIXES else 0
        cases = max(cases + (word == "CASE") - (word == "END"), 0)
        if token.kind == "symbol" and token.text in _OPENING:
            opened.append((token, _opens_subquery(tokens, index)))
            if sum(subquery for _, subquery in opened) > MAX_SUBQUERIES:
                raise _too_deep("Subqueries are", MAX_SUBQUERIES)
        elif token.kind == "symbol" and token.text in _CLOSING:
            partner = opened.pop()[0].text if opened else ""
            if partner != _CLOSING[token.text]:
                raise wrong(query, token.start, f"the bracket {token.text!r} closes nothing")
        if len(opened) + cases + prefixes > MAX_DEPTH:
            raise _too_deep("The query is", MAX_DEPTH)
    if opened:
        last = opened[-1][0]
        raise wrong(query, last.start, f"the bracket {last.text!r} never closes")


def _opens_subquery(tokens: list[Token], index: int) -> bool:
    """`COUNT {`, `CALL {`, `CALL (x) {`; so does the `{` of a quantifier, which holds nothing that nests."""
    before = tokens[index - 1] if index else tokens[index]
    return tokens[index].text == "{" and (before.keyword in _SUBQUERIES or before.text == ")")


def _too_deep(what: str, most: int) -> TooLargeError:
    return TooLargeError(f"{what} nested more than {most} deep, the most that is taken. Simplify the query.")


def _check_start_and_end(query: str, tokens: list[Token]) -> None:
    first = tokens[0]
    if reason := rules().refused_first_words.get(first.keyword):
        raise RefusedError(f"A query that begins with {first.text!r} was refused: that {reason}.")
    if first.kind != "word" or not first.text.isascii() or first.keyword not in rules().first_words:
        allowed = ", ".join(sorted(rules().first_words))
        raise wrong(query, first.start, f"it begins with {first.text[:40]!r}, a reading query begins with {allowed}")
    end = next((index for index, token in enumerate(tokens) if _is(token, ";")), len(tokens) - 1)
    if end < len(tokens) - 1:
        raise RefusedError("More than one statement was refused: send one query at a time.")


def _check_words(tokens: list[Token]) -> None:
    words = [token.keyword for token in tokens]
    for index, word in enumerate(words):
        if not word:
            continue
        following = words[index + 1] if index + 1 < len(words) else ""
        if reason := rules().refused_pairs.get((word, following)):
            raise RefusedError(f"{word} {following} was refused: it {reason}. {_WAY_OUT}")
        if (reason := rules().refused_words.get(word)) and not _is_name(tokens, index, _BEFORE_NAME):
            raise RefusedError(f"{word} was refused: as a clause, it {reason}. {_WAY_OUT}")


def _procedure_calls(tokens: list[Token]) -> Iterator[tuple[int, str]]:
    """Where the name of each called procedure begins, and the name. `CALL {` and `CALL (x) {` are subqueries."""
    for index, token in enumerate(tokens):
        if token.keyword != "CALL" or _is_name(tokens, index, frozenset({":"})):
            continue
        if tokens[index + 1].text in {"{", "("}:
            continue
        end = index + 2
        while end + 1 < len(tokens) and _is(tokens[end], "."):
            end += 2
        name = _joined(tokens[index + 1 : end])
        if name not in rules().procedures:
            raise RefusedError(
                f"CALL {name[:80]} was refused: it isn't on the list of procedures that only read, which are "
                f"{', '.join(sorted(rules().procedures))}. {_WAY_OUT}"
            )
        yield index + 1, name


def _functions(tokens: list[Token], calls: dict[int, str]) -> Iterator[str]:
    """The function names of a query: what stands before an opening bracket and is no word of the grammar."""
    for index, token in enumerate(tokens):
        if not _is(token, "(") or not index or tokens[index - 1].kind not in {"word", "quoted"}:
            continue
        start = index - 1
        while start > 1 and _is(tokens[start - 1], ".") and tokens[start - 2].kind in {"word", "quoted"}:
            start -= 2
        if start in calls or _is_index_hint(tokens, start):
            continue
        dangling = bool(start) and _is(tokens[start - 1], ".")
        last = tokens[index - 1]
        alone = start == index - 1 and last.kind == "word" and last.text.isascii() and not dangling
        if alone and last.text.upper() in rules().before_bracket:
            continue
        name = _joined(tokens[start:index])
        if dangling or name not in rules().functions:
            raise RefusedError(_unknown_function("." + name if dangling else name))
        yield name


def _unknown_function(name: str) -> str:
    near = get_close_matches(name[:80], rules().functions, n=1)
    hint = f" Is {near[0]} meant?" if near else ""
    return f"The function {name[:80]}() was refused: it isn't on the list of functions that only read.{hint}"


def _is_index_hint(tokens: list[Token], start: int) -> bool:
    """`USING TEXT INDEX SEEK f:Fact(id)`: the label of a hint, with the bracket of its property names."""
    words = [token.keyword or token.text for token in tokens[max(start - 6, 0) : start]]
    if len(words) < 4 or words[-1] != ":":
        return False
    words = words[:-2]
    if words[-1] == "SEEK":
        words.pop()
    if words.pop() != "INDEX" or not words:
        return False
    return words[-1] == "USING" or (words[-1] in {"BTREE", "TEXT", "RANGE", "POINT"} and words[-2:-1] == ["USING"])


def _joined(tokens: list[Token]) -> str:
    """A dotted name in small letters. Only ASCII is folded: a look-alike of an allowed name isn't that name."""
    name = "".join(token.name for token in tokens)
    return name.lower() if name.isascii() else name


def _is_name(tokens: list[Token], index: int, before: frozenset[str]) -> bool:
    """Whether the word at `index` can only be a name: of a property, label, parameter, variable or alias."""
    previous = tokens[index - 1] if index else None
    if previous is not None and previous.kind == "symbol":
        if previous.text in before or previous.text == "$":
            return True
        if previous.text == "." and not (index > 1 and tokens[index - 2].kind == "number"):
            return True
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    return following is None or (following.kind == "symbol" and following.text in _AFTER_NAME)


def _is(token: Token, symbol: str) -> bool:
    return token.kind == "symbol" and token.text == symbol
