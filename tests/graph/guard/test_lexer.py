from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import BilatError, QueryError, TooLargeError
from graph.guard.lexer import MAX_CHARACTERS, MAX_TOKENS, lex

# What lexers stumble over, beside whatever hypothesis finds in Unicode.
PIECES = [
    "'", '"', "`", "``", "\\", "//", "/*", "*/", "\n", "\r", " ", "\xa0", "\u2028", "\u0085", "\u180e", "\ufeff", "a",
    "é", "e\u0301", "1", "0x", "0", "_", "e", "E", "+", "-", ".", "..", ":", "=", "~", "|", "$", "SET", "ſet", "İ", "²",
]  # fmt: skip
texts = st.one_of(st.text(), st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=2))).map("".join))


def cut(query: str) -> list[str]:
    return [token.text for token in lex(query)]


@settings(deadline=None)
@given(texts)
def test_any_text_is_cut_or_refused_with_a_reason(query: str) -> None:
    try:
        tokens = lex(query)
    except BilatError:
        return
    for token in tokens:
        assert query[token.start : token.start + len(token.text)] == token.text


@settings(deadline=None)
@given(texts)
def test_tokens_and_the_gaps_between_them_make_the_text(query: str) -> None:
    try:
        tokens = lex(query)
    except BilatError:
        return
    position, made = 0, ""
    for token in tokens:
        gap = query[position : token.start]
        assert not lex(gap), "a gap holds no token"
        made += gap + token.text
        position = token.start + len(token.text)
    assert made + query[position:] == query


@pytest.mark.parametrize(
    ("query", "tokens"),
    [
        ("a\xa0b\u1680c\u2028d\u3000e\x1cf", ["a", "b", "c", "d", "e", "f"]),
        ("a // b\rc // d\u2028 e\nf", ["a", "c", "f"]),
        ("a /* b /* c */ d", ["a", "d"]),
        ("a /**/ b /*/ c */ d", ["a", "b", "d"]),
        (r"'a\'b' + 'c\\' + d", [r"'a\'b'", "+", r"'c\\'", "+", "d"]),
        ("'a\nb' \"//\" `/*`", ["'a\nb'", '"//"', "`/*`"]),
        ("`a``b`.c", ["`a``b`", ".", "c"]),
        ("[1..2] [..2] [1...5]", ["[", "1", "..", "2", "]", "[", "..", "2", "]", "[", "1", "..", ".5", "]"]),
        ("1.5e-3 .5 1e9 0x1F 0o17 1_000 1.a", ["1.5e-3", ".5", "1e9", "0x1F", "0o17", "1_000", "1", ".", "a"]),
        ("a=~b<>c!=d>=e||f|g::h:i", ["a", "=~", "b", "<>", "c", "!=", "d", ">=", "e", "||", "f", "|", "g", "::", "h", ":", "i"]),
        ("(a)–[r]–＞(b)", ["(", "a", ")", "–", "[", "r", "]", "–", "＞", "(", "b", ")"]),
        ("État e\u0301t x€ x$y", ["État", "e\u0301t", "x€", "x$y"]),
    ],
)  # fmt: skip
def test_tokens_are_cut_where_neo4j_cuts_them(query: str, tokens: list[str]) -> None:
    assert cut(query) == tokens


@pytest.mark.parametrize("character", ["\u0085", "\u180e", "\ufeff", "\u200b", "\u202e", "\xad", "#", "@", "\\", "~"])
def test_odd_characters_stand_only_inside_quotes(character: str) -> None:
    with pytest.raises(QueryError, match=rf"U\+{ord(character):04X}"):
        lex(f"RETURN 1{character}")
    assert cut(f"RETURN 'a{character} ' /* {character} */ // {character}") == ["RETURN", f"'a{character} '"]


def test_an_error_says_line_and_column() -> None:
    with pytest.raises(QueryError) as caught:
        lex("RETURN 1,\r\n  'open")
    assert caught.value.extra == {"line": 2, "column": 3}


def test_limits_hold_to_the_last_one_allowed() -> None:
    assert len(lex("a " * MAX_TOKENS)) == MAX_TOKENS
    with pytest.raises(TooLargeError, match="tokens"):
        lex("a " * (MAX_TOKENS + 1))
    assert len(lex("a" * MAX_CHARACTERS)) == 1
    with pytest.raises(TooLargeError, match="characters"):
        lex("a" * (MAX_CHARACTERS + 1))


def test_look_alikes_fold_to_the_keyword_that_they_imitate() -> None:
    assert [token.keyword for token in lex("ｌｏａｄ ſet ta\u212ae")] == ["LOAD", "SET", "TAKE"]
