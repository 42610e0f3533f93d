"""Records that need nothing but their own words, resolved a field at a time: most of a large file, in a tenth of the time.

What a word means is asked once for each word and not for each record, of the very functions that take a record by itself
(`graph/record.py`, `graph/resolution.py`). A record with anything else (a name of another fact, an event, a side that is no
single country, any mistake) is left to them as a whole.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from contextlib import suppress
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import orjson

from graph.claims import PROPERTIES, TOLD
from graph.columns import Column, Mask, Places, bytes_of, either, is_told, json_of, json_rows, same, together
from graph.countries import Country
from graph.dates import BEGINNING, END, edtf_date, named, span
from graph.errors import UnusableError
from graph.fact_table import NO_FACTS, Table
from graph.ids import hashed_each, source_id
from graph.model import Actor, Source
from graph.record import FIELD_CHECKS, FactRecord, RecordError
from graph.resolution import STATE_SECTORS, Resolver
from graph.vocabulary import Relation
from loaders.json_columns import NUMBERS, PLAIN_FIELDS, columns_of
from loaders.json_rows import read_lines
from loaders.rows import Chunk, Row

_TEXTS: frozenset[type] = frozenset((str, type(None)))
_KINDS: dict[str, frozenset[type]] = {
    "approximate": frozenset((bool, type(None))),
    **dict.fromkeys(NUMBERS, frozenset((int, float, type(None)))),
}
_STATE = STATE_SECTORS | {None}
_CLAIMANT = ("claimant", "claimant_kind", "claimant_of", "source_publisher")
_OF_SIDES = ("detail", "role")
_ALWAYS = (BEGINNING, END)


class Plain(NamedTuple):
    """What was taken of some rows, and how many rows of the file those were."""

    table: Table
    rows: int


def take_plain(rows: Sequence[Row], resolver: Resolver) -> tuple[Plain, list[Row]]:
    """The statements of those rows that are plain, and the others, in their order."""
    places = [at for at, row in enumerate(rows) if _may_be_plain(row)]
    if not places:
        return Plain(NO_FACTS, 0), list(rows)
    columns = _Columns(*_of_records([rows[at].record for at in places]))
    table = _Resolving(resolver, columns).table()
    taken = {places[at] for at in columns.left.tolist()}
    return Plain(table, sum(rows[at].rows for at in taken)), [row for at, row in enumerate(rows) if at not in taken]


def take_plain_lines(chunk: Chunk, resolver: Resolver) -> tuple[Plain, list[Row]] | None:
    """The same of lines that weren't read; None where they have to be read one by one."""
    told = columns_of(chunk)
    if not told:
        return None
    size = len(next(iter(told.values())))
    columns = _Columns(told, np.ones(size, np.bool_))
    table = _Resolving(resolver, columns).table()
    others = np.setdiff1d(np.arange(size), columns.left).tolist()
    lines = chunk.data.split(b"\n") if others else []
    rows = read_lines((chunk.first + at, lines[at].decode()) for at in others)
    return Plain(table, len(table)), list(rows)


def _may_be_plain(row: Row) -> bool:
    record = row.record
    return (
        row.error is None
        and row.without is None
        and row.note is None
        and type(record) is dict
        and record.keys() <= PLAIN_FIELDS
    )


def _of_records(records: Sequence[Any]) -> tuple[dict[str, Column], Mask]:
    """The fields of records as columns, and whether each record has nothing but values of the kinds that its fields have."""
    good = np.ones(len(records), np.bool_)
    told = {}
    for name in frozenset().union(*records):
        kinds, values = _KINDS.get(name, _TEXTS), [record.get(name) for record in records]
        if not kinds.issuperset(map(type, values)):
            for at, value in enumerate(values):
                if type(value) not in kinds:
                    good[at] = False
                    values[at] = None
        told[name] = Column.of(values)
    return told, good


