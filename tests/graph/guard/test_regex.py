from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import RefusedError
from graph.guard.regex import MAX_LENGTH, check_pattern

TAME = [
    "", "(?i).*korea.*", r"\d{4}-\d{2}(-\d{2})", "(north|south) korea", "[A-Z]{3}", "^PRK$", r".*\.pdf", "(?:foo bar)?",
    r"[^\d\-]+", r"\p{L}+", "(?i)a(?-i)b", "a{2,}b*c+", ".{0,1000}", "a?b?c?d?", "jan|feb|mar", r"\(\d+\)", "[a^$.*+?|()]",
]  # fmt: skip
WILD = [
    "(a+)+", "(a|b)*", "(a*)*", "(.*a){20}", "(a?)?", "(?:(?:a?)b){2,}", "(a|b)?", "(a|b){3}", "a++", "a**", "a{2}{3}",
    "a*+", "a?+", "(?=a)", "(?!a)", "(?<=a)", "(?<n>a)", "(?P<n>a)", "(?>a)", "(?x)a b", "(?#a)", r"\1", r"(a)\1", r"\11",
    r"\k<n>", r"\Qa*", r"\E", r"\R", r"\X", r"\G", r"\Z", r"\cA", r"\u0041", r"\011", ".*.*.*.*", "a*b*c+d{2,}",
    "a*|b*|c*|d*", "a?" * 30, "(a|a)" * 20, "a{1,1000}a{1,1000}", "[a[b]]", "[a&&b]", "[]a]", "[^]a]", "[[:alpha:]]",
    "[a", "(", "())", "a)", "a{", "{", "*", "+a", "?", "(*)", "|*", "a{1,2000}", "a{3,2}", "(" * 30 + ")" * 30, "\\",
]  # fmt: skip


@pytest.mark.parametrize("pattern", TAME)
def test_tame_patterns_pass(pattern: str) -> None:
    check_pattern(pattern)


@pytest.mark.parametrize("pattern", WILD)
def test_patterns_that_could_run_wild_are_refused(pattern: str) -> None:
    with pytest.raises(RefusedError, match="regular expression"):
        check_pattern(pattern)


@settings(deadline=None)
@given(st.text(alphabet=r"ab.*+?{}()[]|\^$-&:i<=!12,dQE", max_size=30))
def test_what_passes_has_no_repetition_of_a_repetition(pattern: str) -> None:
    try:
        check_pattern(pattern)
    except RefusedError:
        return
    bare = re.sub(r"\\.|\[\^?(?:[^\]\\]|\\.)+\]", "x", pattern)
    bare = re.sub(r"\{\d+(,\d*)?\}", "*", bare).replace("}", "x")
    bare = re.sub(r"\(\?[a-z-]*:", "(", bare).replace("(?i)", "")
    assert not re.search(r"\([^()]*[*+?|][^()]*\)[*+?]", bare)
    assert not re.search(r"[*+][*+]", bare)


def test_a_long_pattern_is_refused() -> None:
    check_pattern("a" * MAX_LENGTH)
    with pytest.raises(RefusedError, match="1,001 characters"):
        check_pattern("a" * (MAX_LENGTH + 1))
