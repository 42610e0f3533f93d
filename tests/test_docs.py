"""The reference pages tell what the code does, and nothing that exists is undocumented."""

from __future__ import annotations

import re
import shlex
import tomllib
from collections.abc import Iterator
from importlib import import_module
from itertools import chain
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import orjson
import pytest
from fastapi.routing import APIRoute

import api.routes
from api.reference import FOLDER, PAGES, stale, text
from api.reference.__main__ import main
from api.reference.program import each_command, each_error
from api.reference.words import field_meanings
from graph.asking import Asker, whole_answer
from graph.claims import Claim
from graph.errors import BilatError
from graph.named import named_queries
from graph.record import FIELDS
from graph.settings import Settings
from graph.store import Store
from tests.files import ROOT

COMMANDS = dict(each_command())


def routes() -> Iterator[APIRoute]:
    """The endpoints of all modules in api/routes."""
    for module in iter_modules(api.routes.__path__):
        for route in import_module(f"api.routes.{module.name}").router.routes:
            assert isinstance(route, APIRoute)
            yield route


def test_the_pages_tell_what_the_code_does() -> None:
    assert stale() == [], "run 'make docs' and commit the pages"


def test_a_page_that_is_changed_absent_or_one_too_many_is_noticed(tmp_path: Path) -> None:
    for name in PAGES:
        (tmp_path / f"{name}.md").write_text(text(name), encoding="utf-8")
    assert stale(tmp_path) == []
    (tmp_path / "settings.md").write_text("Nothing to set.\n", encoding="utf-8")
    (tmp_path / "errors.md").unlink()
    (tmp_path / "dreams.md").write_text("# Dreams\n", encoding="utf-8")
    assert stale(tmp_path) == ["dreams.md", "errors.md", "settings.md"]


def test_a_wrong_call_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--chekc"]) == 2
    assert "takes nothing or --check, not --chekc" in capsys.readouterr().err


def test_every_route_has_a_summary_and_a_description() -> None:
    missing = {f"{r.name} {r.path}" for r in routes() if not (r.summary and r.description)}
    assert missing == set()


MODEL = (ROOT / "docs" / "model.md").read_text(encoding="utf-8")

# Labels, types and properties as the graph has them, in queries that the guard lets through.
_IN_THE_GRAPH = (
    "MATCH (n) UNWIND labels(n) AS name RETURN DISTINCT name",
    "MATCH (n) UNWIND keys(n) AS name RETURN DISTINCT name",
    "MATCH ()-[r]->() RETURN DISTINCT type(r) AS name",
    "MATCH ()-[r]->() UNWIND keys(r) AS name RETURN DISTINCT name",
)


def ask(store: Store, query: str) -> list[list[Any]]:
    """The rows that `/cypher` would answer."""
    rows: list[list[Any]] = orjson.loads(orjson.dumps(whole_answer(Asker(store, Settings()), query, {})))["rows"]
    return rows


def test_the_model_tells_every_label_type_and_property(sample: Store) -> None:
    found = {name for query in _IN_THE_GRAPH for (name,) in ask(sample, query)}
    assert len(found) > 80
    # Claims stand in the pattern (:Actor)-[:ASSERTS|CONFIRMS|…]->(:Fact), everything else between backticks.
    assert {name for name in found if not re.search(rf"[`:|]{name}\b", MODEL)} == set()


@pytest.mark.parametrize("query", re.findall(r"^```cypher\n(.*?)^```$", MODEL, re.MULTILINE | re.DOTALL))
def test_every_query_of_the_model_answers_on_the_sample(sample: Store, query: str) -> None:
    assert ask(sample, query)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_shows_a_real_call(name: str) -> None:
    command = COMMANDS[name]
    (example,) = re.findall(r"^Example: (.+)$", command.help, re.MULTILINE)
    assert example.startswith(name)
    given = shlex.split(example.removeprefix(name))
    command.make_context(name, list(given))  # raises a usage error for options and arguments that it doesn't have
    if name == "bilat query":
        assert given[0] in named_queries(), f"the example of 'bilat query' asks {given[0]!r}, which is no query"
    assert [p.name for p in command.params if not getattr(p, "help", "")] == []


def test_every_setting_has_its_reason() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []


def test_every_error_says_what_it_means() -> None:
    assert [error.__name__ for error in each_error(BilatError) if "__doc__" not in vars(error)] == []


def test_every_field_of_a_record_and_property_of_a_claim_has_a_meaning() -> None:
    told = field_meanings()
    assert set(told["record"]) == set(FIELDS)
    assert set(told["claim"]) == set(Claim._fields) - set(FIELDS) | {"stance"}


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = project["project"]["optional-dependencies"].values()
    asked = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"], *chain(*extras)]
    told = (ROOT / "docs" / "decisions.md").read_text(encoding="utf-8").partition("Dependencies\n")[2]
    names = {re.split(r"[<>=~! ]", requirement)[0] for requirement in asked}
    assert set(re.findall(r"`([\w-]+)`", "\n".join(re.findall(r"^\| (`.*?) \|", told, re.MULTILINE)))) == names


def test_every_page_is_reached_from_the_readme_or_another_page() -> None:
    texts = {page: page.read_text(encoding="utf-8") for page in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]}
    linked = {
        (page.parent / target).resolve()
        for page, text in texts.items()
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text)
    }
    assert linked - {path for path in linked if path.exists()} == set()
    assert {page for page in texts if page.name != "README.md"} - linked == set()
    assert {FOLDER / f"{name}.md" for name in PAGES} <= linked


def test_reliability_names_tests_that_exist() -> None:
    told = (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")
    promises = [line for line in told.splitlines() if line.startswith("| **")]
    named = {line: re.findall(r"`(tests/[\w/]+\.py)`", line.rsplit("|", 2)[1]) for line in promises}
    assert len(promises) > 20
    assert [line for line, files in named.items() if not files] == []
    assert {file for files in named.values() for file in files if not (ROOT / file).is_file()} == set()
