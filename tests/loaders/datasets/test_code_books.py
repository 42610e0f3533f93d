"""The code books of CAMEO and PLOVER load by recognition and tell no fact; the codes that we know are those that they list."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from graph.record import NoFactError
from loaders.tables.cameo import code_named, codes, relation_of
from tests.files import shared
from tests.loaders.datasets.statements import read_slice
from tests.loaders.datasets.world import World

ROWS = {
    "cameo": {
        "CAMEO.eventcodes.txt": 311,
        "CAMEO.goldsteinscale.txt": 311,
        "cameo-codes.csv": 312,
        "cameoCodeTable.tsv": 280,
        "cameoCodes.json": 1,
        "goldstein_mappings.csv": 312,
    },
    "plover": {
        "CAMEO2PLOVER-2021.txt": 277,
        "PLOVER_GSR_CAMEO.txt": 323,
        "PLOVER_agents.txt": 2_441,
        "event_mode_questions.csv": 26,
    },
}


@pytest.mark.parametrize("folder", sorted(ROWS))
def test_every_row_is_without_fact_for_one_reason(world: World, folder: str) -> None:
    loaded = world.load(folder)
    assert {name: one.first.rows for name, one in loaded.items()} == ROWS[folder]
    for one in loaded.values():
        assert list(one.first.rows_without_fact.values()) == [one.first.rows]
        assert (one.first.read, one.rejects, one.first.notes) == (0, [], [])


def test_our_codes_are_those_of_the_code_books() -> None:
    listed = set()
    for name, column in (("CAMEO.eventcodes.txt", "CAMEOEVENTCODE"), ("goldstein_mappings.csv", "code")):
        path = shared("data", "cameo", name)
        with path.open(encoding="utf-8", newline="") as file:
            listed |= {row[column] for row in csv.DictReader(file, delimiter="\t" if name.endswith("txt") else ",")}
    assert listed <= set(codes())
    assert set(codes()) - listed == {"1214"}


def test_relations_agree_with_the_conversion_to_plover() -> None:
    """Each code is a kind of the type that PLOVER's own table says, but for what the vocabulary says it changes."""
    table = re.findall(r"^(\d+): (\w+)", shared("data", "plover", "CAMEO2PLOVER-2021.txt").read_text(), re.MULTILINE)
    from graph.vocabulary import vocabulary  # noqa: PLC0415 - the words, read once the table is there

    words = vocabulary().relations
    wrong = {(code, kind, words[relation_of(code)].plover) for code, kind in table if code in codes()}
    differing = {one for one in wrong if one[1] != one[2]}
    assert {code for code, _, _ in differing} <= {"163", "1712", "08"}


def test_statements_are_no_deeds_and_names_find_their_codes() -> None:
    with pytest.raises(NoFactError):
        relation_of("010")
    with pytest.raises(KeyError):
        relation_of("0999")
    assert (code_named("CONSULT"), code_named("Fight with small arms and light weapons"), code_named("Sing")) == (
        "040",
        "193",
        None,
    )


def test_other_tables_of_codes_are_recognised(tmp_path: Path) -> None:
    told = read_slice(tmp_path / "CAMEO.country.txt", "CODE\tLABEL", "AFR\tAfrica", "USA\tUnited States")
    assert told.without == {"explains a code of actors; tells no event": 2}
