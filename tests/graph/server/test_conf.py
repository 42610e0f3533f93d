"""The settings files: a reason above each line. (That Neo4j takes them: test_managed.)"""

from __future__ import annotations

import re

import pytest

from graph.server import conf
from graph.server.home import MIB
from graph.server.release import known, release

GIB = 1024 * MIB


@pytest.mark.parametrize(
    "text",
    [
        *(conf.neo4j_conf(7687, 7474, conf.memory(8 * GIB), release(version)) for version in known()),
        conf.jvm_args(conf.memory(8 * GIB)),
    ],
)
def test_each_line_has_its_reason_above_it(text: str) -> None:
    for block in text.strip().split("\n\n")[1:]:
        assert re.fullmatch(r"# [A-Z].*\.\n[^#\n]+", block), block


def test_the_ports_are_where_clients_are_told() -> None:
    text = conf.neo4j_conf(17687, 17474, conf.memory(8 * GIB), release())
    for line in ("server.bolt.listen_address", "server.bolt.advertised_address"):
        assert f"\n{line}=127.0.0.1:17687\n" in text
    assert "7474" not in text.replace("17474", "")


@pytest.mark.parametrize("gib", [1, 2, 4, 8, 64, 512])
def test_memory_suits_the_machine(gib: int) -> None:
    share = conf.memory(gib * GIB)
    assert 512 <= share.heap <= 2048
    assert share.transaction < share.transactions < share.heap
    assert gib == 1 or share.heap + share.page_cache <= gib * 1024 * 2 // 5


def test_memory_counts_on_some() -> None:
    assert conf.machine_memory() > 128 * MIB


def test_the_class_path_names_the_locked_jars_and_no_folder() -> None:
    text = conf.class_path_args(release())
    assert all(jar.filename in text for jar in release().jars)
    assert "*" not in text
    assert "/" not in text
