"""CAMEO code books: the event codes with their names and Goldstein's scale, as GDELT, ICEWS and readers of both ship them.

A row explains one code; none tells an event. Which relation a code says stands in the vocabulary, and its valence is Goldstein's
score of the first code that says it. The files differ: cameoCodeTable.tsv and cameoCodes.json follow an earlier code book, in
which 016 and 0211 mean something else, so that they are no key to events of CAMEO 1.1.

>>> from loaders.tables.showing import show
>>> show(DATASET, "CAMEOEVENTCODE\\tEVENTDESCRIPTION", "010\\tMake statement, not specified below", name="CAMEO.eventcodes.txt")
without fact: explains a code; tells no event
"""

from __future__ import annotations

from loaders.tables.declaration import Citation, Dataset, Download, Table
from loaders.tables.documents import Documents
from loaders.tables.separated import Csv

_CODE = "explains a code; tells no event"
_TABS = Csv(delimiter="\t", quoted=False)

DATASET = Dataset(
    name="cameo",
    title="CAMEO event codes",
    version="1.1b3",
    publisher="Computational Event Data System",
    licence="Free of charge, with citation",
    citation=Citation(
        "manual",
        ("Schrodt, Philip A.",),
        "CAMEO: Conflict and Mediation Event Observations, Event and Actor Codebook",
        2012,
        {"organization": "Pennsylvania State University", "edition": "1.1b3"},
    ),
    address="https://parusanalytics.com/eventdata/data.dir/cameo.html",
    downloads=(
        Download("https://www.gdeltproject.org/data/lookups/CAMEO.eventcodes.txt"),
        Download("https://www.gdeltproject.org/data/lookups/CAMEO.goldsteinscale.txt"),
    ),
    published_on="2012-03",
    covers="1979/..",
    tables=(
        Table(columns=("CAMEOEVENTCODE", "EVENTDESCRIPTION"), layout=_TABS, nothing=_CODE),
        Table(columns=("CAMEOEVENTCODE", "GOLDSTEINSCALE"), layout=_TABS, nothing=_CODE),
        Table(columns=("CODE", "LABEL"), layout=_TABS, nothing="explains a code of actors; tells no event"),
        Table(columns=("cameoCode", "Description", "GoldsteinScale"), layout=_TABS, nothing=_CODE),
        Table(columns=("code", "name", "goldstein", "nsLeft", "nsRight"), nothing=_CODE),
        # Its quotation marks are damaged, in no encoding that has them all.
        Table(
            columns=("code", "name", "goldstein", "nsLeft", "nsRight", "usage_notes"),
            layout=Csv(encoding="latin-1"),
            nothing=_CODE,
        ),
        Table(
            columns=("cameoCode", "Description", "GoldsteinScale"),
            layout=Documents(endings=(".json",)),
            nothing="explains all codes; tells no event",
        ),
    ),
)
