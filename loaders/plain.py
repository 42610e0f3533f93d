"""Records that need nothing but their own words, resolved a field at a time: most of a large file, in a fifth of the time.

What a word means is asked once for each word and not for each record, of the very functions that take a record by itself
(`graph/record.py`, `graph/resolution.py`). A record with anything else (a name of another fact, an event, a side that is no
single country, any mistake) is left to them as a whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from graph.claims import PROPERTIES, TOLD
from graph.columns import NO_FACTS, Column, Table, taking
from graph.countries import Country
from graph.dates import BEGINNING, END, edtf_date, named, span
from graph.errors import UnusableError
from graph.ids import hashed_each, source_id
from graph.model import Actor, Source
from graph.record import FIELD_CHECKS, FIELDS, FactRecord, RecordError
from graph.resolution import STATE_SECTORS, Resolver
from graph.vocabulary import Relation
from loaders.rows import Row

# Whatever names facts, events or third parties, and whoever is no country, is left to the way of a single record.
_FIELDS = frozenset(FIELDS) - {
    "about", "ref", "in_return_for", "event", "event_name", "event_kind", "regarding", "place", "actor_kind", "partner_kind",
}  # fmt: skip
_TEXTS: frozenset[type] = frozenset((str, type(None)))
_KINDS: dict[str, frozenset[type]] = {
    "approximate": frozenset((bool, type(None))),
    **dict.fromkeys(
        ("quantity_low", "quantity", "quantity_high", "value", "confidence"), frozenset((int, float, type(None)))
    ),
}
_STATE = STATE_SECTORS | {None}
_CLAIMANT = ("claimant", "claimant_kind", "claimant_of", "source_publisher")
_OF_SIDES = ("detail", "role")


class Plain(NamedTuple):
    """What was taken of some rows, and how many rows of the file those were."""

    table: Table
    rows: int


def take_plain(rows: Sequence[Row], resolver: Resolver) -> tuple[Plain, list[Row]]:
    """The statements of those rows that are plain, and the others, in their order."""
    places = [at for at, row in enumerate(rows) if _may_be_plain(row)]
    columns = _Columns([rows[at].record for at in places])
    table = _Resolving(resolver, columns).table() if places else NO_FACTS
    taken = {places[at] for at in columns.left}
    return Plain(table, sum(rows[at].rows for at in taken)), [row for at, row in enumerate(rows) if at not in taken]


def _may_be_plain(row: Row) -> bool:
    record = row.record
    return (
        row.error is None
        and row.without is None
        and row.note is None
        and type(record) is dict
        and record.keys() <= _FIELDS
    )


class _Columns:
    """The fields of records as columns, each value checked; `left` are the places of the records that are in order."""

    def __init__(self, records: Sequence[Any]) -> None:
        self.left = list(range(len(records)))
        self._bad: set[int] = set()
        self._told = {name: self._checked(name, [r.get(name) for r in records]) for name in frozenset().union(*records)}
        self._drop()

    def __getitem__(self, name: str) -> Column:
        """The column of a field, with what an absent one stands for."""
        default = FactRecord.model_fields[name].default
        column = self._told.get(name)
        if column is None:
            return [default] * len(self.left)
        return column if default is None else [default if value is None else value for value in column]

    def keep(self, places: Sequence[int]) -> None:
        """Leave only the rows at these places."""
        take = taking(places)
        self.left = take(self.left)
        self._told = {name: take(column) for name, column in self._told.items()}

    def _drop(self) -> None:
        if self._bad:
            self.keep([at for at in range(len(self.left)) if at not in self._bad])

    def _checked(self, name: str, column: Column) -> Column:
        kinds = _KINDS.get(name, _TEXTS)
        if not kinds.issuperset(map(type, column)):
            for at, value in enumerate(column):
                if type(value) not in kinds:
                    self._bad.add(at)
                    column[at] = None
        check, known, wrong = FIELD_CHECKS[name], {}, set()
        for value in set(column):
            try:
                known[value] = check(value)
            except ValueError:
                wrong.add(value)
                known[value] = None
        if wrong:
            self._bad.update(at for at, value in enumerate(column) if value in wrong)
        return list(map(known.__getitem__, column))


class _Kind(NamedTuple):
    """What a relation and a resource as written mean together: the canonical relation, whether the sides change places."""

    relation: Relation
    turned: bool
    resource: str | None
    thing: str | None
    dimension: str


class _Told(NamedTuple):
    """What the record at a place tells: its fact's kind and sides, whether they changed places, and whose word it is."""

    at: int
    kind: _Kind
    actor: Country
    recipient: Country
    turned: bool
    by: Actor


