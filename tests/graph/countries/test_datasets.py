"""Every name and code in `shared/data`, with its day and code system: it resolves, or docs/countries.md lists it with why."""

from __future__ import annotations

import csv
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, Literal, NamedTuple
from xml.etree import ElementTree as ET

import pytest
import yaml

from graph.countries import countries
from graph.errors import UnusableError
from tests.files import ROOT, shared

On = tuple[date, date] | None
Asked = Iterator[tuple[str, On]]
MISSING = {"", "NA", "None", "-9", "null"}
_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


class Table(NamedTuple):
    """A text table: its columns of countries with their code systems, and its columns of years."""

    file: str
    columns: dict[str, str]
    years: tuple[str, ...] = ()
    encoding: str = "utf-8-sig"
    delimiter: str = ","
    quoting: Literal[0, 3] = csv.QUOTE_MINIMAL
    bar: bool = False

    def asked(self) -> Asked:
        with shared("data", *self.file.split("/")).open(encoding=self.encoding, newline="") as lines:
            for row in csv.DictReader(lines, delimiter=self.delimiter, quoting=self.quoting):
                on = next((found for name in self.years if (found := year(row[name]))), None)
                for column, system in self.columns.items():
                    for value in (row[column] or "").split("|" if self.bar else "\0"):
                        if value.strip() not in MISSING or (system == "iso2:" and value == "NA"):
                            yield system + value.strip(), on


def year(text: str | None) -> On:
    """The year that a date begins or ends with."""
    found = re.search(r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)|^\d{4}(?=\d{4}$)", text or "")
    return (date(int(found[0]), 1, 1), date(int(found[0]), 12, 31)) if found else None


