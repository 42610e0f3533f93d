from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import BilatError, QueryError, RefusedError, TooLargeError
from graph.guard import check_text
from graph.guard.lexer import lex
from graph.guard.text import read_text
from tests.graph.guard.cases import HONEST_PARAMETERS, Hostile, honest, hostile

GAPS = [" ", "\n", "/* SET */", "// DELETE\r", "//'\n", "\xa0", "\u2028 /* ` */", "/* // */"]


@pytest.mark.parametrize("case", hostile(), ids=lambda case: case.title)
def test_hostile_queries_are_turned_away_with_the_reason(case: Hostile) -> None:
    with pytest.raises(BilatError) as caught:
        check_text(case.query, case.parameters)
    assert caught.value.status == case.status
    assert case.reason in caught.value.detail


@pytest.mark.parametrize("query", honest())
def test_honest_queries_pass(query: str) -> None:
    check_text(query, HONEST_PARAMETERS)


@settings(deadline=None)
@given(st.data())
def test_comments_and_spaces_between_tokens_change_no_verdict(data: st.DataObject) -> None:
    cases = [case.query for case in hostile() if len(case.query) < 500] + honest()
    query = data.draw(st.sampled_from(cases))
    try:
        tokens = lex(query)
    except BilatError:
        return
    gaps = st.sampled_from(GAPS)
    spread = "".join(data.draw(gaps) + token.text for token in tokens)
    assert verdict(spread) == verdict(query)


def verdict(query: str) -> object:
    """What a query calls, or the kind of error and its reason without the place in the text."""
    try:
        return read_text(query)
    except BilatError as error:
        return type(error), error.detail.partition(": ")[2]


@settings(deadline=None)
@given(st.sampled_from([*honest(), *(case.query for case in hostile() if len(case.query) < 500)]), st.text())
def test_what_is_refused_stays_so_behind_an_honest_query(query: str, tail: str) -> None:
    with pytest.raises(BilatError):
        read_text(
            f"RETURN 1 AS x UNION CREATE (n) RETURN 1 AS x // {tail.replace(chr(10), '').replace(chr(13), '')}\n"
            + query
        )


def test_calls_are_named_in_small_letters() -> None:
    found = read_text("CALL `db` . /* x */ labels() YIELD label RETURN toUpper(label), Date.Truncate('year', date())")
    assert found.procedures == {"db.labels"}
    assert found.functions == {"toupper", "date.truncate", "date"}


@pytest.mark.parametrize("hint", ["INDEX", "TEXT INDEX", "RANGE INDEX SEEK", "POINT INDEX", "INDEX SEEK"])
def test_an_index_hint_is_no_function_call(hint: str) -> None:
    assert not read_text(f"MATCH (f:Fact) USING {hint} f:Fact(name) RETURN f").functions


@pytest.mark.parametrize("start", ["", "index ", "USING n ", "TEXT INDEX "])
def test_what_only_resembles_an_index_hint_is_a_function_call(start: str) -> None:
    with pytest.raises(RefusedError, match="function apoc"):
        read_text(f"RETURN {{{start}n:apoc(1)}}")


@pytest.mark.parametrize(
    "word", ["set", "create", "delete", "merge", "remove", "detach", "use", "show", "load", "foreach"]
)
def test_words_of_clauses_can_be_names(word: str) -> None:
    read_text(f"MATCH ({word}:{word} {{{word}: ${word}}}) RETURN {word}.{word}, [{word}], {{{word}: 1}}, 1 AS {word}")
    read_text(f"MATCH (n) RETURN n {{.{word}}}, n['{word}'], n.{word} AS `{word}` ORDER BY `{word}`")


@pytest.mark.parametrize(
    "word", ["SET", "create", "Delete", "MERGE", "remove", "DETACH", "USE", "show", "LOAD", "FOREACH"]
)
@pytest.mark.parametrize(
    "before", ["(n)", "n:%", "x :: INT!", "x :: LIST<INT>", "*", "as", "{a: 1}", "[1]", "'x'", "1."]
)
def test_a_word_that_may_be_a_clause_is_refused(before: str, word: str) -> None:
    with pytest.raises(RefusedError, match=word.upper()):
        read_text(f"MATCH (n) WITH {before} {word} n.x")