class _Resolving:
    """Resolves checked columns; whatever isn't plain is dropped from them."""

    def __init__(self, resolver: Resolver, columns: _Columns) -> None:
        self._resolver = resolver
        self._columns = columns
        self._countries: dict[str, Country | None] = {}
        self._kinds: dict[tuple[str, str | None], _Kind | None] = {}
        self._names: dict[tuple[str, str, str, str | None], str] = {}
        self._claimants: dict[tuple[Any, ...], Actor | None] = {}
        self._origins: dict[tuple[str | None, Actor], str] = {}
        self._units = self._units_told()

    def table(self) -> Table:
        """What is told."""
        columns = self._columns
        spans = self._in_order()
        kinds = [self._kind(*asked) for asked in zip(columns["relation"], columns["resource"], strict=True)]
        ones, others = (self._states(columns[field], spans) for field in ("actor", "partner"))
        said = self._said()
        who = zip(*(columns[name] for name in _CLAIMANT), strict=True)
        bys = [self._by(day, asked) for day, asked in zip(said, who, strict=True)]
        rows = [
            _Told(at, kind, *_sides(kind, one, other), by)
            for at, (kind, one, other, by, level) in enumerate(
                zip(kinds, ones, others, bys, columns["level"], strict=True)
            )
            if kind and one and other and by and one.id != other.id and (level is None or level in kind.relation.levels)
        ]
        kept = [row.at for row in rows]
        columns.keep(kept)
        fact: dict[str, Column] = {
            "actor": [row.actor.id for row in rows],
            "relation": [row.kind.relation.id for row in rows],
            "recipient": [row.recipient.id for row in rows],
            "resource": [row.kind.resource for row in rows],
            "modality": columns["modality"],
            "since": [None if key else date for key, date in zip(columns["key"], columns["since"], strict=True)],
            "key": columns["key"],
            "name": [self._name(row) for row in rows],
            "dimension": [row.kind.dimension for row in rows],
        }
        return self._finished(fact, rows, taking(kept)(said))

    def _states(self, names: Column, spans: Sequence[tuple[str, str]]) -> Column:
        """The one country that each name means all the time; None where it is none, or several one after the other."""
        steady = self._resolver.countries.throughout
        found: Column = []
        for name, (first, last) in zip(names, spans, strict=True):
            try:
                found.append(steady(name, first, last) or self._undated(name, first, last))
            except UnusableError:
                found.append(None)
        return found

    def _in_order(self) -> list[tuple[str, str]]:
        """The first and last day of each record, once those are dropped that lack something or contradict themselves."""
        columns = self._columns
        days = {date: edtf_date(date) for name in ("since", "until") for date in set(columns[name]) if date}
        kept, spans = [], []
        told = zip(
            columns["since"], columns["until"], columns["actor"], columns["relation"], columns["partner"],
            columns["claimant"], columns["source_publisher"], columns["claimant_kind"], columns["claimant_of"],
            columns["source_id"], columns["source_title"], columns["source_url"],
            columns["quantity_low"], columns["quantity"], columns["quantity_high"], columns["unit"], columns["value_unit"],
            columns["actor_role"], columns["partner_role"],
            strict=True,
        )  # fmt: skip
        for at, row in enumerate(told):
            since, until, actor, verb, partner, claimant, publisher, kind, country, source, title, url, *numbers = row
            low, middle, high, unit, value_unit, role, their_role = numbers
            if unit not in self._units or value_unit not in self._units:
                continue
            if role not in _STATE or their_role not in _STATE:
                continue
            if actor is None or verb is None or partner is None or (claimant is None and publisher is None):
                continue
            if (source is None and title is None and url is None) or (claimant is None and (kind or country)):
                continue
            if since and until and days[since].first > days[until].last:
                continue
            if (low is not None or high is not None) and not _ordered(
                [n for n in (low, middle, high) if n is not None]
            ):
                continue
            kept.append(at)
            spans.append(span(named(since), named(until)))
        columns.keep(kept)
        return spans

    def _said(self) -> Column:
        """The last possible day of what was said, where it is told."""
        dates = [
            one or other
            for one, other in zip(self._columns["said_on"], self._columns["source_published_on"], strict=True)
        ]
        last = {date: edtf_date(date).last for date in set(dates) if date}
        return [last.get(date) for date in dates]

    def _kind(self, verb: str, resource: str | None) -> _Kind | None:
        asked = (verb, resource)
        if asked not in self._kinds:
            self._kinds[asked] = self._found_kind(verb, resource)
        return self._kinds[asked]

    def _found_kind(self, verb: str, resource: str | None) -> _Kind | None:
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
        return _Kind(relation, turned, ident, thing.name if thing else None, words.dimension(relation.id, ident))

    def _undated(self, name: str, first: str, last: str) -> Country | None:
        """The country that a name means where no time is told; None where a time is, and the name's meaning changes in it."""
        if (first, last) != (BEGINNING, END):
            return None
        if name not in self._countries:
            try:
                self._countries[name] = self._resolver.countries.get(self._resolver.country(name).id)
            except UnusableError:
                self._countries[name] = None
        return self._countries[name]

    def _by(self, said: str | None, who: Sequence[Any]) -> Actor | None:
        claimant, kind, country, publisher = who
        if said is not None and claimant is not None and kind is None and country is None:
            try:
                steady = self._resolver.countries.throughout(claimant, said, said)
            except UnusableError:
                steady = None
            if steady is not None:
                return Actor(steady.id, steady.name, "country")
        asked = (claimant, kind, country, publisher, said)
        if asked not in self._claimants:
            record = FactRecord.model_construct(
                claimant=claimant, claimant_kind=kind, claimant_of=country, source_publisher=publisher, said_on=said
            )
            try:
                self._claimants[asked] = self._resolver.claimant(record)
            except RecordError:
                self._claimants[asked] = None
        return self._claimants[asked]

    def _name(self, row: _Told) -> str:
        kind, one, other = row.kind, row.actor, row.recipient
        asked = (kind.relation.id, one.id, other.id, kind.resource)
        if asked not in self._names:
            self._names[asked] = kind.relation.sentence(one.name, other.name, kind.thing)
        return self._names[asked]

    def _origin(self, named_origin: str | None, by: Actor) -> str:
        asked = (named_origin, by)
        if asked not in self._origins:
            self._origins[asked] = self._resolver.origin(named_origin, by)
        return self._origins[asked]

    def _finished(self, fact: dict[str, Column], rows: Sequence[_Told], said: Column) -> Table:
        """The table of these facts, with their ids and claims."""
        columns: _Columns = self._columns
        bys: Column = [row.by for row in rows]
        since, keyed = columns["since"], [key is not None for key in fact["key"]]
        when = [
            ("key", key) if key is not None else ("since", date) for key, date in zip(fact["key"], since, strict=True)
        ]
        ends = zip(*(fact[name] for name in ("actor", "relation", "recipient", "resource", "modality")), strict=True)
        fact["id"] = hashed_each("f", [end + one for end, one in zip(ends, when, strict=True)])
        sources = self._sources()
        claim: dict[str, Column] = {
            "by": [by.id for by in bys],
            "party": [by.party for by in bys],
            "stance": [
                stance or ("asserts" if claimant else "reports")
                for stance, claimant in zip(columns["stance"], columns["claimant"], strict=True)
            ],
            "origin": [self._origin(*row) for row in zip(columns["origin"], bys, strict=True)],
            "day": [day or "" for day in said],
            "source": [source.id for source in sources],
            "since": [date if has else None for has, date in zip(keyed, since, strict=True)],
            "unit": self._unit_column(fact["resource"]),
            "value_unit": [self._units[text] for text in columns["value_unit"]],
        }
        plain = set(PROPERTIES) & FactRecord.model_fields.keys() - claim.keys()
        claim |= {name: columns[name] for name in plain}
        if any(row.turned for row in rows):
            # What is said of a side stays with it, whichever side of the fact it became.
            for what in _OF_SIDES:
                pairs = zip(rows, claim[f"actor_{what}"], claim[f"partner_{what}"], strict=True)
                told = [(other, one) if row.turned else (one, other) for row, one, other in pairs]
                claim[f"actor_{what}"], claim[f"partner_{what}"] = (
                    [one for one, _ in told],
                    [other for _, other in told],
                )
        nothing: Column = [None] * len(bys)
        identity = (claim.get(name, nothing) for name in TOLD)
        claim["id"] = hashed_each("c", zip(fact["id"], claim["by"], claim["stance"], *identity, strict=True))
        claim = {name: column for name, column in claim.items() if any(value is not None for value in column)}
        return Table(fact, claim, {"by": bys, "source": sources})

    def _sources(self) -> list[Source]:
        columns = self._columns
        names = ("source_id", "source_title", "source_publisher", "source_url", "source_published_on")
        told = list(zip(*(columns[name] for name in names), strict=True))
        known = {one: Source(one[0] or source_id(*one[1:4]), *one[1:]) for one in set(told)}
        return [known[one] for one in told]

    def _units_told(self) -> dict[str | None, str | None]:
        """The ids of all units that are named; those that are none are left out."""
        found: dict[str | None, str | None] = {None: None}
        for text in {*self._columns["unit"], *self._columns["value_unit"]} - {None}:
            try:
                found[text] = self._resolver.vocabulary.unit(text).id
            except UnusableError:
                continue
        return found

    def _unit_column(self, resources: Column) -> Column:
        """The unit of each claim's numbers: the one that it names, else that of the resource."""
        columns, usual = self._columns, self._resolver.vocabulary.resources
        numbers = zip(columns["quantity_low"], columns["quantity"], columns["quantity_high"], strict=True)
        return [
            self._units[text]
            if text is not None
            else None
            if resource is None or (low is middle is high is None)
            else usual[resource].unit
            for text, resource, (low, middle, high) in zip(columns["unit"], resources, numbers, strict=True)
        ]


def _sides(kind: _Kind, one: Country, other: Country) -> tuple[Country, Country, bool]:
    """Actor and recipient of the fact, and whether they changed places."""
    turned = kind.turned
    if turned:
        one, other = other, one
    if kind.relation.symmetric and other.id < one.id:
        return other, one, not turned
    return one, other, turned


def _ordered(numbers: Sequence[float]) -> bool:
    return all(low <= high for low, high in pairwise(numbers))
