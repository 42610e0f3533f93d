"""`docs/datasets.md` tells what the loads of the real files give, and of every file."""

from __future__ import annotations

import pytest

from tests.files import shared
from tests.loaders.datasets.counting import counts
from tests.loaders.datasets.page import PAGE, text
from tests.loaders.datasets.test_all import FOLDERS
from tests.loaders.datasets.world import World


@pytest.mark.parametrize("folder", FOLDERS)
def test_what_is_counted_for_the_page_is_what_is_loaded(world: World, folder: str) -> None:
    for name, (first, _, rejects) in world.load(folder).items():
        counted = counts(shared("data", folder, name))
        assert (counted.rows, counted.records) == (first.rows, first.read), name
        assert counted.without == first.rows_without_fact, name
        assert counted.rejected.total() == first.rejected == len(rejects), name
        assert len(counted.claims) <= first.loaded + first.unchanged, name
        assert first.facts_created <= len(counted.facts), name


def test_the_page_is_what_is_counted() -> None:
    shared("data")
    assert PAGE.read_text(encoding="utf-8") == text(), "run 'python -m tests.loaders.datasets.page' and commit the page"
