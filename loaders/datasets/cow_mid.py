"""Correlates of War: Militarized Interstate Disputes.

A row of MIDB is a state in one dispute, for one spell: its side, the highest action that it took, its dead. A row of MIDIP
is the same for one incident of a dispute; MIDA and MIDI describe disputes and incidents as a whole. No row means no
dispute. Changed: a fact is told between opponents whose spells overlap, for as long as they do. MIDB doesn't say against
which of several opponents a state acted, so facts with several are derived (`method: computed`). The dead are a range where
only their level is coded; "none" and "unknown" make no fact.

>>> from loaders.tables.showing import show
>>> show(
...     DATASET,
...     "dispnum,stabb,ccode,stday,stmon,styear,endday,endmon,endyear,sidea,fatality,fatalpre,hiact,hostlev,orig",
...     "2,UKG,200,-9,7,1902,24,1,1903,0,0,0,0,1,1",
...     "2,USA,2,-9,7,1902,24,1,1903,1,1,-9,7,3,1",
... )
without fact: took no militarised action, and none of its soldiers is known to have died
actor: cow:2, relation: mobilizes_against, partner: cow:200, note: highest action: show of force; originator on \
side A, since: 1902-07, until: 1903-01-24, key: mid:2, event: mid:2, event_name: MID 2, event_kind: dispute
actor: cow:2, relation: suffers_losses_from, partner: cow:200, unit: people, since: 1902-07, until: 1903-01-24, \
key: mid:2, quantity_low: 1, quantity_high: 25, event: mid:2, event_name: MID 2, event_kind: dispute
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.record import NoFactError
from loaders.datasets._disputes import NO_ACTION, NO_OPPONENT, Deed, between, deed, dispute, fatality, losses
from loaders.tables.declaration import Citation, Dataset, Download, Fields, Table
from loaders.tables.row import TableRow
from loaders.tables.spells import Spell, numbered, overlap, spell_of

_MISSING = frozenset({"-9", "NA", "."})
_SIDES = {"0": "B", "1": "A"}
_AUTHORS = (
    "Palmer, Glenn", "McManus, Roseanne W.", "D'Orazio, Vito", "Kenwick, Michael R.", "Karstens, Mikaela",
    "Bloch, Chase", "Dietrich, Nick", "Kahn, Kayla", "Ritter, Kellan", "Soules, Michael J.",
)  # fmt: skip
_IGNORED = {
    "stabb": "the number's abbreviation",
    "revstate": "what a side wanted, which is no deed",
    "revtype1": "what a side wanted, which is no deed",
    "revtype2": "what a side wanted, which is no deed",
    "version": "the release",
}

Told = Iterator[tuple[TableRow, Fields | NoFactError]]


@dataclass(frozen=True, slots=True)
class _Participant:
    """A state in a dispute or an incident, for one spell."""

    row: TableRow
    state: str
    side: str
    spell: Spell
    deed: Deed
    dead: Fields | None
    original: bool


def _participant(row: TableRow, side: str, action: str) -> _Participant:
    return _Participant(
        row=row,
        state=row.needed("ccode"),
        side=row.choice(side, _SIDES),
        spell=spell_of(row, ("styear", "stmon", "stday"), ("endyear", "endmon", "endday")),
        deed=deed(row, "hostlev", action),
        dead=fatality(row, "fatality", "fatalpre"),
        original=bool(row.flag("orig")),
    )


def _told(parties: Sequence[_Participant], key: str, event: Fields) -> Told:
    """The facts between all opponents, each with the participant whose deed it is."""
    parties = sorted(parties, key=lambda each: each.spell.first)
    opponents = {id(one): [other for other in parties if _meets(one, other)] for one in parties}
    spells: dict[tuple[str, ...], int] = defaultdict(int)
    told: dict[int, list[Fields]] = defaultdict(list)
    for one in (each for each in parties if each.side == "A"):
        for other in opponents[id(one)]:
            common = overlap(one.spell, other.spell)
            if common is None:
                continue
            pair = (one.state, other.state)
            own_key = numbered(key, spells[pair])
            spells[pair] += 1
            sides = {"A": one.state, "B": other.state}
            sole = {one.state: len(opponents[id(one)]) == 1, other.state: len(opponents[id(other)]) == 1}
            for fields in between(one.state, other.state, one.deed, other.deed, common, own_key):
                actor = one if fields["actor"] == f"cow:{one.state}" else other
                known = all(sole.values()) if fields["relation"] == "fights" else sole[actor.state]
                method = {} if known else {"method": "computed"}
                told[id(actor)].append(_noted(fields, actor, sides) | method | event)
    for one in parties:
        if one.dead is not None:
            against = opponents[id(one)][0].state if len(opponents[id(one)]) == 1 else ""
            own_key = numbered(key, spells[one.state, against, "dead"])
            spells[one.state, against, "dead"] += 1
            told[id(one)].append(losses(one.state, against, one.dead, one.spell, own_key) | event)
        yield from ((one.row, fields) for fields in told[id(one)])
        if not told[id(one)]:
            yield one.row, NoFactError(_why(one, opponents[id(one)]))


def _meets(one: _Participant, other: _Participant) -> bool:
    return one.side != other.side and one.state != other.state and overlap(one.spell, other.spell) is not None


def _noted(fields: Fields, actor: _Participant, sides: Fields) -> Fields:
    """A fact with who began: side A is the one that acted first, an originator was in the dispute from its first day."""
    if fields["relation"] == "fights":
        return fields | {"note": f"{fields['note']}; side A {sides['A']}, side B {sides['B']}"}
    if "orig" not in actor.row:  # an incident
        return fields | {"note": f"{fields['note']}; side {actor.side} of the incident"}
    role = "originator" if actor.original else "joiner"
    return fields | {"note": f"{fields['note']}; {role} on side {actor.side}"}


def _why(one: _Participant, opponents: Sequence[_Participant]) -> str:
    if not opponents:
        return NO_OPPONENT
    return NO_ACTION if one.deed.relation is None else "is told with its opponent's row"


def _disputes(rows: Sequence[TableRow]) -> Told:
    number = rows[0].needed("dispnum")
    yield from _told([_participant(row, "sidea", "hiact") for row in rows], f"mid:{number}", dispute(number))


def _incidents(rows: Sequence[TableRow]) -> Told:
    number = rows[0].needed("incidnum")
    event = dispute(rows[0].needed("dispnum"))
    yield from _told([_participant(row, "insidea", "action") for row in rows], f"mid_incident:{number}", event)


DATASET = Dataset(
    name="cow_mid",
    title="Correlates of War Militarized Interstate Disputes",
    version="5.0",
    publisher="Correlates of War Project",
    licence="Free of charge, with citation",
    citation=Citation(
        "article",
        _AUTHORS,
        "The MID5 Dataset, 2011--2014: Procedures, Coding Rules, and Description",
        2022,
        {"journal": "Conflict Management and Peace Science", "volume": "39", "number": "4", "pages": "470--482"},
    ),
    address="https://correlatesofwar.org/data-sets/mids/",
    downloads=(
        Download(
            "https://correlatesofwar.org/wp-content/uploads/MID-5-Data-and-Supporting-Materials.zip",
            members=("MIDB 5.0.csv", "MIDIP 5.0.csv"),
        ),
    ),
    published_on="2020",
    covers="1816/2014",
    tables=(
        Table(
            columns=("dispnum", "ccode", "sidea", "hiact", "hostlev", "orig", "fatality"),
            missing=_MISSING,
            ignored=_IGNORED,
            locate=("dispnum", "ccode", "styear"),
            rows=5_883,
            group=("dispnum",),
            read_group=_disputes,
        ),
        Table(
            columns=("dispnum", "incidnum", "ccode", "insidea", "action", "hostlev", "fatality"),
            missing=_MISSING,
            ignored=_IGNORED | {"sidea": "its side in the dispute; that in the incident is read"},
            locate=("incidnum", "ccode"),
            rows=9_619,
            group=("incidnum",),
            read_group=_incidents,
        ),
        Table(
            columns=("dispnum", "outcome", "settle", "hiact", "hostlev", "numa", "numb", "recip"),
            nothing="a dispute as a whole; who did what to whom is in MIDB",
        ),
        Table(
            columns=("dispnum", "incidnum", "action", "hostlev", "tbi"),
            nothing="an incident as a whole; who did what to whom is in MIDIP",
        ),
    ),
)
