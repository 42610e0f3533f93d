"""The queries saved for Neo4j Browser answer on the sample."""

from __future__ import annotations

from graph.asking import Asker, whole_answer
from graph.queries import folder
from graph.settings import Settings
from graph.store import Store


def test_every_saved_query_draws_something_of_the_sample(sample: Store) -> None:
    asker = Asker(sample, Settings())
    texts = {file.name: file.read_text(encoding="utf-8") for file in folder().joinpath("browser", "queries").iterdir()}
    found = {name: len(whole_answer(asker, text, {})["rows"]) for name, text in sorted(texts.items())}
    assert {name for name, rows in found.items() if rows == 0} == set()
