"""Lines between actors: derived edges of one direction and dimension as one, for pictures of many.

Without clocks they are read from the derived edges, which is quick in a graph of any size. With a clock the facts that
held, or were known, are added up anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, NamedTuple

from graph.assessment import STATUSES, strongest_method
from graph.dates import BEGINNING, END, edtf_date, span
from graph.errors import UnusableError
from graph.reading import FactFilter, all_facts
from graph.store import Store
from graph.vocabulary import Vocabulary, vocabulary

_MOST_ASSESSED = 100_000


class Line(NamedTuple):
    """What one actor does to another in one dimension.

    `facts` is how many; `valence` their mean; `days` the first and last on which any of them held, None where none is
    dated. `symmetric` where all of its relations are. `resource` and `number` are set where a line is that of one thing.
    """

    start: str
    end: str
    dimension: str
    relations: tuple[str, ...]
    status: str
    method: str
    facts: int
    valence: float
    days: tuple[str, str] | None
    symmetric: bool
    resource: str | None = None
    modality: str = "actual"
    number: Mapping[str, Any] | None = None

    @property
    def id(self) -> str:
        """What tells it from all others of one picture."""
        ends = f"{self.start}>{self.end}>{self.dimension}"
        if not self.resource:
            return ends
        return ">".join((ends, self.resource, self.modality, str((self.number or {}).get("unit")), *self.relations))


def lines(
    store: Store,
    wanted: FactFilter,
    *,
    sign: int | None = None,
    party: str | None = None,
    among: Sequence[str] | None = None,
    limit: int = 10_000,
) -> list[Line]:
    """The lines of the whole graph, of one actor (`party`), or among some (without clocks); those with most facts first.

    Of `wanted` relation (with its kinds), dimension, status, modality, method, resources and the clocks count; `sign` is
    1 for cooperative and −1 for hostile ones. Raises UnusableError where a clock would ask too many facts anew.
    """
    known = vocabulary()
    if wanted.clocks.as_of or not wanted.clocks.now:
        return _from_facts(store, wanted, sign, party, limit, known)
    types = [r.type for r in known.relations.values() if wanted.relation is None or r.is_a(wanted.relation)]
    rows = store.read(
        "read/lines_of" if party else "read/lines" if among is None else "read/lines_among",
        "|".join(types),
        dimension=wanted.dimension,
        status=wanted.status,
        modality=wanted.modality,
        method=wanted.method,
        resources=list(wanted.resources) if wanted.resources is not None else None,
        sign=sign,
        party=party,
        among=among,
        limit=limit,
    )
    return _read(rows[0]["lines"], known)


def _read(rows: Iterable[Sequence[Any]], known: Vocabulary) -> list[Line]:
    """The lines of the list that `cypher/parts/line_sums.cypher` answers; what many of them share is decided once."""
    kinds: dict[tuple[Any, ...], tuple[tuple[str, ...], str, str, bool]] = {}
    made = []
    for start, end, dimension, types, statuses, methods, facts, valence, since, until, going_on in rows:
        told = (*types, None, *statuses, None, *methods)
        kind = kinds.get(told)
        if kind is None:
            relations = tuple(sorted(each.lower() for each in types))
            symmetric = all(known.relations[each].symmetric for each in relations)
            kind = kinds[told] = (relations, joint(statuses), strongest_method(methods), symmetric)
        days = _days(tuple(since), tuple(until), going_on > 0)
        made.append(Line(start, end, dimension, kind[0], kind[1], kind[2], facts, valence / facts, days, kind[3]))
    return made


def joint(statuses: Iterable[str]) -> str:
    """Disputed when one is, otherwise the best."""
    found = set(statuses)
    return "disputed" if "disputed" in found else min(found, key=STATUSES.index)


@lru_cache(maxsize=10_000)
def _days(since: tuple[str, ...], until: tuple[str, ...], goes_on: bool) -> tuple[str, str] | None:
    if not since and not until:
        return None
    first = min((edtf_date(each).first for each in since), default=BEGINNING)
    return first, END if goes_on else max((edtf_date(each).last for each in until), default=END)


def resource_lines(store: Store, resources: Sequence[str], wanted: FactFilter, limit: int = 2_000) -> list[Line]:
    """The lines of some resources, one for each derived edge, with its number; with a clock from the facts."""
    known = vocabulary()
    if wanted.clocks.as_of or not wanted.clocks.now:
        groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for fact in _facts(store, wanted):
            if fact["edge"] and fact["actor"] and fact["recipient"]:
                groups[fact["edge"]].append(fact)
        made = [_of_facts(facts, known, whole=True) for facts in groups.values()]
        return sorted(made, key=lambda line: (-line.facts, line.id))[:limit]
    types = "|".join(relation.type for relation in known.relations.values() if relation.resource != "none")
    rows = store.read("read/resource_edges", types, resources=list(resources), limit=limit)
    return [_resource_line(row, known) for row in rows]


def _resource_line(row: Mapping[str, Any], known: Vocabulary) -> Line:
    told = row["properties"]
    relation = known.relations[row["type"].lower()]
    since, until = told.get("since"), told.get("until")
    names = ("low", "best", "high")
    number = {name: told.get(f"quantity_{name}") for name in names}
    return Line(
        start=row["start"],
        end=row["end"],
        dimension=told["dimension"],
        relations=(relation.id,),
        status=told["status"],
        method=told["method"],
        facts=told["facts"],
        valence=told["valence"],
        days=span(since, until) if since or until else None,
        symmetric=relation.symmetric,
        resource=told.get("resource"),
        modality=told.get("modality", "actual"),
        number={**number, "unit": told.get("unit")} if number["best"] is not None else None,
    )


def _facts(store: Store, wanted: FactFilter) -> list[dict[str, Any]]:
    found = []
    for fact in all_facts(store, wanted):
        found.append(fact)
        if len(found) > _MOST_ASSESSED:
            raise UnusableError(
                f"More than {_MOST_ASSESSED:,} facts would have to be looked at for that day: "
                "ask for one relation, dimension, status or resource."
            )
    return found


def _from_facts(
    store: Store, wanted: FactFilter, sign: int | None, party: str | None, limit: int, known: Vocabulary
) -> list[Line]:
    groups: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    asked = [wanted] if party is None else [_of(wanted, "actor", party), _of(wanted, "recipient", party)]
    seen: set[str] = set()
    for fact in (fact for each in asked for fact in _facts(store, each)):
        signed = sign is None or (fact["valence"] > 0) - (fact["valence"] < 0) == sign
        drawn = fact["status"] not in ("denied", "retracted") and fact["actor"] and fact["recipient"]
        if signed and drawn and fact["id"] not in seen:
            seen.add(fact["id"])
            groups[fact["actor"]["id"], fact["recipient"]["id"], fact["dimension"]].append(fact)
    made = [_of_facts(facts, known) for facts in groups.values()]
    return sorted(made, key=lambda line: (-line.facts, line.id))[:limit]


def _of(wanted: FactFilter, side: str, party: str) -> FactFilter:
    return replace(wanted, actor=party) if side == "actor" else replace(wanted, recipient=party)


def _of_facts(facts: Sequence[Mapping[str, Any]], known: Vocabulary, *, whole: bool = False) -> Line:
    """A line of facts of one direction and dimension; `whole`: of one derived edge, with its number where one tells it."""
    first = facts[0]
    relations = tuple(sorted({str(fact["relation"]) for fact in facts}))
    dated = [span(fact["since"], fact["until"]) for fact in facts if not fact["undated"]]
    number = first["quantity"] if whole and len(facts) == 1 else None
    return Line(
        start=first["actor"]["id"],
        end=first["recipient"]["id"],
        dimension=first["dimension"],
        relations=relations,
        status=joint(fact["status"] for fact in facts),
        method=strongest_method(fact["method"] for fact in facts),
        facts=len(facts),
        valence=sum(fact["valence"] for fact in facts) / len(facts),
        days=(min(each[0] for each in dated), max(each[1] for each in dated)) if dated else None,
        symmetric=all(known.relations[each].symmetric for each in relations),
        resource=first["resource"]["id"] if whole and first["resource"] else None,
        modality=str(first["modality"]),
        number=number,
    )


def actors(store: Store, found: Iterable[Line]) -> dict[str, dict[str, Any]]:
    """The actors at the ends of lines, by id: `{"id", "name", "kind"}`."""
    ids = sorted({end for line in found for end in (line.start, line.end)})
    rows = store.read("read/actors", ids=ids)[0]["actors"]
    return {ident: {"id": ident, "name": name, "kind": kind.lower()} for ident, name, kind in rows}