class _Columns:
    """The fields of records as columns, each value checked; `left` are the places of the records that are in order."""

    def __init__(self, told: Mapping[str, Column], good: Mask) -> None:
        self.left: Places = np.arange(len(good))
        self._good = good
        self._told = {name: self._checked(name, column) for name, column in told.items()}
        if not self._good.all():
            self.keep(np.flatnonzero(self._good))

    def __getitem__(self, name: str) -> Column:
        """The column of a field, with what an absent one stands for."""
        default = FactRecord.model_fields[name].default
        column = self._told.get(name)
        if column is None:
            return Column.alike(default, len(self.left))
        return column if default is None else column.map(lambda value: default if value is None else value)

    def keep(self, rows: Places) -> None:
        """Leave only the rows at these places."""
        self.left = self.left[rows]
        self._told = {name: column.pick(rows) for name, column in self._told.items()}

    def _checked(self, name: str, column: Column) -> Column:
        check, values, wrong = FIELD_CHECKS[name], [], set()
        for at, value in enumerate(column.values):
            try:
                values.append(check(value))
            except ValueError:
                values.append(None)
                wrong.add(at)
        if wrong:
            self._good &= ~np.isin(column.places, list(wrong))
        return Column(values, column.places)


class _Kind(NamedTuple):
    """What a relation and a resource as written mean together: the canonical relation, whether the sides change places."""

    relation: Relation
    turned: bool
    resource: str | None
    dimension: str


