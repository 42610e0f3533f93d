"""Code by code against the lists in `shared/data` (not in the repository): what differs is written down with its reason."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from graph.countries import countries
from graph.errors import UnusableError

DATA = Path(__file__).parents[3].parent / "shared" / "data"

# (list, column, what it says): ours, and why it isn't theirs.
CODELIST = {
    ("cown", "327"): ("COW-327", "the Papal States aren't the Holy See of today"),
    ("cowc", "PAP"): ("COW-327", "as 327"),
    ("gwn", "327"): ("COW-327", "as 327"),
    ("gwc", "PAP"): ("COW-327", "as 327"),
    ("gwn", "815"): ("GW-815", "GW's 815 is Annam until 1893, its Vietnam of today 816"),
    ("gwc", "VNM"): ("GW-815", "as 815"),
    ("genc3c", "XSV"): ("unknown", "GENC's code for Svalbard alone"),
}
COW2ISO = {
    ("58", "ATA"): ("ATG", "a slip of theirs: ATA is Antarctica"),
    ("343", "MAC"): ("MKD", "a slip of theirs: MAC is Macao"),
    ("817", "VNM"): ("COW-817", "DESIGN: South Vietnam never had an alpha-3 of its own"),
}


@pytest.fixture(scope="module", autouse=True)
def _present() -> None:
    if DATA.is_dir():
        return
    if os.environ.get("CI"):
        pytest.fail("shared/data is absent, and in CI this test may not be skipped")
    pytest.skip("shared/data lies beside the repository and is absent here")


def rows(name: str, encoding: str = "utf-8") -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding=encoding, newline="") as lines:
        yield from csv.DictReader(lines)


def found(text: str, on: date | tuple[date, date] | None = None) -> str:
    try:
        return countries().resolve(text, on).id
    except UnusableError as error:
        return str(error.extra["reason"])


@pytest.mark.parametrize(
    ("column", "system"),
    [
        *[("iso3c", "iso"), ("iso2c", "iso"), ("iso3n", "m49"), ("un", "m49"), ("genc3c", "iso"), ("cown", "cow")],
        *[("cowc", "cow"), ("gwn", "gw"), ("gwc", "gw"), ("imf", "imf"), ("fips", "fips"), ("ioc", "ioc")],
        *[("wb", "wb"), ("vdem", "vdem")],
    ],
)
def test_codelist(column: str, system: str) -> None:
    differences = {
        (column, row[column]): found(f"{system}:{row[column]}")
        for row in rows("codes/codelist_without_cldr.csv")
        if row[column] and row["iso3c"] and found(f"{system}:{row[column]}") != row["iso3c"]
    }
    assert differences == {key: ours for key, (ours, _) in CODELIST.items() if key[0] == column}


def test_iso_list() -> None:
    for row in rows("codes/data_iso.csv"):
        asked = [
            row["iso3c"],
            row["iso2c"],
            f"iso:{row['iso3n']}",
            row["country"],
            row["iso.name.en"],
            row["iso.name.fr"],
        ]
        assert {found(text) for text in asked} == {row["iso3c"]}, row


def test_names_in_the_codelist() -> None:
    names = ["country.name.en", "country.name.de", "country.name.fr", "country.name.es", "un.name.en", "un.name.fr"]
    names += [
        "un.name.es",
        "un.name.ru",
        "un.name.zh",
        "un.name.ar",
        "iso.name.en",
        "iso.name.fr",
        "vdem.name",
        "p4.name",
    ]
    for row in rows("codes/codelist_without_cldr.csv"):
        for column in names:
            if row[column] and row["iso3c"] and row[column] != "Papal States":
                assert found(row[column]) == row["iso3c"], (column, row[column])


def test_cow2iso() -> None:
    differences = {}
    for row in rows("codes/cow2iso.txt"):
        if row["cow_id"] and row["iso3"]:
            on = (date(int(row["valid_from"]), 1, 1), date(int(row["valid_until"] or 2020), 12, 31))
            ours = found(f"cow:{row['cow_id']}", on)
            if ours != row["iso3"]:
                differences[row["cow_id"], row["iso3"]] = ours
    assert differences == {key: ours for key, (ours, _) in COW2ISO.items()}


@pytest.mark.parametrize("name", ["cow_states/states2016.csv", "cow_states/COW country codes.csv"])
def test_cow_states(name: str) -> None:
    """Every number, letters and (as `cow:NAME` where bare names are others' too) name of COW's states, spell by spell."""
    for row in rows(name):
        folded = {key.lower(): value for key, value in row.items()}
        number, letters, full = folded["ccode"], folded["stateabb"], folded.get("statenme") or folded["statename"]
        day = _spell(folded)
        ids = {found(f"cow:{code}", day) for code in (number, letters, full)}
        assert len(ids) == 1, (row, ids)
        assert int(number) in {entry.number for entry in countries().get(ids.pop()).cow}


def _spell(row: dict[str, str]) -> date | None:
    if "styear" not in row:
        return None
    return date(int(row["styear"]), int(row["stmonth"]), int(row["stday"]))


def test_cow_spells_are_complete() -> None:
    """First and last day of each spell of COW's list stand with a country, cut only where ours changes."""
    starts = {(entry.number, entry.first) for country in countries() for entry in country.cow}
    ends = {(entry.number, entry.last) for country in countries() for entry in country.cow}
    for row in rows("cow_states/states2016.csv"):
        last = date(int(row["endyear"]), int(row["endmonth"]), int(row["endday"]))
        assert (int(row["ccode"]), _spell(row)) in starts
        # The list's own last day stands for "still a member".
        assert (int(row["ccode"]), None if last == date(2016, 12, 31) else last) in ends


def test_gw_spells_are_complete() -> None:
    starts = {(entry.number, entry.first) for country in countries() for entry in country.gw}
    ends = {(entry.number, entry.last) for country in countries() for entry in country.gw}
    for row in rows("gw_states/gw_states.csv"):
        last = date.fromisoformat(row["enddate"])
        assert (int(row["gwcode"]), date.fromisoformat(row["startdate"])) in starts
        assert (int(row["gwcode"]), None if last == date(2017, 12, 31) else last) in ends
        assert found(f"gw:{row['gwcode']}", date.fromisoformat(row["startdate"])) not in {
            "unknown",
            "no_state",
            "ambiguous",
        }


def test_names_of_gw_states_on_their_first_day() -> None:
    for row in rows("gw_states/gw_states.csv"):
        day = date.fromisoformat(row["startdate"])
        assert found(row["statename"], day) == found(f"gw:{row['gwcode']}", day), row
