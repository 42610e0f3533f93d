"""HUGGO, hand-coded trade agreements (manytrade): states' own dates of signature, ratification, force and end.

A row of the memberships is a state in one treaty; a row of the agreements is a treaty, whose id names its parties where they are
two states ("CAN-PRT[NA]_1954O"). No row means that the coders have not got to it. Changed: the membership is `party_to` the
treaty's event, its level the furthest step that has a date; treaties with a DESTA number are DESTA's event, and since HUGGO
started from DESTA both are one origin. 31.12.9999 is "no end"; a missing end is "at least until" the last date told. A state
that is party by succession, with dates of its predecessor only, is told undated.

>>> from loaders.tables.showing import show
>>> show(
...     DATASET,
...     "manyID,treatyID,Title,stateID,StateSignature,StateRatification,StateForce,StateEnd,destaID,Succession,Accession",
...     "EC_1957A,EC_1957A,EC,DEU,25.03.1957,19.07.1957,01.01.1958,31.12.9999,293,0,NA",
...     "A_2003O,A_2003O,A Treaty,RUS,2003-06,NA,NA,NA,NA,0,NA",
... )  # doctest: +ELLIPSIS
actor: iso3:DEU, relation: party_to, level: in_force, since: 1957-03-25, event: desta:293, event_name: EC, event_kind: treaty, ...
actor: iso3:RUS, relation: party_to, level: signed, since: 2003-06, until: 2003-06/.., event: huggo:A_2003O, ...
>>> show(
...     DATASET,
...     "manyID,Title,Signature,Force,End,treatyID",
...     "CAN-PRT[NA]_1954O,Canada Portugal,28.05.1954,01.07.1954,31.12.9999,CAN-PRT[NA]_1954O",
...     "EFTA_1960O,EFTA,04.01.1960,03.05.1960,31.12.9999,EFTA_1960O",
... )  # doctest: +ELLIPSIS
actor: iso3:CAN, relation: has_treaty_with, partner: iso3:PRT, level: in_force, since: 1954-05-28, ...
without fact: a treaty of many, whose members stand in another file
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.countries import countries
from graph.dates import edtf_date
from graph.errors import UnknownNameError
from graph.record import NoFactError
from loaders.tables.declaration import Citation, Dataset, Download, Fields, Table
from loaders.tables.row import TableRow
from loaders.tables.separated import Csv

_FOLDER = "https://raw.githubusercontent.com/globalgov/manytrade/878032250b6893e75800f1f8432762f7fd66f28d/data-raw"
_DAY = re.compile(r"(\d\d)\.(\d\d)\.(\d{4})")
_EDTF = re.compile(r"\d{4}(-\d\d){0,2}")
_NO_END = "9999"
# "CAN-PRT[NA]_1954O": two ISO codes, a word of the title, the year and the kind of text.
_PARTIES = re.compile(r"([A-Z]{3})-([A-Z]{3})\[[^\]]*\]_\d{4}")
# Codes of the ids that aren't ISO's.
_CODES = {"KOS": "XKX", "ALG": "DZA"}


def _member(row: TableRow) -> Iterator[Fields]:
    treaty, title, number = row.needed("treatyID"), row.needed("Title"), row.text("destaID")
    signed, ratified = _date(row, "StateSignature"), _date(row, "StateRatification")
    force, ends, acceded = _date(row, "StateForce"), _date(row, "StateEnd"), _date(row, "Accession")
    succeeds = bool(row.flag("Succession"))
    state = row.needed("stateID")
    dates = [date for date in (signed, acceded, ratified, force) if date]
    if not dates and not succeeds:
        raise NoFactError("names no date on which the state signed, ratified or joined")
    own = [date for date in dates if not succeeds or _was_state(state, date)]
    level = "in_force" if force else "ratified" if ratified else "signed" if signed else None
    yield {
        "actor": f"iso3:{_CODES.get(state, state)}",
        "relation": "party_to",
        "level": level,
        "since": min(own) if own else None,
        "until": _until(ends, own),
        "event": f"desta:{number}" if number else f"huggo:{treaty}",
        "event_name": title,
        "event_kind": "treaty",
        "note": _note(signed=signed, acceded=acceded, ratified=ratified, **{"in force": force}),
    }


def _was_state(code: str, date: str) -> bool:
    """Whether a state was there on a day: else the date is its predecessor's."""
    days = edtf_date(date)
    try:
        periods = countries().get(_CODES.get(code, code)).periods
    except UnknownNameError:
        return True  # the resolution says what is wrong with the code
    return any(
        (period.first is None or period.first.isoformat() <= days.last)
        and (period.last is None or days.first <= period.last.isoformat())
        for period in periods
    )


