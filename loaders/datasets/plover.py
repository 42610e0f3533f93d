"""PLOVER: the ontology in which newer event data are coded, with what belongs to it.

A row explains a code or a word, asks a question of a text, or is an example of the code book; none tells an event. The gold
standard records are sentences of CAMEO's manual with their codes, all dated 2000-01-01 in the place of a day that nobody wrote
down, so that they would be wrong as facts.

>>> from loaders.tables.showing import show
>>> show(DATASET, "# CAMEO to PLOVER conversion table", "057: SUPPORT,  , diplomatic # Sign formal agreement", name="table.txt")
without fact: says which PLOVER type a CAMEO code is; tells no event
"""

from __future__ import annotations

from loaders.tables.declaration import Citation, Dataset, Download, Table
from loaders.tables.documents import Documents
from loaders.tables.text import COLUMN, Text

_PAGES = (".html", ".htm")

DATASET = Dataset(
    name="plover",
    title="PLOVER ontology",
    version="0.8",
    publisher="Open Event Data Alliance",
    licence="CC BY-SA 4.0 (the dictionaries of NGEC: none stated)",
    citation=Citation(
        "misc",
        ("Halterman, Andrew", "Bagozzi, Benjamin E.", "Beger, Andreas", "Schrodt, Philip A.", "Scarborough, Grace I."),
        "PLOVER and POLECAT: A New Political Event Ontology and Dataset",
        2023,
        {"howpublished": "SocArXiv", "doi": "10.31235/osf.io/rm5dw"},
    ),
    address="https://github.com/openeventdata/PLOVER",
    downloads=(
        Download("https://raw.githubusercontent.com/openeventdata/PLOVER/master/CAMEO2PLOVER-2021.txt"),
        Download(
            "https://raw.githubusercontent.com/openeventdata/PLOVER/master/gold_standard_records/PLOVER_GSR_CAMEO.txt"
        ),
    ),
    published_on="2021-09-17",
    covers="2018/..",
    tables=(
        Table(
            columns=(COLUMN,),
            layout=Text(opening="CAMEO to PLOVER conversion table"),
            nothing="says which PLOVER type a CAMEO code is; tells no event",
        ),
        Table(
            columns=(COLUMN,),
            layout=Text(opening="CAMEO agents file for PLOVER"),
            nothing="says which sector a word for people belongs to; tells no event",
        ),
        Table(
            columns=(COLUMN,),
            layout=Text(opening="PLOVER", comment="", endings=_PAGES),
            nothing="a line of the reference page; tells no event",
        ),
        Table(
            columns=("id", "event", "eventText", "coder", "dateCoded"),
            layout=Documents(endings=(".txt", ".json")),
            nothing="an example of the code book, without the day on which it happened",
        ),
        Table(columns=("event_type", "mode", "ACTOR", "RECIP"), nothing="asks a text for an event; tells none"),
    ),
)
