"""From a record's words to the graph's ids: which states, which relation, which fact, whose word (DESIGN section 4).

One record makes one statement, or several where its time crosses a succession of states (an alliance of 1961–1995 is
the USSR's, then Russia's).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple, TypeVar

from graph.claims import Claim, claim_id
from graph.countries import Countries
from graph.countries.answers import answered_countries
from graph.dates import BEGINNING, END, edtf_date, named, span
from graph.errors import UnusableError
from graph.ids import organisation_id, person_id, source_id
from graph.model import Actor, ActorKind, Event, Fact, Source, Statement
from graph.record import FactRecord, NoFactError, RecordError
from graph.vocabulary import Relation, Vocabulary, vocabulary

T = TypeVar("T")

# PLOVER sectors whose deeds are the state's; a company's or a rebel group's are not.
STATE_SECTORS = frozenset({"GOV", "MIL", "COP", "SPY", "JUD", "LEG"})

_CLAIM_FIELDS = (
    "aspect", "said_on", "source_published_on", "quote", "locator", "note", "confidence", "method", "place", "level",
    "until", "quantity", "quantity_low", "quantity_high", "approximate", "value", "claimant_detail", "actor_detail",
    "actor_role", "partner_detail", "partner_role",
)  # fmt: skip


_OTHER_SIDE = {
    f"{side}_{what}": f"{other}_{what}"
    for side, other in (("actor", "partner"), ("partner", "actor"))
    for what in ("detail", "role")
}
_CLAIM_VALUES = attrgetter(*_CLAIM_FIELDS)
_TURNED_VALUES = attrgetter(*(_OTHER_SIDE.get(name, name) for name in _CLAIM_FIELDS))


class Told(NamedTuple):
    """A fact of a record with the dates told of it; `turned` where the record's actor became the fact's recipient."""

    fact: Fact
    since: str | None
    until: str | None
    turned: bool


class Piece(NamedTuple):
    """One side of a fact for a part of its time: `first` and `last` are ISO days, BEGINNING and END where open."""

    actor: Actor | None
    first: str
    last: str


class UnresolvedError(RecordError):
    """A name that stands where a country is expected and can't be resolved; `why` is the register's word for that."""

    def __init__(self, field: str, name: str, reason: str, error: UnusableError) -> None:
        super().__init__(field, name, reason, error.extra.get("suggestions", ()))
        self.why = str(error.extra.get("reason", "unknown"))

    def no_single_state(self, countries: Countries) -> str | None:
        """What a name is that is known and means no single state: a region, a group, a part of a state."""
        return countries.aggregate(str(self.value)) or ("a part of a state" if self.why == "part" else None)


@dataclass(frozen=True)
class Resolver:
    """Resolves records against one vocabulary and one register of countries; keeps no state of the graph."""

    vocabulary: Vocabulary
    countries: Countries

    def statements(self, record: FactRecord, about: Fact | None = None, returns: Sequence[str] = ()) -> list[Statement]:
        """The statements that a record makes.

        `about` is the fact that the record's `about` names, `returns` the ids of the facts that its `in_return_for`
        names: the loader finds both, because refs are a file's own. Raises RecordError naming the field, and NoFactError
        for a row in order that tells no fact between states.
        """
        for role in (record.actor_role, record.partner_role):
            if role is not None and role not in STATE_SECTORS:
                raise NoFactError("no state actor")
        if about is not None and record.actor is None:
            facts = [Told(self._about(record, about), record.since, record.until, turned=False)]
        else:
            facts = self._facts(record)
            if about is not None and about.id not in {told.fact.id for told in facts}:
                raise RecordError("about", record.about, "about names another fact than actor, relation and partner do")
        by = self.claimant(record)
        return [self._statement(record, told, by, returns) for told in facts]

    def fact(
        self,
        actor: Actor | None,
        relation: str,
        recipient: Actor | None,
        resource: str | None,
        modality: str,
        *,
        since: str | None,
        key: str | None,
    ) -> Fact:
        """A fact from resolved parts, with its name and dimension; `relation` is canonical."""
        kind = self.vocabulary.relations[relation]
        thing = self.vocabulary.resources[resource] if resource else None
        return Fact.of(
            actor=actor,
            relation=relation,
            recipient=recipient,
            resource=resource,
            modality=modality,
            since=None if key else since,
            key=key,
            name=kind.sentence(
                actor.name if actor else None, recipient.name if recipient else None, thing.name if thing else None
            ),
            dimension=self.vocabulary.dimension(relation, resource),
        )

    def _about(self, record: FactRecord, about: Fact) -> Fact:
        for name in ("relation", "partner", "resource", "key"):
            if (value := getattr(record, name)) is not None:
                raise RecordError(
                    name, value, f"{name} is part of the fact, which about names already; leave one of them out"
                )
        if record.since is not None and about.key is None:
            raise RecordError(
                "since",
                record.since,
                "since is part of the fact that about names; give it only with facts that have a key",
            )
        return about

    def _facts(self, record: FactRecord) -> list[Told]:
        relation = _asked("relation", record.relation, self.vocabulary.relation)
        resource = _asked("resource", record.resource, self.vocabulary.resource) if record.resource else None
        if record.partner is None and relation.partner == "required":
            raise RecordError(
                "partner", None, f"partner has to be given: '{relation.label}' is done to or with somebody"
            )
        if record.partner is not None and relation.partner == "none":
            raise RecordError(
                "partner", record.partner, f"'{relation.label}' takes no partner: name the event in its place"
            )
        if resource is not None and relation.resource == "none":
            raise RecordError("resource", record.resource, f"'{relation.label}' takes no resource")
        # "By 1945 at the latest" names a state of 1945, not those that were there before it.
        first, last = span(named(record.since), named(record.until))
        ours = self._side("actor", record.actor, record.actor_kind, first, last)
        theirs = self._side("partner", record.partner, record.partner_kind, first, last)
        pieces = _crossed(ours, theirs, record.since, record.until)
        key = record.key or (record.event if relation.id == "party_to" else None)
        return [
            self._piece(record, relation, resource.id if resource else None, key, one, other, start, end)
            for one, other, start, end in pieces
        ]

    def _piece(
        self,
        record: FactRecord,
        relation: Relation,
        resource: str | None,
        key: str | None,
        one: Actor | None,
        other: Actor | None,
        start: str | None,
        end: str | None,
    ) -> Told:
        if one is not None and other is not None and one.id == other.id:
            raise RecordError(
                "partner", record.partner, f"partner is the same as actor: both are {one.name} ({one.id})"
            )
        turned = False
        if not relation.canonical and relation.inverse:
            relation, one, other, turned = self.vocabulary.relations[relation.inverse], other, one, True
        if relation.symmetric and one and other and other.id < one.id:
            one, other, turned = other, one, not turned
        fact = self.fact(one, relation.id, other, resource, record.modality, since=start, key=key)
        return Told(fact, start, end, turned)

    def _side(self, field: str, name: str | None, kind: str | None, first: str, last: str) -> list[Piece]:
        if name is None:
            return [Piece(None, first, last)]
        if kind == "organisation":
            return [Piece(self._organisation(name), first, last)]
        return [Piece(*piece) for piece in self._states(field, name, first, last)]

    def _states(self, field: str, name: str, first: str, last: str) -> list[tuple[Actor, str, str]]:
        dated = (first, last) != (BEGINNING, END)
        try:
            if (steady := self.countries.throughout(name, first, last)) is not None:
                return [(Actor(steady.id, steady.name, "country"), first, last)]
            if not dated:
                return [(self.country(name), first, last)]
            pieces = self.countries.split(name, _date(first), _date(last))
        except UnusableError as error:
            raise self._no_country(field, name, error) from None
        return [
            (
                Actor(piece.country.id, piece.country.name, "country"),
                piece.first.isoformat() if piece.first else BEGINNING,
                piece.last.isoformat() if piece.last else END,
            )
            for piece in pieces
        ]

    def country(self, name: str, on: str | None = None) -> Actor:
        """The country that a name means on a day (ISO), or at any time. Raises as `Countries.resolve`."""
        steady = self.countries.throughout(name, on, on) if on else None
        found = steady or self.countries.resolve(name, _date(on) if on else None).country
        return Actor(found.id, found.name, "country")

    def _no_country(self, field: str, name: str, error: UnusableError) -> RecordError:
        organisation = self.vocabulary.organisation(name)
        if organisation is None:
            return UnresolvedError(field, name, error.detail, error)
        reason = f"{name!r} is an organisation ({organisation.id}), and {field} is taken for a country: "
        reason += f"give {field}_kind: organisation" if field in {"actor", "partner"} else "name a country"
        return RecordError(field, name, reason, error.extra.get("suggestions", ()))

    def _organisation(self, name: str, country: str | None = None) -> Actor:
        known = self.vocabulary.organisation(name)
        if known is not None:
            return Actor(known.id, known.name, "organisation", country)
        return Actor(organisation_id(name), name, "organisation", country)

    def claimant(self, record: FactRecord) -> Actor:
        """Whose word a record is. Raises RecordError."""
        name, kind = record.claimant or record.source_publisher, record.claimant_kind
        said = record.said_on or record.source_published_on
        on = edtf_date(said).last if said else None
        if name is None:  # the record's own check refuses this
            raise RecordError("claimant", None, "claimant has to be given")
        country = None
        if record.claimant_of is not None:
            country = self._try_country("claimant_of", record.claimant_of, on).id
        if record.claimant is None:
            return self._organisation(name)
        if kind is None:
            return self._unlabelled_claimant(record, name, country, on)
        if kind == "country":
            return self._try_country("claimant", name, on)
        if kind == "person":
            return Actor(person_id(name, country), name, "person", country)
        return self._organisation(name, country)

    def _unlabelled_claimant(self, record: FactRecord, name: str, country: str | None, on: str | None) -> Actor:
        """A claimant without a kind: a country, a known organisation or the publisher; nobody else is guessed."""
        why: UnusableError | None = None
        if country is None:
            try:
                return self.country(name, on)
            except UnusableError as error:
                why = error
        if self.vocabulary.organisation(name) is not None or name == record.source_publisher:
            return self._organisation(name, country)
        reason = f"{name!r} is neither a country nor the publisher: "
        reason += "say what it is with claimant_kind (country, organisation, person)"
        raise RecordError("claimant", name, reason) if why is None else UnresolvedError("claimant", name, reason, why)

    def _try_country(self, field: str, name: str, on: str | None) -> Actor:
        try:
            return self.country(name, on)
        except UnusableError as error:
            raise self._no_country(field, name, error) from None

    def origin(self, named: str | None, by: Actor) -> str:
        """Whose word it is in the end: the named origin, else the claimant's country, else the claimant."""
        if named is None:
            return by.party or by.id
        try:
            return self.country(named).id
        except UnusableError:
            known = self.vocabulary.organisation(named)
            return known.id if known is not None else named

    def _regarding(self, name: str) -> Actor:
        try:
            return self.country(name)
        except UnusableError as error:
            if self.vocabulary.organisation(name) is not None:
                return self._organisation(name)
            raise UnresolvedError("regarding", name, error.detail, error) from None

    def _statement(self, record: FactRecord, told_fact: Told, by: Actor, returns: Sequence[str]) -> Statement:
        fact, since, until, turned = told_fact
        source = Source(
            record.source_id or source_id(record.source_title, record.source_publisher, record.source_url),
            record.source_title,
            record.source_publisher,
            record.source_url,
            record.source_published_on,
        )
        self._check_level(record, fact)
        # What is said of a side stays with it, whichever side of the fact it became.
        values = (_TURNED_VALUES if turned else _CLAIM_VALUES)(record)
        told = dict(zip(_CLAIM_FIELDS, values, strict=True)) | {
            "source": source.id,
            "origin": self.origin(record.origin, by),
            "until": until,
            "since": since if fact.key else None,
            "unit": self._unit(record, fact),
            "value_unit": _asked("value_unit", record.value_unit, self.vocabulary.unit).id
            if record.value_unit
            else None,
        }
        said = record.said_on or record.source_published_on
        stance = record.stance or ("asserts" if record.claimant else "reports")
        claim = Claim(
            id=claim_id(fact.id, by.id, stance, told),
            by=by.id,
            stance=stance,
            party=by.party,
            # The writer stamps the moment of recording, which is also the day of a claim that has none.
            day=edtf_date(said).last if said else "",
            recorded_at="",
            **told,
        )
        return Statement(
            fact=fact,
            claim=claim,
            by=by,
            source=source,
            event=Event(record.event, record.event_name, record.event_kind) if record.event else None,
            regarding=self._regarding(record.regarding) if record.regarding else None,
            in_return_for=tuple(sorted(set(returns))),
        )

    def _unit(self, record: FactRecord, fact: Fact) -> str | None:
        if record.unit is not None:
            return str(_asked("unit", record.unit, self.vocabulary.unit).id)
        if record.quantity is record.quantity_low is record.quantity_high is None or fact.resource is None:
            return None
        return self.vocabulary.resources[fact.resource].unit

    def _check_level(self, record: FactRecord, fact: Fact) -> None:
        levels = self.vocabulary.relations[fact.relation].levels
        if record.level is not None and record.level not in levels:
            known = f"its levels are {', '.join(levels)}" if levels else "it has no levels"
            raise RecordError(
                "level", record.level, f"{record.level!r} is no level of {fact.relation!r}: {known}", levels
            )


