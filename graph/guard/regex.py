"""Regular expressions that can't run wild: what may stand behind `=~`.

Neo4j runs Java's regular expressions, which try one way after the other, and can't end one that goes on for hours. So a
pattern has to be one that RE2 takes too (no back references, no look-around), written so that Java and RE2 read it
alike, and the number of ways to try has to stay small: nothing that repeats or chooses may stand inside a repetition,
at most three repetitions are unbounded, and the bounded ones and the alternatives multiply to at most 2,000 ways.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple, NoReturn

import re2

from graph.errors import RefusedError

MAX_LENGTH = 1_000
MAX_NESTING = 20
MAX_UNBOUNDED = 3
MAX_WAYS = 2_000

_OPENING = re.compile(r"\((?:\?[ims]*(?:-[ims]+)?(?P<end>[:)]))?")
_CLASS = re.compile(r"\[\^?+(?P<inside>(?:[^\]\[\\]|\\.)+)\]", re.DOTALL)
_ESCAPE = re.compile(
    r"\\(?:[dDwWsSbBtnrfaAz]|[pP](?:[LMNZSPC]|\{\^?[A-Za-z_]+\})|x(?:[0-9A-Fa-f]{2}|\{[0-9A-Fa-f]{1,6}\})|[!-/:-@\[-`{-~])"
)
_REPETITION = re.compile(r"(?:[*+?]|\{(?P<least>\d{1,4})(?P<comma>,(?P<most>\d{1,4})?)?\})\??")


class Shape(NamedTuple):
    """What a part of a pattern lets the matcher try: ways through it, unbounded repetitions, whether it is plain."""

    ways: int = 1
    unbounded: int = 0
    plain: bool = True


@lru_cache(maxsize=500)
def check_pattern(pattern: str) -> None:
    """Refuse a pattern that could run wild.

    Raises RefusedError (403) that says what stands in the way and what to write instead.

    >>> check_pattern("(?i).*korea.*")
    >>> check_pattern("(a+)+b")
    Traceback (most recent call last):
    graph.errors.RefusedError: The regular expression '(a+)+b' was refused: a repetition or a choice stands inside the \
repetition '+' at character 5. Write it without, or use CONTAINS, STARTS WITH or ENDS WITH.
    """
    if len(pattern) > MAX_LENGTH:
        raise RefusedError(
            f"A regular expression of {len(pattern):,} characters was refused: at most {MAX_LENGTH:,} are taken."
        )
    shape = _Reader(pattern).whole()
    if shape.unbounded > MAX_UNBOUNDED:
        _refuse(pattern, f"it has {shape.unbounded} unbounded repetitions, at most {MAX_UNBOUNDED} are taken")
    if shape.ways > MAX_WAYS:
        _refuse(pattern, f"its choices multiply to more than {MAX_WAYS:,} ways")
    options = re2.Options()
    options.log_errors = False
    try:
        re2.compile(pattern, options)
    except re2.error as error:
        reason = error.args[0] if error.args else "unknown"
        told = reason.decode() if isinstance(reason, bytes) else str(reason)
        _refuse(pattern, f"RE2 doesn't take it ({told})")


def _refuse(pattern: str, why: str) -> NoReturn:
    raise RefusedError(
        f"The regular expression {pattern!r} was refused: {why}. Write it without, or use CONTAINS, STARTS WITH or "
        "ENDS WITH."
    )


class _Reader:
    """Reads a pattern from left to right, as Java reads it."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.position = 0

    def whole(self) -> Shape:
        shape = self._alternatives(0)
        if self.position < len(self.pattern):
            _refuse(self.pattern, f"the bracket ')' at character {self.position + 1} closes nothing")
        return shape

    def _alternatives(self, nesting: int) -> Shape:
        if nesting > MAX_NESTING:
            _refuse(self.pattern, f"its brackets are nested more than {MAX_NESTING} deep")
        branches = [self._sequence(nesting)]
        while self._takes("|"):
            branches.append(self._sequence(nesting))
        return Shape(
            ways=min(sum(branch.ways for branch in branches), MAX_WAYS + 1),
            unbounded=sum(branch.unbounded for branch in branches),
            plain=len(branches) == 1 and branches[0].plain,
        )

    def _sequence(self, nesting: int) -> Shape:
        shape = Shape()
        while self.position < len(self.pattern) and self.pattern[self.position] not in "|)":
            part = self._repeated(self._atom(nesting))
            shape = Shape(
                ways=min(shape.ways * part.ways, MAX_WAYS + 1),
                unbounded=shape.unbounded + part.unbounded,
                plain=shape.plain and part.plain,
            )
        return shape

    def _atom(self, nesting: int) -> Shape:
        start = self.pattern[self.position]
        if start == "(":
            return self._group(nesting)
        if start == "[":
            self._character_class()
        elif start == "\\":
            self._escape(self.position)
        elif start in "*+?{":
            _refuse(self.pattern, f"{start!r} at character {self.position + 1} repeats nothing (write '\\{start}')")
        else:
            self.position += 1
        return Shape()

    def _group(self, nesting: int) -> Shape:
        opening = _OPENING.match(self.pattern, self.position)
        if opening is None or (opening.group() == "(" and self.pattern.startswith("(?", self.position)):
            _refuse(self.pattern, f"the group at character {self.position + 1} is of a kind that isn't taken")
        self.position = opening.end()
        if opening["end"] == ")":  # flags such as (?i), which hold from here on
            return Shape()
        shape = self._alternatives(nesting + 1)
        if not self._takes(")"):
            _refuse(self.pattern, f"the bracket '(' at character {opening.start() + 1} never closes")
        return shape

    def _character_class(self) -> None:
        found = _CLASS.match(self.pattern, self.position)
        # [a[b]], [a&&[^b]] and []a] are classes to Java, and something else or an error to RE2.
        if found is None or "&&" in found["inside"]:
            _refuse(self.pattern, f"Java and RE2 could read the class at character {self.position + 1} differently")
        for escape in re.finditer(r"\\.", found["inside"], re.DOTALL):
            self._escape(found.start("inside") + escape.start())
        self.position = found.end()

    def _escape(self, position: int) -> None:
        found = _ESCAPE.match(self.pattern, position)
        if found is None:
            _refuse(
                self.pattern, f"the escape {self.pattern[position : position + 2]!r} isn't one of both Java and RE2"
            )
        self.position = found.end()

    def _repeated(self, part: Shape) -> Shape:
        found = _REPETITION.match(self.pattern, self.position)
        if found is None:
            return part
        if not part.plain:
            where = f"{found.group()!r} at character {self.position + 1}"
            _refuse(self.pattern, f"a repetition or a choice stands inside the repetition {where}")
        self.position = found.end()
        if self.pattern[self.position : self.position + 1] in tuple("*+?{"):
            _refuse(self.pattern, f"two repetitions follow each other at character {self.position + 1}")
        sign = found.group()[0]
        if sign in "*+" or (found["comma"] and not found["most"]):
            return Shape(unbounded=1, plain=False)
        least, most = (0, 1) if sign == "?" else (int(found["least"]), int(found["most"] or found["least"]))
        return Shape(ways=max(most - least, 0) + 1, plain=False)

    def _takes(self, character: str) -> bool:
        taken = self.pattern.startswith(character, self.position)
        self.position += taken
        return taken