PAIR = {"ccode1": "cow:", "ccode2": "cow:"}
TABLES = {
    "aid": [
        Table("aid/OECD_DAC2A.csv", {"Recipient": "dac:", "Donor": "dac:"}, ("Year",)),
        Table("aid/cow_gcdf.csv", {"ccode": "cow:"}, ("year",)),
    ],
    "atop": [
        Table("atop/atop-member-level.csv", {"member": "cow:"}, ("yrent",)),
        Table("atop/atop51_ddyr_peacesciencer.csv", PAIR, ("year",)),
    ],
    "borders": [
        Table(
            "borders/GEODATASOURCE-COUNTRY-BORDERS.CSV",
            {"country_code": "iso2:", "country_name": "", "country_border_code": "iso2:", "country_border_name": ""},
        )
    ],
    "codes": [
        Table("codes/countries.csv", {"CCA2": "iso2:", "Name": "", "CCA3": "iso3:"}),
        Table("codes/countryhood.csv", {"iso3c": "iso3:", "country": ""}),
        Table("codes/data_regex.csv", {f"country.name.{one}": "" for one in ("en", "de", "fr", "es", "it")}),
    ],
    "cow_alliance": [
        Table(
            "cow_alliance/alliance_v4.1_by_directed.csv",
            PAIR | {"state_name1": "cow:", "state_name2": "cow:"},
            ("dyad_st_year",),
        )
    ],
    "cow_contiguity": [
        Table(
            "cow_contiguity/contdird.csv",
            {"state1no": "cow:", "state2no": "cow:", "state1ab": "cow:", "state2ab": "cow:"},
            ("year",),
        )
    ],
    "cow_diplomatic_exchange": [
        Table("cow_diplomatic_exchange/Diplomatic_Exchange_2006v1.csv", PAIR, ("year",))
    ],
    "cow_igo": [Table("cow_igo/cow_igo_ndy.csv", PAIR, ("year",))],
    "cow_mid": [
        Table("cow_mid/MIDB 5.0.csv", {"stabb": "cow:", "ccode": "cow:"}, ("styear",)),
        Table("cow_mid/MIDIP 5.0.csv", {"stabb": "cow:", "ccode": "cow:"}, ("styear",)),
        Table(
            "cow_mid/dyadic_mid_4.02.csv",
            {"statea": "cow:", "stateb": "cow:", "namea": "cow:", "nameb": "cow:"},
            ("strtyr",),
        ),
        Table("cow_mid/gml-ddy-disputes-2.03.csv", PAIR, ("year",)),
    ],
    "cow_states": [
        Table("cow_states/majors2016.csv", {"stateabb": "cow:", "ccode": "cow:"}, ("styear",)),
        Table("cow_states/majors2024.csv", {"stateabb": "cow:", "ccode": "cow:"}, ("styear",)),
        Table("cow_states/system2016.csv", {"stateabb": "cow:", "ccode": "cow:"}, ("year",)),
    ],
    "cow_trade": [
        Table("cow_trade/Dyadic_COW_trade.csv", PAIR | {"importer1": "cow:", "importer2": "cow:"}, ("year",))
    ],
    "cow_wars": [
        Table("cow_wars/Inter-StateWarData_v4.0.csv", {"ccode": "cow:", "StateName": "cow:"}, ("StartYear1",)),
        Table("cow_wars/directed_dyadic_war.csv", {"statea": "cow:", "stateb": "cow:"}, ("year",)),
    ],
    "embassies": [
        Table(
            "embassies/database_of_embassies.csv",
            {"operator": "", "jurisdictions": "", "country": ""},
            delimiter=";",
            quoting=csv.QUOTE_NONE,
            bar=True,
        )
    ],
    "gdelt": [
        Table(
            "gdelt/gdelt1_georgia_2012-09.csv",
            {"Actor1CountryCode": "cameo:", "Actor2CountryCode": "cameo:", "ActionGeo_CountryCode": "fips:"},
        )
    ],
    "gw_states": [Table("gw_states/data_gw.csv", {"gwn": "gw:", "gwc": "gw:", "country": "gw:"}, ("year",))],
    "icews": [
        Table(
            "icews/events.2018.sample.tab",
            {"Source Country": "icews:", "Target Country": "icews:"},
            ("Event Date",),
            delimiter="\t",
            quoting=csv.QUOTE_NONE,
        )
    ],
    "rivalries": [Table("rivalries/td_rivalries.csv", PAIR, ("styear",))],
    "sipri_arms": [
        Table(
            "sipri_arms/trade-register.csv", {"Recipient": "sipri:", "Supplier": "sipri:"}, ("Year of order",), "latin-1"
        ),
        Table("sipri_arms/sipri-exports-processed.csv", {"supplier": "sipri:", "recipient": "sipri:"}, ("year",)),
    ],
    "trade_baci": [
        Table("trade_baci/ExampleTradeData.csv", {"i": "baci:", "j": "baci:"}, ("t",)),
        Table(
            "trade_baci/country_codes_V202201.csv",
            {"country_code": "baci:", "country_name_full": "", "iso_3digit_alpha": "iso3:", "iso_2digit_alpha": "iso2:"},
            encoding="latin-1",
        ),
    ],
    "trade_comtrade": [
        Table("trade_comtrade/comtrade_all_exports_2021A.csv", {"reporter": "", "partner": ""}, ("date",)),
        Table("trade_comtrade/cmdImports_2020A_6801.csv", {"reporterCode": "comtrade:", "partnerCode": "comtrade:"}),
        Table(
            "trade_comtrade/comtrade_reporters.csv", {"reporterCode": "comtrade:", "text": "comtrade:"}, ("entryExpiredDate",)
        ),
        Table(
            "trade_comtrade/comtrade_partners.csv", {"PartnerCode": "comtrade:", "text": "comtrade:"}, ("entryExpiredDate",)
        ),
    ],
    "trade_imf_dots": [
        Table(
            "trade_imf_dots/DOT_timeSeries.csv",
            {
                "Country Name": "imf:",
                "Country Code": "imf:",
                "Counterpart Country Name": "imf:",
                "Counterpart Country Code": "imf:",
            },
        )
    ],
    "treaties": [
        Table(
            "treaties/DESTA.csv",
            {f"c{number}": "iso:" for number in range(1, 92)},
            ("year",),
            encoding="latin-1",
            delimiter=";",
        ),
        Table("treaties/HUGGO_MEM_additional.csv", {"StateName": ""}, ("StateSignature", "Begin"), "latin-1"),
    ],
    "ukraine_support": [
        Table("ukraine_support/data_explorer.csv", {"country": "", "iso": "iso3:"}, ("year",)),
        Table("ukraine_support/bilateral_assistance_MAIN_DATA.csv", {"countries": ""}),
        Table("ukraine_support/weapons.csv", {"donor": ""}),
        Table("ukraine_support/eu_aid_shares.csv", {"country": "", "iso": "iso3:"}),
    ],
    "unga": [
        Table("unga/UNVotesPublished.csv", {"ccode": "cow:"}, ("year",)),
        Table("unga/IdealpointestimatesAll_Apr2020.csv", {"iso3c": "iso3:", "Countryname": ""}, encoding="latin-1"),
    ],
    "visa": [
        Table("visa/passport-index-tidy-iso3.csv", {"Passport": "iso3:", "Destination": "iso3:"}),
        Table("visa/passport-index-tidy.csv", {"Passport": "", "Destination": ""}),
        Table("visa/passport-index-matrix-iso2.csv", {"Passport": "iso2:"}),
    ],
}  # fmt: skip


