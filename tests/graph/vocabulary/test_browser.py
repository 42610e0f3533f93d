"""Neo4j Browser's files are those that vocabulary and queries make, and can be read by its own rules."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

from api.views.palette import DIMENSIONS
from graph.guard import check_text
from graph.vocabulary import load_vocabulary
from graph.vocabulary.browser import SAVED, STYLE, saved_queries, style, write
from tests.files import ROOT

WORDS = load_vocabulary()
FOLDER = ROOT / "cypher" / "browser"


def rules(text: str) -> dict[str, dict[str, str]]:
    """A style sheet as Neo4j Browser 5.24 reads it: no comments, quotes only switch braces off, one colon a property."""
    found = {}
    for selector, body in re.findall(r"([^{}]+)\{((?:\"[^\"]*\"|[^\"}])*)\}", text):
        pairs = [part.split(":") for part in body.split(";") if part.strip()]
        assert all(len(pair) == 2 for pair in pairs), body
        found[re.sub(r"\s", "", selector)] = {name.strip(): value.strip().strip('"') for name, value in pairs}
    return found


def test_the_files_are_up_to_date(tmp_path: Path) -> None:
    write(tmp_path)
    for name in (STYLE, SAVED):
        stale = f"cypher/browser/{name} is out of date: run python -m graph.vocabulary.browser"
        assert (tmp_path / name).read_bytes() == (FOLDER / name).read_bytes(), stale


def test_relations_have_the_colour_of_their_dimension() -> None:
    found = rules(style(WORDS))
    for relation in WORDS.relations.values():
        if relation.canonical:
            assert found[f"relationship.{relation.type}"]["color"] == DIMENSIONS[relation.dimension][0]
    assert {name: light for name, (light, _) in DIMENSIONS.items()} == dict(WORDS.dimensions)


def test_nodes_and_claims_have_rules_of_their_own() -> None:
    found = rules(style(WORDS))
    labels = ("Actor", "Country", "Organisation", "Person", "Fact", "Resource", "Place", "Source", "Event")
    for selector in ("node", *(f"node.{label}" for label in labels)):
        assert found[selector]["caption"] == "{name}"
    stances = ("ASSERTS", "CONFIRMS", "REPORTS", "DOUBTS", "DENIES")
    assert len({tuple(found[f"relationship.{stance}"].items()) for stance in stances}) == len(stances)
    assert not {found[f"relationship.{stance}"]["color"] for stance in stances} & set(WORDS.dimensions.values())
    # Neo4j Browser takes the last rule that matches: an actor's more exact label has to stand behind it.
    order = list(found)
    assert order.index("node.Actor") < order.index("node.Country")


def test_saved_queries_are_named_read_and_lie_in_no_folder() -> None:
    with zipfile.ZipFile(io.BytesIO(saved_queries())) as archive:
        texts = {name: archive.read(name).decode() for name in archive.namelist()}
    assert len(texts) >= 8
    for name, text in texts.items():
        assert re.fullmatch(r"\d\d-[a-z-]+\.cypher", name)
        assert re.match(r"// \w.{10,100}\n", text)
        check_text(text, {})
