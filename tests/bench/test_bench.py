"""Both sides of a measurement do the same work, and what is told of it is right. No test looks at a time."""

from __future__ import annotations

import doctest
import re

import neo4j
import pytest
from typer.testing import CliRunner

from api.exports import EXPORTS
from api.views.network import network_page
from bench import __main__, asking, measure, networks
from bench.bare import Bare, text
from bench.loading import RejectedError, load
from bench.measure import Ratio, in_turn
from bench.records import records
from graph.reading import FactFilter
from graph.server import ManagedServer
from graph.store import Store
from tests.files import ROOT


def exported(store: Store) -> dict[str, bytes]:
    """The graph's facts and its network, as bytes that are the same for the same graph."""
    return {form: b"".join(EXPORTS[form].write(store, FactFilter())) for form in ("jsonld", "graphml")}


def test_the_bare_loop_writes_the_same_graph_as_the_load(store: Store, server: ManagedServer) -> None:
    load(store, records(200))
    wanted = exported(store)
    login = ("neo4j", server.password())
    with neo4j.GraphDatabase.driver(str(server.status().bolt_uri), auth=login) as driver:
        bare = Bare(driver)
        content = bare.dump()
        counts = content.counts()
        assert counts["write_claims"] == 200
        assert min(counts.values()) > 0
        bare.wipe()
        assert set(bare.dump().counts().values()) == {0}
        bare.write(content)
    assert exported(store) == wanted


def test_a_record_that_is_rejected_ends_the_measurement(store: Store) -> None:
    with pytest.raises(RejectedError, match=r"record 1: .*Atlantis"):
        load(store, [next(records(1)) | {"actor": "Atlantis"}])


def test_rounds_go_in_turn_after_a_warm_up() -> None:
    done: list[str] = []
    ours, theirs = in_turn(2, lambda: done.append("ours"), lambda: done.append("theirs"), warm=1)
    assert done == ["ours", "theirs"] * 3
    assert (len(ours), len(theirs)) == (2, 2)


def test_the_page_has_both_sides_of_each_ratio() -> None:
    rate = Ratio("Load 10 records", "loader", "bare loop", [2.0, 1.0, 4.0], [1.0, 1.0, 1.0], "0.8 or more", work=10)
    time = Ratio("Ask", "/cypher", "Query API", [0.002], [0.004], "0.6 or less")
    told = __main__.page([rate, time], "a machine")
    assert "On: a machine." in told
    assert "| Load 10 records | loader: 5/s | bare loop: 10/s | 0.50 | 0.8 or more |" in told
    assert "| Ask | /cypher: 2.0 ms | Query API: 4.0 ms | 0.50 | 0.6 or less |" in told


@pytest.mark.parametrize("module", [asking, measure])
def test_examples_in_docstrings_hold(module: object) -> None:
    found = doctest.testmod(module)  # type: ignore[arg-type]
    assert found.attempted > 0
    assert found.failed == 0


def test_every_query_of_the_bench_is_used() -> None:
    code = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "bench").glob("*.py"))
    files = sorted((ROOT / "bench" / "queries").glob("*.cypher"))
    assert [file.name for file in files if f'"{file.stem}"' not in code] == []
    assert all(text(file.stem).startswith("// ") for file in files)


def test_the_published_page_is_one_that_the_bench_writes() -> None:
    page = __main__.PAGE.read_text(encoding="utf-8")
    assert page.startswith(__main__.page([], "").partition("On:")[0])


def test_the_command_line_says_what_it_takes() -> None:
    done = CliRunner().invoke(__main__.app, ["--records", "5"])
    assert done.exit_code == 2
    assert "--records" in done.output


def test_both_sides_of_a_view_draw_the_same_pairs(store: Store) -> None:
    made = networks.pairs(30, 60)
    assert len({frozenset(pair) for pair in made}) == 60
    assert {end for pair in made for end in pair} == set(range(30))
    load(store, networks.records(made))
    page = network_page(store, FactFilter())
    assert page.count('"kind":"fact"') == 60
    # The library inside the page has the word, too; an edge has it with the number of a node.
    assert len(re.findall(r'"from": \d', networks.by_pyvis(made))) == 60