def sheets(*parts: str) -> Iterator[list[dict[str, str]]]:
    """The rows of each sheet of a workbook, by column letter."""
    with zipfile.ZipFile(shared("data", *parts)) as book:
        shared_texts = (
            [
                "".join(part.text or "" for part in item.iter(f"{_SHEET}t"))
                for item in ET.fromstring(book.read("xl/sharedStrings.xml"))
            ]
            if "xl/sharedStrings.xml" in book.namelist()
            else []
        )
        for name in sorted(book.namelist()):
            if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", name):
                rows = ET.fromstring(book.read(name)).iter(f"{_SHEET}row")
                yield [{_letters(cell): _text(cell, shared_texts) for cell in row} for row in rows]


def _letters(cell: ET.Element) -> str:
    return re.sub(r"\d", "", cell.get("r", ""))


def _text(cell: ET.Element, shared_texts: list[str]) -> str:
    if cell.get("t") == "inlineStr":
        return "".join(part.text or "" for part in cell.iter(f"{_SHEET}t"))
    value = cell.findtext(f"{_SHEET}v") or ""
    return shared_texts[int(value)] if cell.get("t") == "s" else value


def military_expenditure() -> Asked:
    """SIPRI's names in the first and the last year that has a number; regions have none."""
    for rows in sheets("sipri_milex", "SIPRI-Milex-data-1948-2023.xlsx"):
        head: dict[str, str] = next((row for row in rows if row.get("A") == "Country"), {})
        for row in rows[rows.index(head) + 1 :] if head else []:
            years = [head[column] for column, value in row.items() if column in head and _is_number(value)]
            years = [one for one in years if re.fullmatch(r"(19|20)\d\d(\.0)?", one)]
            yield from (
                ((f"sipri:{row['A'].strip()}", year(one[:4])) for one in {years[0], years[-1]} if years)
                if years
                else ()
            )
    with shared("data", "sipri_milex", "sipri-milex-data.csv").open(encoding="cp1252", newline="") as lines:
        for row in csv.DictReader(lines):
            numbers = [one for one, value in row.items() if one.isdigit() and _is_number(value or "")]
            for one in {numbers[0], numbers[-1]} if numbers else set[str]():
                yield f"sipri:{row['Country'].strip()}", year(one)


def _is_number(text: str) -> bool:
    return re.fullmatch(r"-?\d+(\.\d+)?([eE]-?\d+)?", text.strip()) is not None


def strategic_rivalries() -> Asked:
    """Thompson's pairs of names, numbered where there were several; `P1494` is "by 1494"."""
    for rows in sheets("rivalries", "tss_rivalries.xlsx"):
        for row in rows[1:]:
            for name in re.sub(r"\s+\d+$", "", row["A"]).split("-"):
                yield name.strip(), year(row["B"].lstrip("P"))


def sanction_cases() -> Asked:
    """The senders and targets of the Global Sanctions Data Base; some names in its comma lists hold commas."""
    with shared("data", "sanctions", "GSDB_V3.csv").open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            for column in ("sanctioned_state", "sanctioning_state"):
                for name in _listed(row[column], year(row["begin"])):
                    yield name, year(row["begin"])


def _listed(text: str, on: On) -> Iterator[str]:
    left = [part.strip() for part in text.split(",")]
    while left:
        size = next((size for size in (3, 2) if size <= len(left) and not why(", ".join(left[:size]), on)), 1)
        yield ", ".join(left[:size])
        left = left[size:]


def sanction_workbook() -> Asked:
    """ "US - US Treasury Department …": who imposed it. The other workbook names countries in running text only."""
    for rows in sheets("sanctions", "new_sanction_list.xlsx"):
        for row in rows:
            found = re.match(r"([A-Z]{2,3}) - ", row.get("F", ""))
            if found:
                yield found[1], None


def sanction_programmes() -> Asked:
    for folder in ("opensanctions_programs", "opensanctions_issuers"):
        for path in sorted(shared("data", "sanctions", folder).glob("*.yml")):
            told: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
            targets = told.get("target_territories") or []
            yield from ((str(one), None) for one in [*targets, told.get("territory")] if one not in {None, *MISSING})


