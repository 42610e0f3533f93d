"""ICEWS Coded Event Data: events that a machine read out of news, 1995 to 2023.

A row is one deed (CAMEO code) of a source towards a target, as one sentence of a story tells it, on the day of the story. No
row means that no story which ICEWS read told it. Changed: only deeds between two states or known organisations are facts, and
the sectors say whether a side is the state. What two do together (meetings, visits, agreements) stands there in two mirrored
rows, of which the later is not counted again; a visit made and the same visit hosted are one. CAMEO's residual codes, which
ICEWS names alike ("Consult"), keep their relation. Intensity is Goldstein's scale and follows from the code.

>>> from loaders.tables.showing import show
>>> columns = ("Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "CAMEO Code", "Target Name",
...     "Target Sectors", "Target Country", "Story ID", "Sentence Number")
>>> rows = [("1", "2018-06-01", "Envoy (Chad)", "Executive,Government", "Chad", "042", "Togo", "NA", "Togo", "7", "2"),
...     ("2", "2018-06-01", "Togo", "NA", "Togo", "043", "Envoy (Chad)", "Executive,Government", "Chad", "7", "2"),
...     ("3", "2018-06-01", "Chad", "NA", "Chad", "010", "Togo", "NA", "Togo", "7", "2")]
>>> show(DATASET, *("\\t".join(row) for row in (columns, *rows)), name="events.tab")
method: machine, actor: Chad, actor_role: GOV, actor_detail: Envoy (Chad), partner: Togo, relation: visits, key: icews:1, \
since: 2018-06-01, until: 2018-06-01, said_on: 2018-06-01
without fact: the mirror image of the row before it (told once)
without fact: a statement or an appeal (CAMEO 01 and 02), which is no deed of one of PLOVER's types
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.record import NoFactError
from graph.vocabulary import vocabulary
from loaders.tables.cameo import relation_of
from loaders.tables.declaration import Citation, Dataset, Fields, Table
from loaders.tables.events import Side, between, deed
from loaders.tables.names import same_country
from loaders.tables.row import TableRow
from loaders.tables.sectors import role_of_sectors
from loaders.tables.separated import Csv

MIRRORED = "the mirror image of the row before it (told once)"

_Deed = tuple[str, str, str, str]


def _read(rows: Sequence[TableRow]) -> Iterator[tuple[TableRow, Fields | NoFactError]]:
    """The rows of one story."""
    open_deeds: dict[_Deed, int] = {}
    for row in rows:
        try:
            fields = _event(row)
        except NoFactError as nothing:
            yield row, nothing
            continue
        this, mirror = _both_ways(row, fields["relation"])
        if open_deeds.get(mirror, 0):
            open_deeds[mirror] -= 1
            yield row, NoFactError(MIRRORED)
        else:
            open_deeds[this] = open_deeds.get(this, 0) + 1
            yield row, fields


def _event(row: TableRow) -> Fields:
    code = row.needed("CAMEO Code")
    sides = between(_side(row, "Source"), _side(row, "Target"))
    try:
        relation = relation_of(code)
    except KeyError:
        raise row.error("CAMEO Code", f"has {code!r}, which is no code of CAMEO 1.1") from None
    event, day = row.needed("Event ID"), row.needed("Event Date")
    place = ", ".join(dict.fromkeys(filter(None, (row.text(name) for name in ("City", "Province", "Country")))))
    publisher = row.text("Publisher")
    return {
        **sides,
        **deed(relation, f"icews:{event}", day, day),
        "place": place or None,
        "note": f"published by {publisher}" if publisher else None,
    }


def _side(row: TableRow, which: str) -> Side | None:
    name, country, sectors = row.text(f"{which} Name"), row.text(f"{which} Country"), row.text(f"{which} Sectors")
    if country is None:
        known = vocabulary().organisation(name or "")
        return Side(known.name, organisation=True) if known else None
    if name is None or (sectors is None and same_country(name, country)):
        return Side(country)
    return Side(country, role=role_of_sectors((sectors or "").split(",")), detail=name)


def _both_ways(row: TableRow, relation: str) -> tuple[_Deed, _Deed]:
    """What the row tells, and what its mirror image would: the same deed with the sides changed, or its inverse."""
    place = (row.text("Sentence Number") or "", row.text("Event Date") or "")
    one, other = row.text("Source Name") or "", row.text("Target Name") or ""
    known = vocabulary().relations[relation]
    inverse = relation if known.symmetric else known.inverse or ""
    return (f"{relation} {place}", one, other, ""), (f"{inverse} {place}", other, one, "")


DATASET = Dataset(
    name="icews",
    title="ICEWS Coded Event Data",
    version="2023",
    publisher="Lockheed Martin Advanced Technology Laboratories",
    licence="CC0 1.0 as Harvard Dataverse states it, with citation",
    citation=Citation(
        "misc",
        (
            "Boschee, Elizabeth",
            "Lautenschlager, Jennifer",
            "O'Brien, Sean",
            "Shellman, Steve",
            "Starz, James",
            "Ward, Michael",
        ),
        "ICEWS Coded Event Data",
        2015,
        {"howpublished": "Harvard Dataverse", "doi": "10.7910/DVN/28075"},
    ),
    address="https://doi.org/10.7910/DVN/28075",
    published_on="2023",
    covers="1995/2023",
    tables=(
        Table(
            columns=(
                "Event ID",
                "Event Date",
                "Source Name",
                "Source Country",
                "CAMEO Code",
                "Target Country",
                "Story ID",
            ),
            layout=Csv(delimiter="\t", quoted=False),
            ignored={
                "Event Text": "the name of the CAMEO code",
                "Intensity": "Goldstein's scale, which follows from the code",
                "District": "where in detail; city, province and country are read",
                "Latitude": "where in detail; city, province and country are read",
                "Longitude": "where in detail; city, province and country are read",
            },
            locate=("Event ID", "Story ID", "Sentence Number"),
            read_group=_read,
            group=("Story ID",),
            adjacent=True,
        ),
    ),
)
