"""ATOP: Alliance Treaty Obligations and Provisions, as alliances and as their members.

A row of the member level is one member of an alliance in one of its phases (a phase begins where obligations change): from
when to when, and what it has pledged. A row of the alliance level is an alliance with all that were ever its members. No
row means no alliance. Changed: every member is a party of the alliance; pledges to a partner are told only where there
are two members at a time, since this version doesn't say which of several members they are made to (`atop_directed`
does); phases without a change are one record; an exit in year 0 means "at least until" the end of 2016.

>>> from loaders.tables.showing import show
>>> show(
...     DATASET,
...     "atopid,member,yrent,moent,dayent,yrexit,moexit,dayexit,bilat,phase,defense,offense,neutral,nonagg,consul",
...     "3440,365,1961,7,6,1996,9,10,1,0,1,0,0,1,0",
...     "3440,731,1961,7,6,1996,9,10,1,0,0,0,0,1,0",
... )
actor: cow:365, relation: party_to, since: 1961-07-06, until: 1996-09-10, level: in_force, key: atop:3440, \
event: atop:3440, event_name: ATOP alliance 3440, event_kind: alliance
actor: cow:365, relation: pledges_defence_to, partner: cow:731, since: 1961-07-06, until: 1996-09-10, \
event: atop:3440, event_name: ATOP alliance 3440, event_kind: alliance
actor: cow:365, relation: pledges_nonaggression_with, partner: cow:731, since: 1961-07-06, until: 1996-09-10, \
event: atop:3440, event_name: ATOP alliance 3440, event_kind: alliance
actor: cow:365, relation: allied_with, partner: cow:731, since: 1961-07-06, until: 1996-09-10, \
event: atop:3440, event_name: ATOP alliance 3440, event_kind: alliance
actor: cow:731, relation: party_to, since: 1961-07-06, until: 1996-09-10, level: in_force, key: atop:3440, \
event: atop:3440, event_name: ATOP alliance 3440, event_kind: alliance
actor: cow:731, relation: pledges_nonaggression_with, partner: cow:365, since: 1961-07-06, until: 1996-09-10, \
event: atop:3440, event_name: ATOP alliance 3440, event_kind: alliance
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from graph.record import NoFactError
from loaders.datasets._pledges import (
    CONSULTATION,
    DEFENCE,
    NEUTRALITY,
    NON_AGGRESSION,
    OFFENCE,
    alliance,
    allies,
    between,
    party,
    pledges,
)
from loaders.tables.declaration import Citation, Dataset, Download, Fields, Table
from loaders.tables.parties import pair
from loaders.tables.row import TableRow
from loaders.tables.spells import Spell, numbered, overlap, spell_of, unbroken

_RELEASED_TO = 2016
_PLEDGES = {
    "defense": DEFENCE,
    "offense": OFFENCE,
    "neutral": NEUTRALITY,
    "nonagg": NON_AGGRESSION,
    "consul": CONSULTATION,
}
_OUTSIDE = "a party outside the state system (ATOP's own number)"
_SEVERAL = "an alliance of several members, each of whose entry and exit the member level tells"

_DETAILS = """
    active conditio defcon offcon neucon concon defcoadv defcoloc defcocon defconum defcodem defconpr offcoadv offcoloc
    offcocon offconum offcodem neucoadv neucoloc neucocon neuconum neucodem neuconpr neucoatt concoadv concoloc concocon
    concoreq olimob obvary notaiden dipaid terrres seppeace thirdcom noothall specthrt statthr1 statthr2 conwtin medarb
    milcon milaid intcom subord organ1 orgpurp1 organ2 orgpurp2 base contrib armred acqterr divgains demwith reflnun
    refothio natrefal compag nomicoop conres agprois conmen ecaid interv estmode pubsecr secrart proadd futmem speclgth
    length renounce proren renewlgt term termmode termcaus wartime cowwar hinst minst milorg milinst pubtreat formorg
    formal asymm maxphase bilat phase
"""
_IGNORED = dict.fromkeys(_DETAILS.split(), "a condition or provision of the treaty beside its pledges") | {
    "cowid": "the number in the alliances of an earlier Correlates of War release",
    "cow4id": "the number in the alliances of Correlates of War",
    "cowsys": "whether the member was in the state system then",
    "ineffect": "says that the end is missing, which is seen",
    "source": "which coders",
    "new4": "new in version 4",
    "rev4": "revised in version 4",
    "version": "the release",
}


class _Membership(NamedTuple):
    """A member in a phase of an alliance."""

    row: TableRow
    member: str
    phase: str
    spell: Spell
    pledges: list[str]


def _spell(row: TableRow, first: Sequence[str], last: Sequence[str]) -> Spell:
    since = row.date(*first)
    if since is not None and row.whole(last[0]) == 0:  # still in force when the release was made
        return Spell(since, f"{max(_RELEASED_TO, int(since[:4]))}/..")
    return spell_of(row, first, last)


def _event(row: TableRow) -> Fields:
    number = row.needed("atopid")
    return alliance(f"atop:{number}", f"ATOP alliance {number}")


def _known(member: str) -> bool:
    """Whether the number may be one of the state system: ATOP's own numbers for others have four digits."""
    return not (member.isdigit() and len(member) == 4)