def sanctioned_entities() -> Asked:
    for path in sorted(shared("data", "sanctions").glob("*.ftm.json")):
        for line in path.read_text(encoding="utf-8").splitlines():
            told = json.loads(line)["properties"]
            for field in ("country", "nationality", "citizenship", "jurisdiction", "birthCountry"):
                yield from ((code, None) for code in told.get(field, ()))


def event_rows() -> Asked:
    """GDELT 2.0, without a header: the actors' CAMEO countries and the places' FIPS countries."""
    with shared("data", "gdelt", "20170101073000.export.CSV").open(encoding="utf-8") as lines:
        for line in lines:
            cells = line.rstrip("\n").split("\t")
            for system, columns in (("cameo:", (7, 17)), ("fips:", (37, 45, 53))):
                yield from ((system + cells[one], year(cells[1])) for one in columns if cells[one])


def benchmark_events() -> Asked:
    """ICEWS14 names a country, or somebody of it: "Ministry (Afghanistan)"."""
    for line in shared("data", "icews", "icews14_test.txt").read_text(encoding="utf-8").splitlines():
        head, _, tail, day = line.split("\t")
        for actor in (head, tail):
            found = re.search(r"\(([^()]+)\)$", actor)
            if found:
                yield f"icews:{found[1]}", year(day)


def arms_titles() -> Asked:
    """SIPRI's export tables: the supplier in the file's name and title, the recipients down the side."""
    for path in sorted(shared("data", "sipri_arms").glob("TIV-Export-*.csv")):
        with path.open(encoding="latin-1", newline="") as lines:
            rows = list(csv.reader(lines))
        title = re.match(r"TIV of arms exports from (.+), \d{4}-\d{4}", rows[0][0])
        yield f"sipri:{title[1] if title else rows[0][0]}", None
        yield f"sipri:{path.name.split('-')[2]}", None
        start = next(number for number, row in enumerate(rows) if row and not row[0] and "1950" in row)
        for row in rows[start + 1 :]:
            years = [one for one, value in zip(rows[start], row, strict=False) if one.isdigit() and value.strip()]
            if row and row[0] and row[0] != "Total" and years:
                yield f"sipri:{row[0]}", year(years[0])


def visa_header() -> Asked:
    with shared("data", "visa", "passport-index-matrix-iso2.csv").open(encoding="utf-8", newline="") as lines:
        yield from ((f"iso2:{code}", None) for code in next(csv.reader(lines))[1:])


READERS: dict[str, list[Callable[[], Asked]]] = {
    "gdelt": [event_rows],
    "icews": [benchmark_events],
    "rivalries": [strategic_rivalries],
    "sanctions": [sanction_cases, sanction_workbook, sanction_programmes, sanctioned_entities],
    "sipri_arms": [arms_titles],
    "sipri_milex": [military_expenditure],
    "visa": [visa_header],
}
DATASETS = sorted({*TABLES, *READERS})


def why(text: str, on: On) -> str | None:
    """The reason for which a name doesn't resolve; None where it does."""
    try:
        countries().resolve(text, on)
    except UnusableError as error:
        return str(error.extra["reason"])
    return None


def refused(dataset: str) -> dict[str, set[str]]:
    """What doesn't resolve, by reason."""
    asked = {one for table in TABLES.get(dataset, ()) for one in table.asked()}
    asked |= {one for reader in READERS.get(dataset, ()) for one in reader()}
    assert len(asked) > 5, "the names were not found in the files"
    found: dict[str, set[str]] = {}
    for text, on in asked:
        reason = why(text, on)
        if reason is not None:
            found.setdefault(reason, set()).add(text)
    return found


def listed() -> dict[str, dict[str, set[str]]]:
    """The list in docs/countries.md: lines of "- dataset, reason: `name` `name`"."""
    told: dict[str, dict[str, set[str]]] = {}
    for line in (ROOT / "docs" / "countries.md").read_text(encoding="utf-8").splitlines():
        found = re.match(r"- (\w+), (\w+): (.+)", line)
        if found:
            told.setdefault(found[1], {})[found[2]] = set(re.findall(r"`([^`]+)`", found[3]))
    return told


@pytest.mark.parametrize("dataset", DATASETS)
def test_every_name_resolves_or_is_listed_with_its_reason(dataset: str) -> None:
    assert refused(dataset) == listed().get(dataset, {})


def test_the_list_names_only_datasets_that_are_checked() -> None:
    assert set(listed()) <= set(DATASETS)
    folders = {path.name for path in shared("data").iterdir() if path.is_dir()}
    # These name no countries: codes of events, and a table without rows.
    assert folders - set(DATASETS) == {"cameo", "plover", "polecat"}
