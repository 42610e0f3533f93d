"""Correlates of War: Inter-State Wars.

A row is a state in one war: its side, its one or two spells of fighting, its battle deaths in the whole war. No row means
no war between states. Changed: a fact is told between opponents whose spells overlap, for as long as they do; the data
don't say who of several opponents fought whom, so facts with several are derived (`method: computed`;
`cow_dyadic_war` tells them). Battle deaths name an opponent only where there was one; 0 makes no fact.

>>> from loaders.tables.showing import show
>>> show(
...     DATASET,
...     "WarNum,WarName,ccode,StateName,Side,StartMonth1,StartDay1,StartYear1,EndMonth1,EndDay1,EndYear1,StartMonth2,"
...     "StartDay2,StartYear2,EndMonth2,EndDay2,EndYear2,Initiator,Outcome,BatDeath",
...     "1,Franco-Spanish War,230,Spain,2,4,7,1823,11,13,1823,-8,-8,-8,-8,-8,-8,2,2,600",
...     "1,Franco-Spanish War,220,France,1,4,7,1823,11,13,1823,-8,-8,-8,-8,-8,-8,1,1,-9",
... )
actor: cow:230, relation: suffers_losses_from, partner: cow:220, unit: people, since: 1823-04-07, until: 1823-11-13, \
key: cow_war:1, quantity: 600, event: cow_war:1, event_name: Franco-Spanish War, event_kind: war
actor: cow:220, relation: fights, partner: cow:230, level: war, since: 1823-04-07, until: 1823-11-13, \
key: cow_war:1, note: France: initiator, winner; Spain: loser, event: cow_war:1, event_name: Franco-Spanish War, \
event_kind: war
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.record import NoFactError
from loaders.datasets._disputes import NO_OPPONENT, losses
from loaders.tables.declaration import Citation, Dataset, Download, Fields, Table
from loaders.tables.row import TableRow
from loaders.tables.spells import Spell, numbered, overlap, spell_of, unbroken

_RELEASED_TO = "2007-12-31"
_ONGOING = "-7"
_OUTCOMES = {
    "1": "winner", "2": "loser", "3": "compromise", "4": "changed into another kind of war", "5": "went on",
    "6": "stalemate", "7": "went on below the level of war", "8": "changed sides",
}  # fmt: skip
_IGNORED = {
    "WarType": "all are wars between states",
    "TransFrom": "the war that it came from",
    "TransTo": "the war that it became",
    "WhereFought": "regions, as codes",
    "Version": "the release",
}


@dataclass(frozen=True, slots=True)
class _Belligerent:
    """A state in a war."""

    row: TableRow
    state: str
    side: str
    spells: list[Spell]

    @property
    def whole(self) -> Spell:
        """From its first day in the war to its last."""
        return Spell(self.spells[0].since, self.spells[-1].until)

    @property
    def told(self) -> str:
        """Its name, with how the war began and ended for it."""
        begun = ["initiator"] if self.row.text("Initiator") == "1" else []
        ended = [_OUTCOMES[code]] if (code := self.row.text("Outcome") or "") in _OUTCOMES else []
        return f"{self.row.text('StateName') or self.state}: {', '.join(begun + ended) or 'outcome unknown'}"


def _belligerent(row: TableRow) -> _Belligerent:
    spells = []
    for place in "12":
        first, last = ([f"{end}{part}{place}" for part in ("Year", "Month", "Day")] for end in ("Start", "End"))
        since, until = row.date(*first), row.date(*last)
        if since is None and place == "2":
            continue
        if since is not None and row.cells.get(last[0], "").strip() == _ONGOING:
            until = f"{_RELEASED_TO}/.."
            spells.append(Spell(since, until))
        else:
            spells.append(spell_of(row, first, last))
    return _Belligerent(row, row.needed("ccode"), row.choice("Side", {"1": "1", "2": "2"}), spells)


def _common(one: _Belligerent, other: _Belligerent) -> list[Spell]:
    """When two fought each other."""
    if one.side == other.side:
        return []
    return unbroken(common for mine in one.spells for theirs in other.spells if (common := overlap(mine, theirs)))


def _wars(rows: Sequence[TableRow]) -> Iterator[tuple[TableRow, Fields | NoFactError]]:
    number, name = rows[0].needed("WarNum"), rows[0].text("WarName")
    key = f"cow_war:{number}"
    event = {"event": key, "event_name": name, "event_kind": "war"}
    parties = sorted((_belligerent(row) for row in rows), key=lambda each: each.whole.first)
    # A state that changed sides has a row for each.
    opponents = {id(one): [other for other in parties if _common(one, other)] for one in parties}
    spells: dict[tuple[str, str], int] = defaultdict(int)
    for one in parties:
        against = opponents[id(one)]
        told = []
        if dead := one.row.whole("BatDeath"):
            sole = against[0].state if len(against) == 1 else ""
            own_key = numbered(key, _next(spells, (one.state, sole)))
            told.append(losses(one.state, sole, {"quantity": dead}, one.whole, own_key))
        for other in against if one.side == "1" else ():
            derived = len(against) > 1 or len(opponents[id(other)]) > 1
            for spell in _common(one, other):
                place = _next(spells, (f"fights {one.state}", other.state))
                told.append(_fight(one, other, spell, numbered(key, place), derived))
        yield from ((one.row, fields | event) for fields in told)
        if not told:
            yield one.row, NoFactError("is told with its opponent's row" if against else NO_OPPONENT)


def _next(spells: dict[tuple[str, str], int], pair: tuple[str, str]) -> int:
    spells[pair] += 1
    return spells[pair] - 1


def _fight(one: _Belligerent, other: _Belligerent, spell: Spell, key: str, derived: bool) -> Fields:
    fields: Fields = {
        "actor": f"cow:{one.state}",
        "relation": "fights",
        "partner": f"cow:{other.state}",
        "level": "war",
        "since": spell.since,
        "until": spell.until,
        "key": key,
        "note": f"{one.told}; {other.told}",
    }
    return fields | ({"method": "computed"} if derived else {})


DATASET = Dataset(
    name="cow_wars",
    title="Correlates of War Inter-State Wars",
    version="4.0",
    publisher="Correlates of War Project",
    licence="Free of charge, with citation",
    citation=Citation(
        "book",
        ("Sarkees, Meredith Reid", "Wayman, Frank Whelon"),
        "Resort to War: A Data Guide to Inter-State, Extra-State, Intra-State, and Non-State Wars, 1816--2007",
        2010,
        {"publisher": "CQ Press", "address": "Washington, DC"},
    ),
    address="https://correlatesofwar.org/data-sets/cow-war/",
    downloads=(Download("https://correlatesofwar.org/wp-content/uploads/Inter-StateWarData_v4.0.csv"),),
    published_on="2010",
    covers="1816/2007",
    tables=(
        Table(
            columns=("WarNum", "WarName", "ccode", "Side", "StartYear1", "EndYear1", "StartYear2", "BatDeath"),
            missing=frozenset({"-7", "-8", "-9", "NA"}),
            ignored=_IGNORED,
            locate=("WarNum", "ccode"),
            rows=337,
            group=("WarNum",),
            read_group=_wars,
        ),
    ),
)
