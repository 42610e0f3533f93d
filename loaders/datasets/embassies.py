"""Database of embassies: diplomatic missions and consulates as Wikidata lists them.

A row is a mission that exists: who operates it, in which country and town it stands, to which states it is accredited, what
it is, and sometimes when it began. No row means that Wikidata has none, not that there is none. Changed: an embassy that is
accredited to others, too, is one fact for its seat and one for each of them; one that is not accredited to the country it
stands in (to the Holy See, in Rome; to Libya, in Tunis) is no embassy there. Jurisdictions of consulates are districts and left
out. A beginning on 1 January is a year, and one on the first of a month a month, as Wikidata writes what is known no better.
Missions whose beginning isn't given existed by the day of the release, and all still did on it.

>>> from loaders.tables.showing import show
>>> columns = "operator;jurisdictions;country;city;type;creation;QID"
>>> show(DATASET, columns, "Ukraine;Peru|Ecuador;Peru;Lima;embassy;2003-10-01T00:00:00Z;http://www.wikidata.org/entity/Q1",
...     "Ukraine;Vatican City;Italy;Rome;embassy;;http://www.wikidata.org/entity/Q2",
...     "Taiwan;;Japan;Osaka;de facto consulate;;http://www.wikidata.org/entity/Q3")
actor: Ukraine, key: wikidata:Q1, place: Lima, since: 2003-10, until: 2022-11-16/.., note: embassy, \
relation: has_embassy_in, partner: Peru
actor: Ukraine, key: wikidata:Q1, place: Lima, since: 2003-10, until: 2022-11-16/.., note: embassy, \
relation: accredited_to, partner: Ecuador
actor: Ukraine, key: wikidata:Q2, place: Rome, since: ../2022-11-16, until: 2022-11-16/.., note: embassy, \
relation: accredited_to, partner: Vatican City
actor: Taiwan, key: wikidata:Q3, place: Osaka, since: ../2022-11-16, until: 2022-11-16/.., note: de facto consulate, \
relation: has_consulate_in, partner: Japan
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.tables.declaration import Citation, Dataset, Download, Fields, Table
from loaders.tables.names import country_id, same_country
from loaders.tables.parties import party
from loaders.tables.row import TableRow
from loaders.tables.separated import Csv

_RELEASE = "2022-11-16"
_COMMIT = "b1987a62f9412564fa33c5e9193a65319bc504a3"

# Wikidata's types are an open set of words ("Taipei Representative Office"), told by what they contain.
_TYPES: tuple[tuple[str, str, str | None], ...] = (
    ("honorary consul", "has_consulate_in", "honorary_consulate"),
    ("consular agency", "has_consulate_in", "consular_agency"),
    ("de facto consul", "has_consulate_in", None),
    ("consulate general|consulate-general", "has_consulate_in", "consulate_general"),
    ("consulate", "has_consulate_in", "consulate"),
    ("consular|vice-consul", "has_consulate_in", None),
    ("de facto", "has_mission_in", None),
    ("office|interests section|delegation|diplomatic mission|legation|institute", "has_mission_in", None),
    ("embassy|high commission|nunciature", "has_embassy_in", None),
)


def _read(row: TableRow) -> Iterator[Fields]:
    operator, host = row.needed("operator"), row.needed("country")
    relation, level = _kind(row)
    told: Fields = {
        **party("actor", operator),
        "key": f"wikidata:{row.needed('QID').rpartition('/')[2]}",
        "place": row.text("city"),
        "since": _since(row) or f"../{_RELEASE}",
        "until": f"{_RELEASE}/..",
        "note": row.text("type"),
    }
    named = [name.strip() for name in (row.text("jurisdictions") or "").split("|") if name.strip()]
    states = [name for name in named if country_id(name) and not same_country(name, operator)]
    elsewhere = [name for name in states if not same_country(name, host)]
    districts = len(elsewhere) < len(named) and len(states) < len(named)
    if relation == "has_consulate_in":
        elsewhere = []
    if len(elsewhere) < len(states) or not elsewhere or districts:
        yield {**told, "relation": relation, "partner": host, "level": level}
    for name in elsewhere:
        yield {**told, "relation": "accredited_to", "partner": name}


def _kind(row: TableRow) -> tuple[str, str | None]:
    kind = row.needed("type").lower()
    for words, relation, level in _TYPES:
        if re.search(words, kind):
            return relation, level
    raise row.error("type", f"is {kind!r}, which this mapping knows as no kind of mission or consulate")


def _since(row: TableRow) -> str | None:
    text = row.text("creation")
    if text is None:
        return None
    parts = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)T00:00:00Z", text)
    if parts is None:
        raise row.error("creation", f"is {text!r}, which is no day as Wikidata writes it")
    year, month, day = parts.groups()
    if day != "01":
        return f"{year}-{month}-{day}"
    return year if month == "01" else f"{year}-{month}"


_CONTACT = (
    "address", "latitude", "longitude", "phone", "email", "website", "facebook", "twitter", "youtube", "picture",
    "pictureAuthor", "pictureLicense", "pictureLicenseURL",
)  # fmt: skip

DATASET = Dataset(
    name="embassies",
    title="Database of embassies and consulates",
    version=_RELEASE,
    publisher="Wikidata",
    licence="CC0 1.0",
    citation=Citation(
        "misc",
        ("{Wikidata contributors}", "Raoul, Nicolas"),
        "Database of Embassies and Consulates",
        2022,
        {"howpublished": "GitHub, from Wikidata"},
    ),
    address="https://github.com/database-of-embassies/database-of-embassies",
    downloads=(
        Download(
            f"https://raw.githubusercontent.com/database-of-embassies/database-of-embassies/{_COMMIT}/database_of_embassies.csv"
        ),
    ),
    published_on=_RELEASE,
    covers="2022/2022",
    tables=(
        Table(
            columns=("operator", "jurisdictions", "country", "city", "type", "creation", "QID"),
            # Quotation marks are only text, and nothing stands for "missing" but nothing.
            layout=Csv(delimiter=";", quoted=False),
            missing=frozenset(),
            ignored={
                **dict.fromkeys(
                    ("operatorQID", "jurisdictionQIDs", "countryQID", "cityQID", "typeQID"), "the name's item"
                ),
                **dict.fromkeys(_CONTACT, "how to find the house"),
                "column 26": "the end of the line",
            },
            locate=("QID",),
            rows=9_852,
            read=_read,
        ),
    ),
)