def _asked(field: str, text: str | None, find: Callable[[str], T]) -> T:
    """What the vocabulary has under `text`, or a RecordError for `field` with the nearest words."""
    try:
        return find(text or "")
    except UnusableError as error:
        suggestions = error.extra.get("suggestions", ())
        raise RecordError(field, text, error.detail, suggestions) from None


def _crossed(
    ours: Sequence[Piece], theirs: Sequence[Piece], since: str | None, until: str | None
) -> list[tuple[Actor | None, Actor | None, str | None, str | None]]:
    """Both sides' successions laid over each other: (actor, partner, since, until) with EDTF dates for each piece.

    Where a piece begins or ends with the record's own time it keeps the record's own dates and their precision. A piece
    that lies wholly inside the vagueness of one of them is dropped ("since 1991" doesn't make a fact of 25 December),
    and a fact of one date (an event, a yearly flow) is the pair's that had the most of its days.
    """
    if len(ours) == len(theirs) == 1 and ours[0].first <= theirs[0].last and theirs[0].first <= ours[0].last:
        # Most facts cross no succession.
        return [(ours[0].actor, theirs[0].actor, since, until)]
    pieces = [
        (one.actor, other.actor, max(one.first, other.first), min(one.last, other.last))
        for one in ours
        for other in theirs
        if max(one.first, other.first) <= min(one.last, other.last)
    ]
    if len(pieces) > 1 and since is not None and named(since) == named(until):
        one, other, _, _ = max(pieces, key=lambda piece: (_days(piece[2], piece[3]), piece[2]))
        return [(one, other, since, until)]
    if len(pieces) > 1:
        solid = [piece for piece in pieces if not _within(piece, named(since)) and not _within(piece, named(until))]
        pieces = solid or pieces[:1]
    last = len(pieces) - 1
    return [
        (one, other, since if index == 0 else start, until if index == last else end)
        for index, (one, other, start, end) in enumerate(pieces)
    ]


def _within(piece: tuple[Actor | None, Actor | None, str, str], date: str | None) -> bool:
    if date is None:
        return False
    span_of_date = edtf_date(date)
    return span_of_date.first != span_of_date.last and span_of_date.first <= piece[2] and piece[3] <= span_of_date.last


def _days(first: str, last: str) -> int:
    start, end = _date(first) or dt.date.min, _date(last) or dt.date.max
    return (end - start).days


@lru_cache(maxsize=100_000)
def _date(day: str) -> dt.date | None:
    return None if day in {BEGINNING, END} else dt.date.fromisoformat(day)


def kinds() -> Mapping[ActorKind, str]:
    """The label in the graph of each kind of actor."""
    return {"country": "Country", "organisation": "Organisation", "person": "Person"}


def resolver() -> Resolver:
    """The resolver of this process, with the user's vocabulary and answers.

    Raises UnusableError where one of their files can't be used.
    """
    return Resolver(vocabulary(), answered_countries())
