"""Make `data/index.json`, the table that `graph.countries` reads, from the libraries and our own files.

`python -m graph.countries.build` writes it and prints the names that two countries claim; a test fails when it isn't
what the installed libraries and the files of `data/` give.

The order of belief, where a name is given to two countries: our own files, ISO and English CLDR names, CLDR in the
larger languages, countrynames, CLDR in all others. A name that two countries have on one level means neither of them.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from typing import Any

import orjson
import pycountry
import yaml

from graph.countries import build_names
from graph.countries.folding import fold

DATA = Path(__file__).parent / "data"
INDEX = DATA / "index.json"
# States that neither list of states has, and since when they are one.
OTHER_STATES = {"VAT": "1929-02-11"}


def read_yaml(name: str) -> Any:
    """One of our own files, dates as ISO text."""
    text = (DATA / name).read_text(encoding="utf-8")
    return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 (BaseLoader makes text only; it keeps "NO" from being false)


def read_table(name: str) -> list[dict[str, str]]:
    """One of our own CSV files."""
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _numbers() -> dict[str, dict[str, list[list[Any]]]]:
    systems: dict[str, dict[str, list[list[Any]]]] = {"cow": defaultdict(list), "gw": defaultdict(list)}
    for row in read_table("numbers.csv"):
        entry = [int(row["number"]), row["abbreviation"], row["first"] or None, row["last"] or None]
        systems[row["system"]][row["country"]].append(entry)
    return systems


def _periods(entries: list[list[Any]]) -> list[list[str | None]]:
    """Entries as times: those that follow each other within a day (the two Yemens' end, Germany's unity) are one."""
    merged: list[list[str | None]] = []
    for _, _, first, last in sorted(entries, key=lambda entry: entry[2]):
        if merged and merged[-1][1] and build_names.next_day(merged[-1][1]) >= first:
            merged[-1][1] = last if last is None else max(merged[-1][1], last)
        elif not merged or merged[-1][1] is not None:
            merged.append([first, last])
    return merged


def _present() -> dict[str, dict[str, Any]]:
    english = build_names.territories("en")
    own = read_yaml("names.yaml")
    rows = {item.alpha_3: (item.alpha_2, item.numeric) for item in pycountry.countries} | {"XKX": ("XK", None)}
    return {
        code: {
            "id": code,
            "name": own.get(code, {}).get("name") or english[iso2],
            "iso2": iso2,
            "iso_numeric": numeric,
            "flag": "".join(chr(0x1F1E6 + ord(letter) - ord("A")) for letter in iso2),
        }
        for code, (iso2, numeric) in rows.items()
    }


def countries() -> list[dict[str, Any]]:
    """All countries as plain records, by id."""
    numbers = _numbers()
    records = _present()
    for code, entry in read_yaml("former.yaml").items():
        records[code] = {"id": code, "name": entry["name"], "kind": entry.get("kind", "former")}
        records[code] |= {key: entry[key] for key in ("iso2", "iso_numeric") if key in entry}
        records[code]["possible"] = [entry.get("first"), entry.get("last")]
    for code, record in records.items():
        record["cow"], record["gw"] = numbers["cow"].get(code, []), numbers["gw"].get(code, [])
        record["periods"] = _periods(record["cow"] or record["gw"])
        if code in OTHER_STATES:
            record["periods"] = [[OTHER_STATES[code], None]]
        elif record.get("kind") == "former" and record["possible"][0]:
            record["periods"] = [record["possible"]]
        record.setdefault("kind", "country" if record["periods"] else "territory")
    for row in read_yaml("successions.yaml"):
        entry = [row["succeeds"], row["on"], row.get("continues") == "true"]
        records[row["country"]].setdefault("succeeds", []).append(entry)
    return [records[code] for code in sorted(records)]


def _plain(codes: dict[str, str]) -> dict[str, list[dict[str, str]]]:
    return {code: [{"country": country}] for code, country in codes.items()}


def codes(records: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """For each system of codes, each code with its meanings."""
    own = read_yaml("codes.yaml")
    iso3 = _plain({record["id"]: record["id"] for record in records if len(record["id"]) == 3})
    iso2 = _plain({record["iso2"]: record["id"] for record in records if record.get("iso2")})
    # A present country keeps its letters: SK is Slovakia, though Sikkim once had it.
    iso2 |= _plain({record["iso2"]: record["id"] for record in records if record.get("flag")})
    numeric = _plain({record["iso_numeric"]: record["id"] for record in records if record.get("iso_numeric")})
    systems: dict[str, dict[str, Any]] = {
        "iso3": iso3 | _plain(own["iso3"]) | own["iso3_in_time"],
        "iso2": iso2 | _plain(own["iso2"]) | own["iso2_in_time"],
        "m49": numeric | _plain(own["m49"]),
    }
    # ISO 3166-3: four letters for what was withdrawn (YUCS, SUHH).
    gone = {item.alpha_4: systems["iso3"].get(item.alpha_3) for item in pycountry.historic_countries}
    systems["iso4"] = {code: meanings for code, meanings in gone.items() if meanings} | _plain(own["iso4"])
    systems["comtrade"] = systems["m49"] | _plain(own["comtrade"]) | own["comtrade_in_time"]
    for code in read_yaml("aggregates.yaml")["codes"]["comtrade"]:
        # Comtrade gives 492, Monaco's number, to "Europe EU, nes".
        systems["comtrade"].pop(code, None)
    systems["cameo"] = iso3 | _plain(own["cameo"])
    systems["sipri"] = _plain(own["sipri"])
    for row in read_table("codes.csv"):
        systems.setdefault(row["system"], {})[row["code"]] = [{"country": row["country"]}]
    systems["wb"] = {**systems["iso3"], **systems.get("wb", {})}
    for system in ("cow", "gw"):
        systems[system] = _number_meanings(system)
    systems["cow"] |= _plain(own["cow"])
    for system, table in own["named"].items():
        known = systems.setdefault(system, {})
        known |= {fold(name): known.get(code) or [{"country": code}] for name, code in table.items()}
    return systems


def _number_meanings(system: str) -> dict[str, list[dict[str, str]]]:
    """COW's and GW's numbers and abbreviations: where a number passes from one id to another, by day."""
    spells: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in sorted(
        (row for row in read_table("numbers.csv") if row["system"] == system), key=lambda row: row["first"]
    ):
        for code in (row["number"], row["abbreviation"]):
            known = spells[code]
            if known and known[-1]["country"] == row["country"]:
                known[-1]["last"] = row["last"]
            else:
                known.append({"country": row["country"], "first": row["first"], "last": row["last"]})
    for known in spells.values():
        # Before a number's first day and after its last it still names the same country; who ended says so itself.
        del known[0]["first"]
        if known[-1]["country"] != "SCG":
            del known[-1]["last"]
        for earlier, later in pairwise(known):
            earlier["last"] = build_names.previous_day(later["first"])
    return dict(spells)


def build() -> tuple[bytes, list[str]]:
    """The index as JSON, and a line for each name that two countries claim."""
    records = countries()
    present = read_yaml("names.yaml")
    for code, more in read_yaml("languages.yaml").items():
        entry = present.setdefault(code, {})
        entry["names"] = [*entry.get("names", []), *more]
    names, conflicts = build_names.collect(records, read_yaml("former.yaml"), present)
    for record in records:
        record["aliases"] = names.aliases(record["id"], record["name"])
    aggregates = read_yaml("aggregates.yaml")
    meanings = read_yaml("meanings.yaml")
    index = {
        "countries": records,
        "names": names.table,
        "meanings": {fold(name): found for name, found in meanings["names"].items()},
        "periods": meanings["periods"],
        "codes": codes(records),
        "parts": names.parts | {fold(name): country for name, country in aggregates["parts"].items()},
        "aggregates": {fold(name): why for why, found in aggregates["names"].items() for name in found},
        "aggregate_patterns": aggregates["patterns"],
        "aggregate_codes": aggregates["codes"],
    }
    return orjson.dumps(index, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS) + b"\n", conflicts


def main() -> None:
    """Write the index; print the conflicts."""
    content, conflicts = build()
    INDEX.write_bytes(content)
    sys.stdout.write("\n".join([*conflicts, f"{len(content):,} bytes in {INDEX.name}"]) + "\n")


if __name__ == "__main__":
    main()
