"""Correlates of War: Directed Dyadic Wars, which say who fought whom in the inter-state wars.

A row is a directed dyad in one year of a war, in both orders, with the days between which the two fought. No row means no
war between the two. Changed: the years of one spell, and both orders, are one fact, of the same key as in `cow_wars`. The
battle deaths are those of a state in the whole war, so they name an opponent only where the state had one, or where its
numbers differ between opponents.

>>> from loaders.tables.showing import show
>>> show(
...     DATASET,
...     "warnum,disno,statea,stateb,warstrtmnth,warstrtday,warstrtyr,warendmnth,warenday,warendyr,year,outcomea,batdtha,"
...     "batdthb",
...     "4,189,365,640,4,30,1828,8,19,1829,1828,1,50000,0",
...     "4,189,365,640,4,30,1828,8,19,1829,1829,1,50000,0",
... )
actor: cow:365, relation: fights, partner: cow:640, level: war, since: 1828-04-30, until: 1829-08-19, \
key: cow_war:4, note: outcome for 365: won, event: cow_war:4, event_kind: war
actor: cow:365, relation: suffers_losses_from, partner: cow:640, unit: people, since: 1828-04-30, until: 1829-08-19, \
key: cow_war:4, quantity: 50000, event: cow_war:4, event_kind: war
without fact: is told in another row of its group
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from loaders.datasets._disputes import losses
from loaders.tables.declaration import Citation, Dataset, Download, Fields, Table
from loaders.tables.parties import pair
from loaders.tables.row import TableRow
from loaders.tables.spells import Spell, numbered, spell_of

_PLAIN = "dyindex disno year warolea waroleb wardyadrolea wardyadroleb changes_1 changes_2 batdthb batdths durindx"
_IGNORED = dict.fromkeys(_PLAIN.split(), "the role of a side, or what other columns and rows tell too")
_OUTCOMES = {"1": "won", "2": "lost", "3": "drew"}


def _spell(row: TableRow) -> Spell:
    return spell_of(row, ("warstrtyr", "warstrtmnth", "warstrtday"), ("warendyr", "warendmnth", "warenday"))


def _wars(rows: Sequence[TableRow]) -> Iterator[tuple[TableRow, Fields]]:
    key = f"cow_war:{rows[0].needed('warnum')}"
    event = {"event": key, "event_kind": "war"}
    pairs: dict[tuple[str, str], dict[Spell, TableRow]] = defaultdict(dict)
    for row in rows:
        pairs[pair(row.needed("statea"), row.needed("stateb"))].setdefault(_spell(row), row)
    for held in pairs.values():
        for place, (spell, row) in enumerate(sorted(held.items(), key=lambda each: each[0].first)):
            yield row, _fight(row, spell, numbered(key, place)) | event
    for row, fields in _losses(rows, key):
        yield row, fields | event


def _fight(row: TableRow, spell: Spell, key: str) -> Fields:
    one = row.needed("statea")
    outcome = _OUTCOMES.get(row.text("outcomea") or "")
    return {
        "actor": f"cow:{one}",
        "relation": "fights",
        "partner": f"cow:{row.needed('stateb')}",
        "level": "war",
        "since": spell.since,
        "until": spell.until,
        "key": key,
        "note": f"outcome for {one}: {outcome}" if outcome else None,
    }


def _losses(rows: Sequence[TableRow], key: str) -> Iterator[tuple[TableRow, Fields]]:
    states: dict[str, dict[str, TableRow]] = defaultdict(dict)
    for row in rows:
        if row.whole("batdtha"):
            states[row.needed("statea")].setdefault(row.needed("stateb"), row)
    for state, opponents in states.items():
        numbers = {opponent: row.whole("batdtha") for opponent, row in opponents.items()}
        for opponent, number in [*numbers.items()][: None if len(set(numbers.values())) > 1 else 1]:
            sole = opponent if len(numbers) == 1 or len(set(numbers.values())) > 1 else ""
            spells = [_spell(row) for row in rows if row.text("statea") == state and sole in {"", row.text("stateb")}]
            first, last = min(spells, key=lambda each: each.first), max(spells, key=lambda each: each.last)
            whole = Spell(first.since, last.until)
            yield opponents[opponent], losses(state, sole, {"quantity": number}, whole, key)


DATASET = Dataset(
    name="cow_dyadic_war",
    title="Correlates of War Directed Dyadic Interstate Wars",
    version="1.1",
    publisher="Correlates of War Project",
    claimant="Dyadic MID Project, University of California, Davis",
    licence="Free of charge, with citation",
    citation=Citation(
        "article",
        ("Maoz, Zeev", "Johnson, Paul L.", "Kaplan, Jasper", "Ogunkoya, Fiona", "Shreve, Aaron P."),
        "The Dyadic Militarized Interstate Disputes (MIDs) Dataset Version 3.0: Logic, Characteristics, and "
        "Comparisons to Alternative Datasets",
        2019,
        {"journal": "Journal of Conflict Resolution", "volume": "63", "number": "3", "pages": "811--835"},
    ),
    address="https://correlatesofwar.org/data-sets/cow-war/",
    downloads=(Download("https://correlatesofwar.org/wp-content/uploads/directed_dyadic_war.csv"),),
    published_on="2019",
    covers="1816/2010",
    built_on=("cow_wars",),
    tables=(
        Table(
            columns=("warnum", "disno", "statea", "stateb", "warstrtyr", "warendyr", "year", "batdtha"),
            missing=frozenset({"-8", "-9", "NA", "."}),
            ignored=_IGNORED,
            locate=("warnum", "statea", "stateb", "year"),
            rows=1_364,
            group=("warnum",),
            read_group=_wars,
        ),
    ),
)