class _Resolving:
    """Resolves checked columns; whatever isn't plain is dropped from them."""

    def __init__(self, resolver: Resolver, columns: _Columns) -> None:
        self._resolver = resolver
        self._columns = columns
        self._undated: dict[str, Country | None] = {}
        self._units = self._units_told()

    def table(self) -> Table:
        """What is told."""
        columns = self._columns
        columns.keep(np.flatnonzero(self._in_order()))
        spans = together(columns["since"], columns["until"]).star(_span).distinct()
        said = self._said()
        kinds = together(columns["relation"], columns["resource"]).star(self._kind)
        ones, others = (self._states(columns[field], spans, undated=True) for field in ("actor", "partner"))
        levels = together(columns["level"], kinds).star(_has_level)
        bys = self._claimants(said)
        kept = np.flatnonzero(
            kinds.where(bool)
            & ones.where(bool)
            & others.where(bool)
            & ~same(ones, others)
            & bys.where(bool)
            & levels.where(bool)
        )
        columns.keep(kept)
        if not len(kept):
            return NO_FACTS
        return self._finished(*(column.pick(kept) for column in (kinds, ones, others, bys, said)))

    def _in_order(self) -> Mask:
        """For each record whether it lacks nothing and doesn't contradict itself."""
        columns = self._columns

        def has(name: str) -> Mask:
            return columns[name].where(is_told)

        numbers = together(columns["quantity_low"], columns["quantity"], columns["quantity_high"])
        return (
            columns["unit"].where(self._units.__contains__)
            & columns["value_unit"].where(self._units.__contains__)
            & columns["actor_role"].where(_STATE.__contains__)
            & columns["partner_role"].where(_STATE.__contains__)
            & (has("actor") & has("relation") & has("partner"))
            & (has("claimant") | has("source_publisher"))
            & (has("claimant") | ~(has("claimant_kind") | has("claimant_of")))
            & (has("source_id") | has("source_title") | has("source_url"))
            & together(columns["since"], columns["until"]).where(_follow)
            & numbers.where(_ordered)
        )

    def _said(self) -> Column:
        """The last possible day of what was said, where it is told."""
        dates = together(self._columns["said_on"], self._columns["source_published_on"])
        return dates.star(lambda one, other: edtf_date(one or other).last if one or other else None).distinct()

    def _states(self, names: Column, spans: Column, *, undated: bool) -> Column:
        """The one country that each name means all the time; None where it is none, or several one after the other.

        `undated`: where no time is told, it is the one that the name means without any.
        """

        def meant(name: str | None, days: tuple[str, str]) -> Country | None:
            if name is None:
                return None
            try:
                found = self._resolver.countries.throughout(name, *days)
            except UnusableError:
                return None
            return found or (self._without_time(name) if undated and days == _ALWAYS else None)

        return together(names, self._told_apart(names, spans)).star(meant).distinct()

    def _told_apart(self, names: Column, spans: Column) -> Column:
        """Spans, of which one stands for all others that no name's period tells from it: of a thousand days few are left."""
        bounds = set[str]()
        for name in names.values:
            with suppress(UnusableError):
                bounds.update((name and self._resolver.countries.period(name)) or ())
        days, known = sorted(bounds), dict[tuple[Any, ...], tuple[str, str]]()

        def one(span: tuple[str, str]) -> tuple[str, str]:
            first, last = span
            lies = (span == _ALWAYS, first <= last, bisect_right(days, first), bisect_left(days, last))
            return known.setdefault(lies, span)

        return spans.map(one).distinct()

    def _without_time(self, name: str) -> Country | None:
        if name not in self._undated:
            try:
                self._undated[name] = self._resolver.countries.get(self._resolver.country(name).id)
            except UnusableError:
                self._undated[name] = None
        return self._undated[name]

    def _kind(self, verb: str, resource: str | None) -> _Kind | None:
        words = self._resolver.vocabulary
        try:
            relation = words.relation(verb)
            thing = words.resource(resource) if resource else None
        except UnusableError:
            return None
        if relation.partner == "none" or (thing is not None and relation.resource == "none"):
            return None
        turned = not relation.canonical and bool(relation.inverse)
        if turned and relation.inverse:
            relation = words.relations[relation.inverse]
        ident = thing.id if thing else None
        return _Kind(relation, turned, ident, words.dimension(relation.id, ident))

    def _claimants(self, said: Column) -> Column:
        """Whose word each record is; None where that can't be told of it alone."""
        columns = self._columns
        days = said.map(lambda day: _ALWAYS if day is None else (day, day))
        steady = self._states(columns["claimant"], days, undated=False)
        who = [columns[name] for name in _CLAIMANT]
        return together(steady, self._days_that_matter(said, steady), *who).star(self._claimant)

    def _days_that_matter(self, said: Column, steady: Column) -> Column:
        """Days, but for claimants that are a country then: there it tells no more."""
        asked = together(said, steady, self._columns["claimant_kind"], self._columns["claimant_of"])
        return asked.star(lambda day, *who: None if _is_country(*who) else day).distinct()

    def _claimant(
        self,
        steady: Country | None,
        said: str | None,
        claimant: str | None,
        kind: Any,
        country: str | None,
        publisher: str | None,
    ) -> Actor | None:
        if steady is not None and _is_country(steady, kind, country):
            return Actor(steady.id, steady.name, "country")
        record = FactRecord.model_construct(
            claimant=claimant, claimant_kind=kind, claimant_of=country, source_publisher=publisher, said_on=said
        )
        try:
            return self._resolver.claimant(record)
        except RecordError:
            return None

    def _finished(self, kinds: Column, ones: Column, others: Column, bys: Column, said: Column) -> Table:
        """The table of these facts, with their ids and claims."""
        columns = self._columns
        since, key, modality = columns["since"], columns["key"], columns["modality"]
        keyed = together(key, since)
        turned, actor, recipient = _sides(kinds, ones.map(_ident), others.map(_ident))
        fact = {
            "actor": actor,
            "relation": kinds.map(lambda kind: kind.relation.id).distinct(),
            "recipient": recipient,
            "resource": kinds.map(lambda kind: kind.resource).distinct(),
            "modality": modality,
        }
        ends = [part for column in fact.values() for part in (*json_of(column), ",")]
        when = keyed.star(lambda key, date: _json("since", date) if key is None else _json("key", key))
        fact["id"] = Column.apart(hashed_each("f", bytes_of(["[", *ends, when, "]"])))
        fact |= {
            "since": keyed.star(lambda key, date: None if key else date).distinct(),
            "key": key,
            "dimension": kinds.map(lambda kind: kind.dimension).distinct(),
        }
        sources = self._sources()
        stances = together(columns["stance"], columns["claimant"].map(is_told))
        claim = {
            "by": bys.map(lambda by: by.id),
            "party": bys.map(lambda by: by.party),
            "stance": stances.star(lambda stance, claimant: stance or ("asserts" if claimant else "reports")),
            "origin": together(columns["origin"], bys).star(self._resolver.origin),
            "day": said.map(lambda day: day or ""),
            "source": sources.map(lambda source: source.id),
            "since": keyed.star(lambda key, date: None if key is None else date),
            "unit": self._unit_column(fact["resource"]),
            "value_unit": columns["value_unit"].map(self._units.__getitem__),
        }
        plain = set(PROPERTIES) & FactRecord.model_fields.keys() - claim.keys()
        claim |= {name: columns[name] for name in plain}
        for what in _OF_SIDES if turned.any() else ():
            # What is said of a side stays with it, whichever side of the fact it became.
            one, other = claim[f"actor_{what}"], claim[f"partner_{what}"]
            claim[f"actor_{what}"], claim[f"partner_{what}"] = either(turned, other, one), either(turned, one, other)
        claim = {name: column.distinct() for name, column in claim.items() if column.told}
        nothing = Column.alike(None, len(since))
        identity = (claim["by"], claim["stance"], *(claim.get(name, nothing) for name in TOLD))
        claim["id"] = Column.apart(hashed_each("c", json_rows((fact["id"], *identity))))
        return Table(fact, claim, {"by": bys, "source": sources})

    def _sources(self) -> Column:
        names = ("source_id", "source_title", "source_publisher", "source_url", "source_published_on")
        told = together(*(self._columns[name] for name in names))
        return told.star(lambda ident, *others: Source(ident or source_id(*others[:3]), *others))

    def _units_told(self) -> dict[str | None, str | None]:
        """The ids of all units that are named; those that are none are left out."""
        found: dict[str | None, str | None] = {None: None}
        for text in {*self._columns["unit"].values, *self._columns["value_unit"].values} - {None}:
            with suppress(UnusableError):
                found[text] = self._resolver.vocabulary.unit(text).id
        return found

    def _unit_column(self, resources: Column) -> Column:
        """The unit of each claim's numbers: the one that it names, else that of the resource."""
        columns, usual = self._columns, self._resolver.vocabulary.resources
        numbers = (columns[name].map(is_told).distinct() for name in ("quantity_low", "quantity", "quantity_high"))

        def unit(text: str | None, resource: str | None, *numbers: bool) -> str | None:
            if text is not None:
                return self._units[text]
            return usual[resource].unit if resource is not None and any(numbers) else None

        return together(columns["unit"], resources, *numbers).star(unit)


