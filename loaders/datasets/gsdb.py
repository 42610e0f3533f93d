"""Global Sanctions Data Base: who sanctioned whom, how and why, 1949 to 2022.

A row is a case: one or several senders (states, the EU, the UN …), one or several targets, the years, which kinds of measures
were taken, and for each objective whether it was reached. No row means that the authors found no sanctions. Changed: a case is
one event; each kind of measure of each sender on each target is one record, its resource the thing that is held back;
objectives with their success stand in the note. "2022" with an objective that is "ongoing" is a sanction still in force.
The file calls Vietnam "South Vietnam" also after 1975, when only Vietnam was left: it is read as Vietnam then.

>>> from loaders.tables.showing import show
>>> show(
...     DATASET,
...     "case_id,sanctioned_state,sanctioning_state,begin,end,trade,descr_trade,arms,objective,success",
...     '26,"Korea, North",UN,1951,2022,0,,1,end_war,ongoing',
...     '14,Israel,"Egypt, Arab Rep., Syria",1950,1957,1,"exp_compl, imp_part",0,prevent_war,failed',
...     "9,Balkans,EU,1991,1992,0,,1,end_war,failed",
... )  # doctest: +ELLIPSIS
actor: UN, actor_kind: organisation, ..., partner: Korea, North, resource: weapons, since: 1951, until: 2022/.., ...
actor: Egypt, Arab Rep., ..., partner: Israel, resource: goods, since: 1950, until: 1957, key: gsdb:14, event: gsdb:14, ...
actor: Syria, relation: sanctions, partner: Israel, resource: goods, since: 1950, ...
without fact: the sender or target is no state and no known organisation (aggregate)
"""

from __future__ import annotations

from collections.abc import Iterator

from graph.record import NoFactError
from loaders.tables.declaration import Citation, Dataset, Fields, Table
from loaders.tables.lists import names_in, no_state
from loaders.tables.parties import party
from loaders.tables.row import TableRow

# The last years of the releases: what is "ongoing" then has no known end.
_LAST_YEARS = frozenset({2016, 2019, 2022, 2023})
_MEASURES: dict[str, str | None] = {
    "trade": "goods",
    "arms": "weapons",
    "military": "military_assistance",
    "financial": "money",
    "travel": "travel",
    "other": None,
}
_TRADE = {
    "exp_part": "exports partly",
    "exp_compl": "exports completely",
    "imp_part": "imports partly",
    "imp_compl": "imports completely",
}
_OBJECTIVES = {
    "policy_change": "policy change",
    "destab_regime": "destabilise the regime",
    "territorial_conflict": "settle a territorial conflict",
    "prevent_war": "prevent war",
    "terrorism": "fight terrorism",
    "end_war": "end war",
    "human_rights": "human rights",
    "democracy": "democracy",
    "other": "other",
}
_SUCCESS = {
    "success_part": "partial success",
    "success_total": "total success",
    "nego_settlement": "settled by negotiation",
    "failed": "failed",
    "ongoing": "ongoing",
}


def _read(row: TableRow) -> Iterator[Fields]:
    case = row.needed("case_id")
    senders, targets = _sides(row, "sanctioning_state"), _sides(row, "sanctioned_state")
    ends = row.whole("end")
    outcomes = [part.strip() for part in (row.text("success") or "").split(",") if part.strip()]
    aims = _trade(row), _aims(row, outcomes)
    taken = [measure for measure in _MEASURES if row.flag(measure)]
    if not taken:
        raise NoFactError("names no kind of measure")
    pairs = [(sender, target) for sender in senders for target in targets if sender != target]
    if not pairs:
        raise NoFactError("measures of an organisation against its own members")
    for sender, target in pairs:
        for measure in taken:
            yield {
                **party("actor", _vietnam(sender, row.whole("begin"))),
                "relation": "sanctions",
                **party("partner", _vietnam(target, row.whole("begin"))),
                "resource": _MEASURES[measure],
                "since": row.date("begin"),
                "until": f"{ends}/.." if ends in _LAST_YEARS and "ongoing" in outcomes else row.date("end"),
                "key": f"gsdb:{case}",
                "event": f"gsdb:{case}",
                "event_name": f"Sanctions on {row.text('sanctioned_state')} by {row.text('sanctioning_state')}",
                "event_kind": "sanctions case",
                "note": "".join(aims if measure == "trade" else aims[1:]) or None,
            }


def _vietnam(name: str, begin: int | None) -> str:
    return "Vietnam" if name == "South Vietnam" and begin is not None and begin > 1975 else name


def _sides(row: TableRow, column: str) -> list[str]:
    """The states and organisations in a cell; others (regions, armed groups, parts of states) are left out."""
    names = names_in(row.needed(column))
    if names is None:
        raise row.error(column, f"is {row.text(column)!r}: where its names end can't be told for sure")
    others = {name: why for name in names if (why := no_state(name)) in {"aggregate", "part"}}
    sides = [name for name in names if name not in others]
    if not sides:
        raise NoFactError(f"the sender or target is no state and no known organisation ({min(others.values())})")
    return sides


def _trade(row: TableRow) -> str:
    kinds = [part.strip() for part in (row.text("descr_trade") or "").split(",") if part.strip()]
    return f"Trade: {', '.join(_TRADE.get(kind, kind) for kind in kinds)}. " if kinds else ""


def _aims(row: TableRow, outcomes: list[str]) -> str:
    """Objectives, each with its success: the two lists go in step."""
    aims = [part.strip() for part in (row.text("objective") or "").split(",") if part.strip()]
    if len(outcomes) not in {len(aims), 0}:
        raise row.error("success", f"has {len(outcomes)} values for {len(aims)} objectives")
    told = [_OBJECTIVES.get(aim, aim) for aim in aims]
    pairs = [f"{aim} ({_SUCCESS.get(how, how)})" for aim, how in zip(told, outcomes, strict=False)]
    return f"Objectives: {', '.join(pairs or told)}." if told else ""


DATASET = Dataset(
    name="gsdb",
    title="Global Sanctions Data Base",
    version="3",
    publisher="Global Sanctions Data Base",
    licence="Free of charge on request, with citation",
    citation=Citation(
        "article",
        (
            "Syropoulos, Constantinos",
            "Felbermayr, Gabriel",
            "Kirilakha, Aleksandra",
            "Yalcin, Erdal",
            "Yotov, Yoto V.",
        ),
        "The Global Sanctions Data Base--Release 3: COVID-19, Russia, and Multilateral Sanctions",
        2024,
        {"journal": "Review of International Economics", "volume": "32", "number": "1", "pages": "12--48"},
    ),
    address="https://www.globalsanctionsdatabase.com/",
    published_on="2023",
    covers="1949/2022",
    tables=(
        Table(
            columns=("case_id", "sanctioned_state", "sanctioning_state", "begin", "end"),
            ignored={
                "target_mult": "whether there are several targets, which are listed",
                "sender_mult": "whether there are several senders, which are listed",
            },
            locate=("case_id",),
            rows=1_325,
            read=_read,
        ),
    ),
)
