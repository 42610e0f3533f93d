"""What a dataset is: who publishes it under which terms, how it is cited, which files it has and how rows become records.

A dataset is one file in `loaders/datasets/` with a `DATASET` of these. Its docstring says what a row is, what a row's
absence means and what the mapping changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graph.record import NoFactError
from loaders.tables.layouts import Layout
from loaders.tables.row import TableRow
from loaders.tables.separated import Csv

Fields = dict[str, Any]
"""Fields of a fact record (`graph.record.FactRecord`)."""

Read = Callable[[TableRow], Iterator[Fields]]
"""A row's records. Raises NoFactError (with the reason) where the row is in order and tells no fact, RecordError where it
can't be taken."""

ReadGroup = Callable[[Sequence[TableRow]], Iterator[tuple[TableRow, Fields | NoFactError]]]
"""The records of rows that belong together, each with the row it is counted for; a row that is answered with a NoFactError
tells no fact for that reason."""


@dataclass(frozen=True, slots=True)
class Citation:
    """How the dataset is to be cited: an entry type of BibTeX, its authors as "Last, First", and its fields."""

    kind: str
    authors: tuple[str, ...]
    title: str
    year: int
    more: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Download:
    """A file at the publisher's: its address, the names (or path patterns, `*/meta/*.yml`) of the wanted files in it where it
    is a zip, and its SHA-256 or MD5 sum (`sha256:…`, `md5:…`) where the publisher gives one."""

    url: str
    members: tuple[str, ...] = ()
    checksum: str | None = None


@dataclass(frozen=True, slots=True)
class Panel:
    """Rows for each year of a state of affairs, which become one record for each unbroken run of years.

    `read` tells each year with `since` and `until` that year; records alike in all else make a run where their years
    follow one another. A run that touches the first or last year of its file is censored ("by then at the latest", "at
    least until then"). `years` are the years of observation where not each was.
    """

    years: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One kind of file of a dataset.

    `columns`: those that it can't do without, by which a file is recognised. `missing`: texts that mean "not known"
    besides the empty one. `ignored`: columns that are left unread, each with the reason; any other unread column is
    reported. `locate`: the columns that find a row again. `rows`: how many the whole release has.

    One of these says what rows tell: `read` (row by row), `read_group` (rows alike in the columns of `group` together) or
    `nothing` (why no row of it tells a fact). Groups are gathered from the whole file, which memory then holds; with
    `adjacent` a group ends where the next row is of another, as in files that are in order.
    """

    columns: tuple[str, ...]
    layout: Layout = field(default_factory=Csv)
    missing: frozenset[str] = frozenset({"NA"})
    ignored: Mapping[str, str] = field(default_factory=dict)
    locate: tuple[str, ...] = ()
    rows: int | None = None
    read: Read | None = None
    read_group: ReadGroup | None = None
    group: tuple[str, ...] = ()
    adjacent: bool = False
    panel: Panel | None = None
    nothing: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """A dataset and its files.

    `name`: snake_case, as commands take it. `published_on`: the day of this release (EDTF), on which its claims were
    said. `covers`: the years that it speaks of ("1816/2012"). `claimant`: whose word it is (default: the publisher).
    `built_on`: the names of the datasets that it is made from; all with one root are one origin. `address`: the page that
    people read; `downloads`: the files behind it.
    """

    name: str
    title: str
    version: str
    publisher: str
    licence: str
    citation: Citation
    address: str
    published_on: str
    covers: str
    tables: tuple[Table, ...]
    downloads: tuple[Download, ...] = ()
    claimant: str | None = None
    built_on: tuple[str, ...] = ()

    @property
    def source(self) -> str:
        """The id of its source in the graph: a release is a source of its own."""
        return f"dataset:{self.name}:{self.version}"

    def defaults(self, origin: str) -> Fields:
        """What each of its records has unless the mapping says otherwise."""
        return {
            "source_id": self.source,
            "source_title": f"{self.title} {self.version}",
            "source_publisher": self.publisher,
            "source_url": self.address,
            "source_published_on": self.published_on,
            "claimant": self.claimant or self.publisher,
            "claimant_kind": "organisation",
            "origin": origin,
            "method": "dataset",
        }
