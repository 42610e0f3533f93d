"""ICEWS14: the events of ICEWS of the year 2014 as a benchmark of temporal knowledge graphs.

A row is head, relation (a name of CAMEO's), tail and day, without the event's id; equal events of one day are one row. No row
means nothing: the benchmark is a choice of the more frequent actors, cut into training, validation and test. Changed: an actor
that is named by what he is ("Ministry (Japan)") is his country's, and of the state where the words say so; a person or body
whose country the file doesn't give ("Barack Obama") is nobody's.

>>> from loaders.tables.showing import show
>>> show(DATASET, "Head of Government (Japan)\\tMake a visit\\tFiji\\t2014-08-19", "Citizen (Fiji)\\tAccuse\\tFiji\\t2014-08-19",
...     "John Kerry\\tConsult\\tFiji\\t2014-11-04", name="test.txt")
method: machine, actor: JPN, actor_role: GOV, actor_detail: Head of Government, partner: FJI, relation: visits, \
since: 2014-08-19, until: 2014-08-19, said_on: 2014-08-19
without fact: both sides are of one state
without fact: a side is a person or a body whose country the file doesn't give
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.countries.answers import answered_countries
from graph.record import NoFactError
from graph.vocabulary import vocabulary
from loaders.tables.cameo import code_named, relation_of
from loaders.tables.declaration import Citation, Dataset, Fields, Table
from loaders.tables.events import REGION, Side, between, deed
from loaders.tables.names import country_id
from loaders.tables.row import TableRow
from loaders.tables.sectors import role_of_words
from loaders.tables.separated import Csv

NOBODYS = "a side is a person or a body whose country the file doesn't give"

_GENERIC = re.compile(r"(?P<words>.+) \((?P<country>[^()]+)\)")


def _read(row: TableRow) -> Iterator[Fields]:
    name, day = row.needed("relation"), row.needed("date")
    code = code_named(name)
    if code is None:
        raise row.error("relation", f"is {name!r}, which is no name of a CAMEO code")
    sides = between(_side(row.needed("head")), _side(row.needed("tail")))
    yield {**sides, **deed(relation_of(code), None, day, day)}


def _side(name: str) -> Side:
    if (country := country_id(name)) is not None:
        return Side(country)
    if (known := vocabulary().organisation(name)) is not None:
        return Side(known.id, organisation=True)
    generic = _GENERIC.fullmatch(name)
    country = country_id(generic["country"]) if generic else None
    if generic is None or country is None:
        raise NoFactError(REGION if generic is None and answered_countries().aggregate(name) else NOBODYS)
    return Side(country, role=role_of_words(generic["words"]), detail=generic["words"])


DATASET = Dataset(
    name="icews14",
    title="ICEWS14 temporal knowledge graph",
    version="2018",
    publisher="García-Durán, Dumančić and Niepert",
    licence="CC BY-NC-SA 4.0, as its repository states it",
    citation=Citation(
        "inproceedings",
        ("García-Durán, Alberto", "Dumančić, Sebastijan", "Niepert, Mathias"),
        "Learning Sequence Encoders for Temporal Knowledge Graph Completion",
        2018,
        {
            "booktitle": "Proceedings of the 2018 Conference on Empirical Methods in Natural Language Processing",
            "pages": "4816--4821",
            "doi": "10.18653/v1/D18-1516",
        },
    ),
    address="https://github.com/BorealisAI/de-simple",
    published_on="2018",
    covers="2014/2014",
    built_on=("icews",),
    tables=(
        Table(
            columns=("head", "relation", "tail", "date"),
            layout=Csv(
                delimiter="\t",
                quoted=False,
                names=("head", "relation", "tail", "date"),
                first=r"[^\t]+\t[A-Z][^\t]+\t[^\t]+\t\d{4}-\d\d-\d\d\s*$",
            ),
            read=_read,
        ),
    ),
)
