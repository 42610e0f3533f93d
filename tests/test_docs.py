"""The reference pages tell what the code does, and nothing that exists is undocumented."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from dataclasses import fields
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest
from fastapi.routing import APIRoute

import api.routes
from api.reference import FOLDER, PAGES, stale
from api.reference.__main__ import main
from api.reference.program import each_command, each_error
from api.reference.words import field_meanings
from graph.claims import Claim
from graph.errors import BilatError
from graph.named import named_queries
from graph.record import FIELDS
from graph.settings import Settings
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
    folder = shutil.copytree(FOLDER, tmp_path / "reference")
    (folder / "settings.md").write_text("Nothing to set.\n", encoding="utf-8")
    (folder / "errors.md").unlink()
    (folder / "dreams.md").write_text("# Dreams\n", encoding="utf-8")
    assert set(stale(folder)) - set(stale()) == {"dreams.md", "errors.md", "settings.md"}


def test_a_wrong_call_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--chekc"]) == 2
    assert "takes nothing or --check, not --chekc" in capsys.readouterr().err


def test_every_route_has_a_summary_and_a_description() -> None:
    missing = {f"{r.name} {r.path}" for r in routes() if not (r.summary and r.description)}
    assert missing == set()


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
    assert set(told["claim"]) == {field.name for field in fields(Claim)} - set(FIELDS) | {"stance"}


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
