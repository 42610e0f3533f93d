"""Names that loads could not resolve are listed, answered in a YAML file, and taken by the next load."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph.countries.answers import answered_countries, answers_path, read_answers
from graph.errors import UnusableError
from graph.resolution import UnresolvedError
from graph.settings import settings
from graph.store import Store
from graph.unresolved import MOST_NAMES, UnresolvedNames, unresolved_names
from loaders.pipeline import load_files
from loaders.summary import Summary

BASE = {"relation": "supplies", "resource": "oil", "claimant": "South Korea", "source_title": "T"}


@pytest.fixture
def empty(home: Path) -> Iterator[Path]:
    """The session's home, without lists and answers before and after."""
    _clean(home)
    yield home
    _clean(home)


def _clean(home: Path) -> None:
    (home / "countries.yaml").unlink(missing_ok=True)
    for path in (home / "unresolved").glob("*"):
        path.unlink()


@pytest.fixture
def answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The file that BILAT_COUNTRIES names, not yet written."""
    path = tmp_path / "answers.yaml"
    monkeypatch.setenv("BILAT_COUNTRIES", str(path))
    settings.cache_clear()
    yield path
    monkeypatch.undo()
    settings.cache_clear()


def error_for(name: str, why: str = "unknown", field: str = "actor") -> UnresolvedError:
    suggestions = [{"id": "AUT", "name": "Austria"}]
    return UnresolvedError(field, name, "no", UnusableError("no", reason=why, suggestions=suggestions))


def write(path: Path, *records: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps({**BASE, **record}) + "\n" for record in records), encoding="utf-8")
    return path


def loaded(store: Store, path: Path, **options: Any) -> Summary:
    return load_files(store, [path], rejects=path.with_suffix(".rejects"), **options)


def test_what_a_load_cannot_resolve_is_listed_and_taken_once_it_is_answered(
    store: Store, empty: Path, tmp_path: Path
) -> None:
    path = write(
        tmp_path / "facts.jsonl",
        {"actor": "Ruritania", "partner": "Chad", "since": "2020"},
        {"actor": "Chad", "partner": "Ruritania", "since": "2021"},
        {"actor": "Chad", "partner": "Korea", "since": "2021"},
        {"actor": "Chad", "partner": "France", "since": "2022"},
    )
    summary = loaded(store, path)
    assert (summary.loaded, summary.rejected) == (1, 3)
    (first, second), left_out = unresolved_names(empty)
    assert left_out == 0
    assert (first.name, first.why, first.records, first.line) == ("Ruritania", "unknown", 2, 1)
    assert (first.file, first.fields) == (str(path), ["actor", "partner"])
    assert (second.name, second.why, second.line) == ("Korea", "ambiguous", 3)
    assert [one["id"] for one in second.suggestions] == ["PRK", "KOR"]

    (empty / "countries.yaml").write_text("Ruritania: AUT\n", encoding="utf-8")
    summary = loaded(store, path)
    assert (summary.loaded, summary.unchanged, summary.rejected) == (2, 1, 1)
    assert [one.name for one in unresolved_names(empty)[0]] == ["Korea"]

    (empty / "countries.yaml").write_text("Ruritania: AUT\nKorea: KOR\n", encoding="utf-8")
    assert loaded(store, path).rejected == 0
    assert unresolved_names(empty) == ([], 0)


def test_a_dry_run_and_a_strict_load_list_what_they_could_not_resolve(
    store: Store, empty: Path, tmp_path: Path
) -> None:
    path = write(tmp_path / "facts.jsonl", {"actor": "Ruritania", "partner": "Chad"})
    for options in ({"dry_run": True}, {"strict": True}):
        loaded(store, path, **options)
        assert [(one.name, one.records) for one in unresolved_names(empty)[0]] == [("Ruritania", 1)]


def test_organisations_and_broken_records_are_no_unresolved_names(store: Store, empty: Path, tmp_path: Path) -> None:
    path = write(
        tmp_path / "facts.jsonl",
        {"actor": "European Union", "partner": "Chad"},
        {"actor": "France", "partner": "Chad", "resource": "unobtainium"},
        {"actor": "France", "partner": "Chad", "claimant": "Ruritania"},
    )
    assert loaded(store, path).rejected == 3
    assert [(one.name, one.fields) for one in unresolved_names(empty)[0]] == [("Ruritania", ["claimant"])]


def test_answers_that_cannot_be_used_stop_a_load_before_it_begins(
    store: Store, empty: Path, answers: Path, tmp_path: Path
) -> None:
    path = write(tmp_path / "facts.jsonl", {"actor": "France", "partner": "Chad"})
    answers.write_text("Ruritania: Austro\n", encoding="utf-8")
    with pytest.raises(UnusableError, match=r"answers\.yaml, line 1: 'Ruritania' is answered with 'Austro'"):
        loaded(store, path)
    assert store.read("read/graph")[0]["version"] is not None
    answers.write_text("", encoding="utf-8")
    assert loaded(store, path).loaded == 1


def test_lists_of_files_do_not_mix_and_the_same_file_has_one_however_it_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a.jsonl", "b.jsonl"):
        Path(name).write_text("", encoding="utf-8")
        names = UnresolvedNames(name)
        names.note(error_for(f"of {name}"), 1)
        names.keep(tmp_path)
    assert [one.name for one in unresolved_names(tmp_path)[0]] == ["of a.jsonl", "of b.jsonl"]
    UnresolvedNames(str(tmp_path / "a.jsonl")).keep(tmp_path)
    assert [one.name for one in unresolved_names(tmp_path)[0]] == ["of b.jsonl"]


def test_what_came_by_request_adds_up_until_it_is_answered(empty: Path) -> None:
    for name in ("Ruritania", "Graustark", "Ruritania"):
        names = UnresolvedNames("request")
        names.note(error_for(name), 1)
        names.keep(empty)
        UnresolvedNames("request").keep(empty)  # a request without such names takes none away
    found = {one.name: one.records for one in unresolved_names(empty)[0]}
    assert found == {"Ruritania": 2, "Graustark": 1}
    (empty / "countries.yaml").write_text("Ruritania: AUT\n", encoding="utf-8")
    names = UnresolvedNames("request")
    names.note(error_for("Zenda"), 1)
    names.keep(empty)
    assert {one.name for one in unresolved_names(empty)[0]} == {"Graustark", "Zenda"}


def test_loads_at_once_leave_whole_lists(tmp_path: Path) -> None:
    def keep(file: str, name: str) -> None:
        for _ in range(20):
            names = UnresolvedNames(file)
            names.note(error_for(name), 1)
            names.keep(tmp_path)

    path = tmp_path / "one.jsonl"
    path.write_text("", encoding="utf-8")
    jobs = [(str(path), "Ruritania"), (str(path), "Graustark"), ("request", "Zenda"), ("request", "Zenda")]
    threads = [threading.Thread(target=keep, args=job) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = {one.name: one.records for one in unresolved_names(tmp_path)[0]}
    assert found.pop("Zenda") == 40
    assert found in ({"Ruritania": 1}, {"Graustark": 1})
    assert not list((tmp_path / "unresolved").glob(".*.part"))


def test_a_wrong_column_does_not_fill_the_memory(tmp_path: Path) -> None:
    names = UnresolvedNames("request")
    for number in range(MOST_NAMES + 5):
        names.note(error_for(f"name {number}"), number)
    names.keep(tmp_path)
    found, left_out = unresolved_names(tmp_path)
    assert (len(found), left_out) == (MOST_NAMES, 5)


def test_damaged_and_endless_names_are_kept_readable(tmp_path: Path) -> None:
    names = UnresolvedNames("request")
    names.note(error_for("\ud800"), 1)
    names.note(error_for("x" * 100_000), 2)
    names.keep(tmp_path)
    assert sorted(len(one.name) for one in unresolved_names(tmp_path)[0]) == [6, 200]


def test_a_list_that_cannot_be_written_costs_no_load(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "unresolved").write_text("a file where the folder belongs", encoding="utf-8")
    names = UnresolvedNames("request")
    names.note(error_for("Ruritania"), 1)
    with caplog.at_level(logging.WARNING, "bilat"):
        names.keep(tmp_path)
    assert "can't be kept" in caplog.text


def test_a_damaged_list_is_named(tmp_path: Path) -> None:
    (tmp_path / "unresolved").mkdir()
    (tmp_path / "unresolved" / "x.jsonl").write_text('{"name": ', encoding="utf-8")
    with pytest.raises(UnusableError, match=r"x\.jsonl is damaged"):
        unresolved_names(tmp_path)


def test_answers_are_text_whatever_yaml_thinks(tmp_path: Path) -> None:
    path = tmp_path / "answers.yaml"
    path.write_text("NO: NOR\n010: ITA\n'Korea, the good one': KOR\nyes: CHE\n", encoding="utf-8")
    assert read_answers(path) == {"NO": "NOR", "010": "ITA", "Korea, the good one": "KOR", "yes": "CHE"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Ruritania: AUT\nRuritania: DEU\n", "line 2: 'Ruritania' is answered twice"),
        ("Chad: TCD\nRuritania:\n", "line 2: 'Ruritania' has no answer"),
        ("Ruritania: [AUT, DEU]\n", "line 1: an entry is one name and one country's id"),
        ("Ruritania: Austria\n", "line 1: 'Ruritania' is answered with 'Austria'. No country has the id"),
        ("'': AUT\n", "line 1: A country was asked for with an empty text"),
        ("- Ruritania\n", "holds no entries of the form 'name: id'"),
        ("a: b: c\n", "is no valid YAML"),
        ("\udcff", "is no UTF-8 text"),
    ],
)
def test_an_answer_that_cannot_be_used_is_named(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "answers.yaml"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(UnusableError) as caught:
        read_answers(path)
    assert said in caught.value.detail
    assert str(path) in caught.value.detail


def test_the_setting_names_the_file_and_the_home_has_one_by_default(
    empty: Path, answers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert answers_path() == answers
    with pytest.raises(UnusableError, match=r"BILAT_COUNTRIES names .*answers\.yaml, which isn't there"):
        answered_countries()
    answers.write_text("Ruritania: AUT\n", encoding="utf-8")
    assert answered_countries().resolve("ruritania").id == "AUT"
    answers.write_text("Ruritania: COW-300\n", encoding="utf-8")
    assert answered_countries().resolve("ruritania").id == "COW-300"
    monkeypatch.delenv("BILAT_COUNTRIES")
    settings.cache_clear()
    assert answers_path() == empty / "countries.yaml"
    with pytest.raises(UnusableError):
        answered_countries().resolve("ruritania")