def _agreement(row: TableRow) -> Iterator[Fields]:
    treaty, title = row.needed("treatyID"), row.needed("Title")
    signed, force, ends = _date(row, "Signature"), _date(row, "Force"), _date(row, "End")
    parties = _PARTIES.match(treaty)
    if parties is None:
        raise NoFactError("a treaty of many, whose members stand in another file")
    dates = [date for date in (signed, force) if date]
    one, other = (f"iso3:{_CODES.get(code, code)}" for code in parties.groups())
    yield {
        "actor": one,
        "relation": "has_treaty_with",
        "partner": other,
        "level": "in_force" if force else "signed",
        "since": min(dates) if dates else None,
        "until": _until(ends, dates),
        "key": f"huggo:{treaty}",
        "event": f"huggo:{treaty}",
        "event_name": title,
        "event_kind": "treaty",
        "note": _note(**{"in force": force}),
    }


def _date(row: TableRow, column: str) -> str | None:
    """A date as EDTF: "25.03.1957", or a year or month where no more is known."""
    text = row.text(column)
    if text is None:
        return None
    day = _DAY.fullmatch(text)
    if day is None and not _EDTF.fullmatch(text):
        raise row.error(column, f"is {text!r}, which is no date like 25.03.1957")
    return "-".join(reversed(day.groups())) if day else text


def _until(ends: str | None, dates: list[str]) -> str | None:
    if ends is None:
        return f"{max(dates)}/.." if dates else None
    return None if ends.startswith(_NO_END) else ends


def _note(**steps: str | None) -> str | None:
    told = [f"{step} {date}" for step, date in steps.items() if date]
    return f"{', '.join(told).capitalize()}." if told else None


DATASET = Dataset(
    name="huggo",
    title="HUGGO Trade Agreements and Memberships",
    version="manytrade 2022",
    publisher="PANARCHIC, Geneva Graduate Institute",
    licence="AGPL-3.0, with citation",
    citation=Citation(
        "misc",
        ("Hollway, James", "Sposito, Henrique", "Tan, Jael"),
        "manytrade: Many Databases on International Trade for R",
        2022,
        {"howpublished": "R package"},
    ),
    address="https://github.com/globalgov/manytrade",
    downloads=(
        Download(f"{_FOLDER}/memberships/HUGGO_MEM/HUGGO_MEM_additional.csv"),
        Download(f"{_FOLDER}/agreements/HUGGO/HUGGO_reconciled.csv"),
    ),
    published_on="2022",
    covers="1947/2022",
    built_on=("desta",),
    tables=(
        Table(
            columns=("treatyID", "Title", "stateID", "StateSignature", "StateForce", "StateEnd"),
            ignored={
                "manyID": "the treaty's id across datasets; treatyID is HUGGO's own",
                "Begin": "the treaty's own date, not the state's",
                "Signature": "the treaty's own date, not the state's",
                "Force": "the treaty's own date, not the state's",
                "End": "the treaty's own date, not the state's",
                "StateName": "the code's name",
                "gptadID": "the number in another list",
                "Rat=Notif": "whether the ratification is the day of notification",
                "Coder": "who coded it",
                "Source": "what was read",
            },
            locate=("treatyID", "stateID"),
            rows=5_608,
            read=_member,
        ),
        Table(
            columns=("treatyID", "Title", "Signature", "Force", "End"),
            layout=Csv(encoding="mac_roman"),
            ignored={
                "manyID": "the treaty's id across datasets; treatyID is HUGGO's own",
                "url": "where the text is",
                "No_source": "whether a text was found",
                "Coder": "who coded it",
                "Citation": "where the text is printed",
            },
            locate=("treatyID",),
            rows=550,
            read=_agreement,
        ),
    ),
)