def _party(row: TableRow, member: str, spell: Spell, place: int = 0) -> Fields:
    event = _event(row)
    return party(member, spell, numbered(event["event"], place)) | event | _locator(row, member)


def _between(row: TableRow, one: str, relation: str, other: str, spell: Spell) -> Fields:
    return between(one, relation, other, spell) | _event(row) | _locator(row, one)


def _locator(row: TableRow, member: str) -> Fields:
    """Where a fact stands: alike in both levels, so that what both tell is told once."""
    return {"locator": f"atopid {row.needed('atopid')}, member {member}"}


def _members(rows: Sequence[TableRow]) -> Iterator[tuple[TableRow, Fields | NoFactError]]:
    memberships = []
    for row in rows:
        member = row.needed("member")
        spell = _spell(row, ("yrent", "moent", "dayent"), ("yrexit", "moexit", "dayexit"))
        told = _Membership(row, member, row.text("phase") or "0", spell, pledges(row, _PLEDGES))
        if _known(member):
            memberships.append(told)
        else:
            yield row, NoFactError(_OUTSIDE)
    for member in dict.fromkeys(each.member for each in memberships):
        own = [each for each in memberships if each.member == member]
        for place, spell in enumerate(unbroken(each.spell for each in own)):
            row = next(each.row for each in own if each.spell.since == spell.since)
            yield row, _party(row, member, spell, place)
        if own[0].row.flag("bilat"):
            yield from _pledged(own, memberships)


def _pledged(own: Sequence[_Membership], all_of_it: Sequence[_Membership]) -> Iterator[tuple[TableRow, Fields]]:
    """What one member has pledged to those who were its only partner, as long as it did."""
    spells: dict[tuple[str, str], list[tuple[Spell, TableRow]]] = defaultdict(list)
    for one in own:
        for other, spell in _partners(one, all_of_it):
            for relation in one.pledges:
                spells[other.member, relation].append((spell, one.row))
            if allies((*one.pledges, *other.pledges)) and pair(one.member, other.member)[0] == one.member:
                spells[other.member, "allied_with"].append((spell, one.row))
    for (other_member, relation), held in spells.items():
        for spell in unbroken(each for each, _ in held):
            row = next(row for each, row in held if each.since == spell.since)
            yield row, _between(row, own[0].member, relation, other_member, spell)


def _partners(one: _Membership, all_of_it: Sequence[_Membership]) -> list[tuple[_Membership, Spell]]:
    """The other member in a phase, or the others one after another; nobody where there are several at a time."""
    found = []
    for other in all_of_it:
        spell = overlap(one.spell, other.spell)
        if other.member == one.member or other.phase != one.phase or spell is None:
            continue
        # A state and its successor share the day of the succession.
        if spell.first < spell.last or one.spell.first == one.spell.last:
            found.append((other, spell))
    found.sort(key=lambda each: each[1].first)
    at_once = any(sooner[1].last > later[1].first for sooner, later in pairwise(found))
    return [] if at_once else found


def _alliance(row: TableRow) -> Iterator[Fields]:
    spell = _spell(row, ("begyr", "begmo", "begday"), ("endyr", "endmo", "endday"))
    members = [member for place in range(1, 100) if (member := row.text(f"mem{place}"))]
    if len(members) != 2:
        raise NoFactError(_SEVERAL)
    known = [member for member in members if _known(member)]
    if not known:
        raise NoFactError(_OUTSIDE)
    for member in known:
        yield _party(row, member, spell)
    relations = pledges(row, _PLEDGES)
    # Where the members' pledges differ, or changed, the member level tells whose and when.
    if len(known) == 2 and not row.flag("asymm") and not row.whole("maxphase"):
        one, other = pair(*known)
        for relation in relations:
            yield _between(row, one, relation, other, spell)
            yield _between(row, other, relation, one, spell)
        if allies(relations):
            yield _between(row, one, "allied_with", other, spell)


DATASET = Dataset(
    name="atop",
    title="Alliance Treaty Obligations and Provisions",
    version="4.01",
    publisher="ATOP Project, Rice University",
    licence="Free for academic use, with citation",
    citation=Citation(
        "article",
        ("Leeds, Brett Ashley", "Ritter, Jeffrey M.", "Mitchell, Sara McLaughlin", "Long, Andrew G."),
        "Alliance Treaty Obligations and Provisions, 1815--1944",
        2002,
        {"journal": "International Interactions", "volume": "28", "number": "3", "pages": "237--260"},
    ),
    address="http://www.atopdata.org/",
    downloads=(Download("http://www.atopdata.org/uploads/6/9/1/3/69134503/atop_4.01__.csv_.zip"),),
    published_on="2018",
    covers="1815/2016",
    tables=(
        Table(
            columns=("atopid", "member", "phase", "yrent", "yrexit", "bilat", *_PLEDGES),
            ignored=_IGNORED,
            group=("atopid",),
            read_group=_members,
        ),
        Table(
            columns=("atopid", "begyr", "endyr", "mem1", "mem2", *_PLEDGES),
            ignored=_IGNORED,
            read=_alliance,
        ),
    ),
)