@pytest.mark.parametrize(
    ("beginning", "piece", "end", "most", "what"),
    [
        ("RETURN true", " XOR true", "", 10, "XOR"),
        ("RETURN [1]", " + [1]", "", 150, r"\+ and"),
        ("RETURN 'a'", " || 'a'", "", 150, r"\+ and"),
        ("MATCH (n) RETURN n", ".a", "", 50, "steps"),
        ("MATCH (n) RETURN n", "['a']", "", 50, "steps"),
        ("RETURN $list", "[0..1]", "", 50, "steps"),
        ("MATCH (n) RETURN " + "(" * 60 + "n", ".a)", ")" * 9, 50, "steps"),
        ("MATCH (n", ":A", ") RETURN n", 500, "labels"),
        ("MATCH (n:A", "&A", ") RETURN n", 500, "labels"),
        ("MATCH ()-[r:A", "|A", "]->() RETURN r", 500, "labels"),
        ("MATCH (n) RETURN n.a", ", n.a", "", 997, "words and signs"),
        ("RETURN 0 AS a", ", COUNT { (n) }", "", 100, "subqueries"),
        ("WITH 1 AS a", " WITH a", " RETURN a", 100, "clauses"),
        ("RETURN 1 AS a", " UNION RETURN 1 AS a", "", 100, "clauses"),
        ("MATCH (n)", " OPTIONAL MATCH (n)", " RETURN n", 25, "OPTIONAL MATCH"),
    ],
)
def test_what_takes_the_planner_for_good_is_refused(beginning: str, piece: str, end: str, most: int, what: str) -> None:
    if ")" not in piece:
        read_text(beginning + piece * most + end)
    with pytest.raises(TooLargeError, match=f"(?s)and at most .* are taken|{what}") as refused:
        read_text(beginning + piece * (most + 1) + end)
    assert refused.match(what)


@pytest.mark.parametrize(
    ("opening", "middle", "closing", "most", "what"),
    [
        ("[x IN ", "[1]", " | x]", 10, "lists"),
        ("[x IN [1] | ", "1", "]", 10, "lists"),
        ("all(x IN [1] WHERE ", "true", ")", 10, "lists"),
        ("reduce(s = 0, x IN [1] | s + ", "1", ")", 10, "lists"),
        ("[(n)-->(m) | ", "1", "]", 10, "lists"),
        ("NOT (n.a = 1 AND ", "n.b", ")", 12, "OR"),
        ("NOT (n.a = 1 OR ", "n.b", ")", 12, "OR"),
        ("CASE ", "1", " WHEN 1 THEN 1 END", 10, "CASE"),
        ("CASE ", "1", " WHEN 1 THEN 1 WHEN 2 THEN 2 END", 6, "CASE"),
        ("CASE ", "1", " WHEN 1, 2 THEN 1 END", 6, "CASE"),
        ("CASE CASE WHEN true THEN ", "1", " END WHEN 1 THEN 1 END", 10, "CASE"),
        ("nullIf(", "1", ", 2)", 10, "nullIf"),
        ("nullIf(CASE ", "1", " WHEN 1 THEN 1 END, 2)", 5, "nullIf"),
        ("1 < (", "1", ") < 1", 10, "comparisons"),
        ("1 = ((", "1", ")) = 1", 10, "comparisons"),
    ],
)
def test_what_multiplies_in_planning_is_refused_by_its_depth(
    opening: str, middle: str, closing: str, most: int, what: str
) -> None:
    read_text("MATCH (n) RETURN " + opening * most + middle + closing * most)
    with pytest.raises(TooLargeError, match=what):
        read_text("MATCH (n) RETURN " + opening * (most + 1) + middle + closing * (most + 1))


@pytest.mark.parametrize(
    "query",
    [
        "RETURN CASE WHEN true THEN 1 ELSE " * 60 + "1" + " END" * 60,
        "RETURN CASE 1" + " WHEN 1 THEN CASE 1 WHEN 1 THEN 2 END" * 300 + " END",
        "RETURN [" + ", ".join(map(str, range(9_000))) + "] AS numbers",
        "MATCH (f:Fact) WHERE f.id IN [" + ", ".join(f"'{number}'" for number in range(9_000)) + "] RETURN f",
        "MATCH (f:Fact) WHERE f.id STARTS WITH 'a'" + " OR f.id STARTS WITH 'b'" * 150 + " RETURN f",
        "MATCH (f:Fact) RETURN " + ", ".join(f"f.property{number}" for number in range(500)),
        "RETURN " + " + ".join(["1"] * 100),
    ],
    ids=["choices in choices", "choices beside choices", "numbers", "texts", "conditions", "columns", "sum"],
)
def test_long_queries_of_little_work_are_taken(query: str) -> None:
    read_text(query)


def test_depth_holds_to_the_last_one_allowed() -> None:
    read_text("RETURN " + "[" * 100 + "]" * 100)
    with pytest.raises(TooLargeError, match="deep"):
        read_text("RETURN " + "[" * 101 + "]" * 101)


@pytest.mark.parametrize(
    "opening", ["CALL {", "CALL (x) {", "RETURN COUNT {", "RETURN [x IN [1] | COLLECT {", "RETURN EXISTS{"]
)
def test_subqueries_nest_only_so_deep_because_planning_them_never_ends(opening: str) -> None:
    closing = " }]" if "[x" in opening else " }"
    read_text(opening * 10 + " RETURN 1 AS x" + closing * 10)
    with pytest.raises(TooLargeError, match="Subqueries are nested"):
        read_text(opening * 11 + " RETURN 1 AS x" + closing * 11)


def test_a_typing_error_is_a_wrong_query_not_a_refused_one() -> None:
    with pytest.raises(QueryError, match="MATHC") as caught:
        read_text("\n MATHC (n) RETURN n")
    assert caught.value.extra == {"line": 2, "column": 2}
