"""Tokens of a Cypher text, cut where Neo4j 5.26 cuts them.

The rules are those of Neo4j's own lexer (`Cypher5Lexer.g4`): which characters are white space, where a comment ends,
what may stand inside quotes. A text that could be cut in two ways is refused rather than guessed at.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Literal, NamedTuple, cast

from graph.errors import QueryError, TooLargeError

MAX_CHARACTERS = 200_000
MAX_TOKENS = 20_000

Kind = Literal["word", "quoted", "string", "number", "symbol"]

# Neo4j's SPACE, to the character: U+0085, U+180E and U+FEFF are not in it, the no-break spaces are.
SPACES = "\t-\r\x1c-\x20\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
# What word processors make of - < > and Neo4j takes as arrows.
ARROWS = "\u2010-\u2015\ufe58\ufe63\uff0d\u27e8\u3008\ufe64\uff1c\u27e9\u3009\ufe65\uff1e"


def _signs_within_words() -> str:
    """Accents, vowel signs and currency signs: part of a word to Neo4j (which knows those up to U+FFFF), no `\\w`."""
    within = {"Mn", "Mc", "Sc"}
    return "".join(chr(code) for code in range(0x80, 0x10000) if unicodedata.category(chr(code)) in within)


_PART = rf"[\w${_signs_within_words()}]"
_DIGITS = r"[0-9](?:_?[0-9])*"
_EXPONENT = rf"[eE][+-]?_?{_DIGITS}"
# Possessive repetitions (`*+`): quotes that never close cost one look at each character, not one for each pair.
_TOKEN = re.compile(
    rf"""
      (?P<gap>      [{SPACES}]++ | //[^\r\n]*+ | /\*(?s:.*?)\*/ )
    | (?P<string>   '(?:[^'\\]|\\(?s:.))*+' | "(?:[^"\\]|\\(?s:.))*+" )
    | (?P<quoted>   `(?:[^`]|``)*+` )
    | (?P<number>   0[xXo]{_PART}*+ | (?:{_DIGITS})?\.{_DIGITS}(?:{_EXPONENT})? | {_DIGITS}(?:{_EXPONENT})? )
    | (?P<word>     [^\W\d]{_PART}*+ )
    | (?P<symbol>   :: | \.\. | \+= | <= | >= | <> | != | =~ | \|\| | /(?!\*) | [()\[\]{{}}.,:;+\-*%^=<>|&!$?{ARROWS}] )
    """,
    re.VERBOSE,
)
_PART_OF_WORD = re.compile(_PART)
_NO_TEXT = re.compile("[\x00\ud800-\udfff]")
_UNCLOSED = {"'": "the text that opens with ' never closes", '"': 'the text that opens with " never closes'}
_UNCLOSED |= {"`": "the name that opens with ` never closes", "/*": "the comment that opens with /* never closes"}


class Token(NamedTuple):
    """One token: its kind, its text as written, and where it starts, in characters from 0."""

    kind: Kind
    text: str
    start: int

    @property
    def name(self) -> str:
        """The name that a word or a quoted name stands for.

        >>> lex("`a``b`")[0].name
        'a`b'
        """
        return self.text[1:-1].replace("``", "`") if self.kind == "quoted" else self.text

    @property
    def keyword(self) -> str:
        """The keyword that a word could be taken for, in capitals; "" for anything else than a word.

        Look-alikes are folded to ASCII (ſ, the Kelvin sign, ı and İ, full-width letters). Neo4j doesn't fold them, so this is
        for lists of what is refused, never for lists of what is allowed.

        >>> [token.keyword for token in lex("load ſet `load`")]
        ['LOAD', 'SET', '']
        """
        if self.kind != "word":
            return ""
        return unicodedata.normalize("NFKC", self.text).upper().replace("İ", "I")


def lex(query: str) -> list[Token]:
    """The tokens of a query, without white space and comments.

    Raises TooLargeError past 200,000 characters or 20,000 tokens, and QueryError (with `line` and `column`) for what
    Neo4j can't read either, for `\\u` anywhere, and for invisible characters outside quotes.

    >>> [token.text for token in lex("MATCH /* who? */ (c:`Côte`) // end")]
    ['MATCH', '(', 'c', ':', '`Côte`', ')']
    """
    _check_characters(query)
    tokens: list[Token] = []
    position = 0
    while position < len(query):
        match = _TOKEN.match(query, position)
        if match is None:
            raise _unreadable(query, position)
        position = match.end()
        if match.lastgroup == "gap":
            continue
        if match.lastgroup == "number" and _PART_OF_WORD.match(query, position):
            raise wrong(
                query, position, f"{query[position]!r} follows the number {match.group()} with no space between"
            )
        if len(tokens) == MAX_TOKENS:
            raise TooLargeError(f"The query has more than {MAX_TOKENS:,} tokens, the most that is taken. Shorten it.")
        tokens.append(Token(cast("Kind", match.lastgroup), match.group(), match.start()))
    return tokens


def wrong(query: str, position: int, what: str) -> QueryError:
    """A QueryError that says where: `line` and `column`, both from 1, as Neo4j counts them.

    >>> wrong("RETURN 1\\n  RETURN 2", 11, "no").extra
    {'line': 2, 'column': 3}
    """
    before = query[:position].replace("\r\n", "\n").replace("\r", "\n")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return QueryError(f"The query can't be read at line {line}, column {column}: {what}.", line=line, column=column)


def _check_characters(query: str) -> None:
    if len(query) > MAX_CHARACTERS:
        raise TooLargeError(
            f"The query has {len(query):,} characters, the most that is taken is {MAX_CHARACTERS:,}. Shorten it, or "
            "pass long lists as parameters."
        )
    if escape := query.find("\\u") + 1:
        # Neo4j replaces these before it looks for quotes and comments, so one can end a text from inside.
        raise wrong(query, escape - 1, "an escape \\u is not taken; write the character itself, or pass a parameter")
    if unfit := _NO_TEXT.search(query):
        what = f"the character U+{ord(unfit.group()):04X} is no text; take it out"
        raise wrong(query, unfit.start(), what)


def _unreadable(query: str, position: int) -> QueryError:
    for opening, what in _UNCLOSED.items():
        if query.startswith(opening, position):
            return wrong(query, position, what)
    character = query[position]
    name = unicodedata.name(character, "a control character")
    shown = f"{character} " if character.isprintable() else ""
    return wrong(query, position, f"{shown}U+{ord(character):04X} ({name}) can stand only inside quotes")