def _json(*parts: object) -> str:
    """Parts as they stand in a JSON array."""
    return orjson.dumps(parts)[1:-1].decode()


def _is_country(steady: Country | None, kind: str | None, country: str | None) -> bool:
    return steady is not None and kind is None and country is None


def _span(since: str | None, until: str | None) -> tuple[str, str]:
    return span(named(since), named(until))


def _follow(dates: tuple[str | None, str | None]) -> bool:
    """Whether an end doesn't lie before its beginning."""
    since, until = dates
    return not since or not until or edtf_date(since).first <= edtf_date(until).last


def _ordered(numbers: Sequence[float | None]) -> bool:
    return all(low <= high for low, high in pairwise(number for number in numbers if number is not None))


def _ident(country: Country) -> str:
    return country.id


def _sides(kinds: Column, ones: Column, others: Column) -> tuple[Mask, Column, Column]:
    """Whether the sides of each fact change places, and who its actor and its recipient then are."""
    turned = kinds.where(lambda kind: kind.turned)
    actor, recipient = either(turned, others, ones), either(turned, ones, others)
    order = {ident: at for at, ident in enumerate(sorted({*actor.values, *recipient.values}))}
    swapped = kinds.where(lambda kind: kind.relation.symmetric)
    swapped &= recipient.numbers(order.__getitem__) < actor.numbers(order.__getitem__)
    return turned ^ swapped, either(swapped, recipient, actor), either(swapped, actor, recipient)


def _has_level(level: str | None, kind: _Kind | None) -> bool:
    return level is None or (kind is not None and level in kind.relation.levels)
