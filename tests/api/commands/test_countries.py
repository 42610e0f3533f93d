"""`bilat countries`, as it is called: what it prints, where, and its exit status."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.errors import UnusableError
from graph.resolution import UnresolvedError
from graph.unresolved import UnresolvedNames

Bilat = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def bilat(tmp_path: Path) -> Bilat:
    """Runs the command with a home of its own."""

    def run(*arguments: str, **named: str) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "BILAT_HOME": str(tmp_path), **named}
        return subprocess.run(
            [sys.executable, "-m", "api.cli", "countries", *arguments],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def note(home: Path, *names: str) -> None:
    """What a load of facts.jsonl could not resolve."""
    found = UnresolvedNames("facts.jsonl")
    for line, name in enumerate(names, start=1):
        error = UnusableError("no", reason="unknown", suggestions=[{"id": "AUT", "name": "Austria"}])
        found.note(UnresolvedError("actor", name, "no", error), line)
    found.keep(home)


def test_names_are_resolved_for_their_day(bilat: Bilat) -> None:
    done = bilat("resolve", "Corée du Nord", "cow:365", "--on", "1975-06")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "PRK\tNorth Korea\talias\nSUN\tSoviet Union\tcow\n"


def test_a_note_is_printed(bilat: Bilat) -> None:
    assert "COW 365" in bilat("resolve", "Russia", "--on", "1975").stdout


def test_an_unknown_name_is_told_with_suggestions(bilat: Bilat) -> None:
    done = bilat("resolve", "Ukrane")
    assert (done.returncode, done.stdout) == (2, "")
    assert "'Ukrane' is no country's name or code. Nearest: Ukraine (UKR)" in done.stderr
    assert done.stderr.count("\n") == 1


def test_the_good_ones_are_answered_where_some_fail(bilat: Bilat) -> None:
    done = bilat("resolve", "Korea", "Chad", "--json")
    assert done.returncode == 1
    korea, chad = json.loads(done.stdout)["names"]
    assert (korea["id"], korea["reason"], [one["id"] for one in korea["suggestions"]]) == (
        None,
        "ambiguous",
        ["PRK", "KOR"],
    )
    assert chad == {"asked": "Chad", "id": "TCD", "name": "Chad", "matched": "name", "note": None}


@pytest.mark.parametrize(("day", "said"), [("soon", "no date that can be read"), ("2022/..", "open at one end")])
def test_a_day_that_cannot_be_used_is_told(bilat: Bilat, day: str, said: str) -> None:
    done = bilat("resolve", "Chad", "--on", day)
    assert done.returncode == 2
    assert said in done.stderr


def test_answers_of_the_user_are_known(bilat: Bilat, tmp_path: Path) -> None:
    (tmp_path / "countries.yaml").write_text("Ruritania: AUT\n", encoding="utf-8")
    assert bilat("resolve", "RURITANIA").stdout == "AUT\tAustria\tanswer\n"
    other = tmp_path / "other.yaml"
    other.write_text("Ruritania: Ausria\n", encoding="utf-8")
    done = bilat("resolve", "Ruritania", BILAT_COUNTRIES=str(other))
    assert done.returncode == 2
    assert f"{other}, line 1: 'Ruritania' is answered with 'Ausria'" in done.stderr


def test_what_loads_could_not_resolve_is_listed(bilat: Bilat, tmp_path: Path) -> None:
    assert bilat("unresolved").stdout == "Every name of every load was resolved.\n"
    note(tmp_path, "Zenda", "Ruritania", "Ruritania")
    done = bilat("unresolved")
    assert done.returncode == 0
    first, second, empty, todo = done.stdout.splitlines()
    assert first == "'Ruritania': 2 records (actor) of facts.jsonl, first in line 2: unknown; nearest: Austria (AUT)"
    assert second.startswith("'Zenda': 1 record (actor)")
    assert empty == ""
    assert str(tmp_path / "countries.yaml") in todo


def test_the_list_as_json_says_what_is_answered(bilat: Bilat, tmp_path: Path) -> None:
    note(tmp_path, "Zenda", "Ruritania")
    (tmp_path / "countries.yaml").write_text("Ruritania: AUT\n", encoding="utf-8")
    told = json.loads(bilat("unresolved", "--json").stdout)
    assert told["answers_file"] == str(tmp_path / "countries.yaml")
    assert {one["name"]: one["answered"] for one in told["unresolved"]} == {"Ruritania": True, "Zenda": False}
    assert "answered: load the file again" in bilat("unresolved").stdout
