"""Around the two: what else the graph holds that says something of a relationship, each with a way on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from api.views.addresses import dyad_address
from api.views.clauses import label
from api.views.frames import Fact
from api.views.ledger import Row
from api.views.names import capitalised, listed, named
from api.views.numbers import date_text, quantity_text
from graph.dates import BEGINNING, END, holds, span
from graph.vocabulary import Vocabulary

_TREATIES = ("allied_with", "has_treaty_with")
_NO_CONTACT = frozenset({"votes_with", "shares_memberships_with", "abstains_on"})
_SHOWN = 8
_DEAD = frozenset({"denied", "retracted"})


class Line(NamedTuple):
    """One line of a block: its words, the fact of this page that it is about, or an address."""

    words: str
    more: str = ""
    fact: str = ""
    href: str = ""


class Block(NamedTuple):
    """One heading with its lines; `after` is what is left to say, such as how many more there are."""

    title: str
    lines: tuple[Line, ...]
    after: str = ""


class Pair(NamedTuple):
    """What blocks are made from: the two, their facts with their rows, what stands around them, and the vocabulary."""

    countries: Sequence[Mapping[str, Any]]
    facts: Sequence[Fact]
    rows: Mapping[str, Row]
    around: Mapping[str, Any]
    words: Vocabulary
    served: bool


def blocks(pair: Pair) -> list[Block]:
    """The blocks that have anything to say, in the order in which they are read."""
    made = (in_force, memberships, votes, friends, enemies, promised)
    return [block for make in made if (block := make(pair)) is not None]


def predecessors(pair: Pair) -> str:
    """How many of the facts are those of states that the two continue, in a sentence; empty where there are none."""
    ids = {str(side["id"]) for side in pair.countries}
    earlier: Counter[str] = Counter()
    names = {}
    for fact in pair.facts:
        for end in (fact["actor"], fact["recipient"]):
            if end and end["id"] not in ids:
                earlier[str(end["id"])] += 1
                names[str(end["id"])] = named(end)
    if not earlier:
        return ""
    told = listed([f"{names[ident]} ({count:,})" for ident, count in earlier.most_common()])
    return f"Facts of states that these two continue are told with theirs, under their own names: {told}."


def last_contact(pair: Pair) -> Line | None:
    """The newest dated act of meeting, talking or agreeing that nobody denies."""

    def began(fact: Fact) -> str:
        first, last = span(fact["since"], fact["until"])
        return last if first == BEGINNING else first

    contacts = [
        fact
        for fact in pair.facts
        if fact["since"]
        and fact["modality"] == "actual"
        and fact["status"] not in _DEAD
        and _is_contact(fact, pair.words)
    ]
    if not contacts:
        return None
    newest = max(contacts, key=lambda fact: (began(fact), str(fact["id"])))
    row = pair.rows[str(newest["id"])]
    words = f"{row.actor} {row.title} {row.recipient}" if not row.symmetric else f"the two: {row.title}"
    return Line(date_text(str(newest["since"])), f"{words} ({row.standing or row.status})", fact=row.id)


def _is_contact(fact: Fact, words: Vocabulary) -> bool:
    known = words.relations.get(str(fact["relation"]))
    return (
        known is not None and known.plover in ("CONSULT", "AGREE") and known.valence > 0 and known.id not in _NO_CONTACT
    )


def in_force(pair: Pair) -> Block | None:
    """Alliances and treaties of the two on the day, and those of many that both are party to."""
    on = str(pair.around.get("on") or "")
    found = [fact for fact in pair.facts if _is_treaty(fact, pair.words) and fact["status"] not in _DEAD]
    now = [fact for fact in found if fact["undated"] or holds(fact["since"], fact["until"], on)]
    events = pair.around.get("events") or []
    if not found and not events:
        return None
    lines = _treaty_lines(pair, now)
    rest = len(lines) - _SHOWN
    lines = lines[:_SHOWN]
    more = [f"{rest:,} more stand in the ledger"] if rest > 0 else []
    ended = len(found) - len(now)
    more += [f"{ended:,} {'has' if ended == 1 else 'have'} ended"] if ended else []
    if events:
        told = listed([str(event["name"] or event["id"]) for event in events], 5, "more")
        lines.append(Line(f"Both are party to {len(events):,} treat{'y' if len(events) == 1 else 'ies'} of many", told))
    return Block(f"Alliances and treaties in force on {date_text(on)}", tuple(lines), _sentence(more))


def _treaty_lines(pair: Pair, facts: Sequence[Fact]) -> list[Line]:
    """A line for each treaty and pledge, the newest first; what each pledges to the other is one line."""
    told: dict[tuple[str, str], list[Row]] = {}
    for fact in sorted(facts, key=lambda each: (str(each["since"] or ""), str(each["id"])), reverse=True):
        row = pair.rows[str(fact["id"])]
        event = fact["event"]["name"] if fact["event"] and fact["event"]["name"] else ""
        more = " · ".join(filter(None, (event and row.title, row.when)))
        told.setdefault((event or capitalised(row.title), more), []).append(row)
    lines = []
    for (words, more), rows in told.items():
        first = rows[0]
        way = "both ways" if len({row.actor for row in rows}) > 1 else f"by {first.actor}"
        lines.append(Line(words, more if first.symmetric else f"{more} · {way}", first.id))
    return lines


def _is_treaty(fact: Fact, words: Vocabulary) -> bool:
    known = words.relations.get(str(fact["relation"]))
    return known is not None and (known.id.startswith("pledges_") or any(known.is_a(each) for each in _TREATIES))


def memberships(pair: Pair) -> Block | None:
    """In how many organisations both are members: the newest count."""
    newest = _newest(pair, "shares_memberships_with")
    if newest is None:
        return None
    fact, count = newest
    number = quantity_text(fact["quantity"]) or str(fact["level"] or "yes")
    after = f"{count - 1:,} earlier counts stand in the ledger." if count > 1 else ""
    return Block("Shared memberships", (Line(number, pair.rows[str(fact["id"])].when, str(fact["id"])),), after)


def votes(pair: Pair) -> Block | None:
    """How often the two vote alike: the newest number that somebody gives, and the votes that the graph itself holds."""
    lines = []
    newest = _newest(pair, "votes_with")
    if newest is not None:
        fact, _ = newest
        row = pair.rows[str(fact["id"])]
        lines.append(Line(row.number or "vote alike", " · ".join((row.when, row.standing)), row.id))
    counted = list(pair.around.get("votes") or [])
    for row in counted[:-4:-1]:
        share = round(100 * row["alike"] / row["common"])
        lines.append(
            Line(
                f"{share} % alike in {row['year']}",
                f"{row['alike']:,} of {row['common']:,} votes that both took part in",
            )
        )
    total, alike = (sum(row[name] for row in counted) for name in ("common", "alike"))
    after = ""
    if len(counted) > 3:
        after = f"Since {counted[0]['year']}: {round(100 * alike / total)} % of {total:,} common votes."
    return Block("Votes", tuple(lines), after) if lines else None


def _newest(pair: Pair, relation: str) -> tuple[Fact, int] | None:
    found = [fact for fact in pair.facts if fact["relation"] == relation and fact["status"] not in _DEAD]
    if not found:
        return None

    def last(fact: Fact) -> tuple[str, str]:
        return (span(fact["since"], fact["until"])[1] if not fact["undated"] else "", str(fact["id"]))

    return max(found, key=last), len(found)


def friends(pair: Pair) -> Block | None:
    """Third countries that both are allied with."""
    return _others(pair, "friends", "Common allies")


def enemies(pair: Pair) -> Block | None:
    """Third countries that both fight, attack, sanction or have as a rival."""
    return _others(pair, "enemies", "Common adversaries")


def _others(pair: Pair, which: str, title: str) -> Block | None:
    found = list(pair.around.get(which) or [])
    if not found:
        return None
    found.sort(key=lambda row: (-len(row["one"]) - len(row["other"]), str(row["name"])))
    left, right = pair.countries
    lines = []
    for row in found[:_SHOWN]:
        sides = [
            f"{side['name']}: {listed([label(each, pair.words) for each in row[key]])}"
            for side, key in ((left, "one"), (right, "other"))
        ]
        href = dyad_address(str(left["id"]), str(row["id"])) if pair.served else ""
        lines.append(Line(str(row["name"]), "; ".join(sides), href=href))
    more = (
        f"{len(found) - _SHOWN:,} more: {listed([str(row['name']) for row in found[_SHOWN:]], 12)}."
        if len(found) > _SHOWN
        else ""
    )
    return Block(f"{title} on {date_text(str(pair.around['on']))}", tuple(lines), more)


def promised(pair: Pair) -> Block | None:
    """What is only promised, contracted or planned, beside what was done of the same kind."""
    words = [fact for fact in pair.facts if fact["modality"] != "actual" and fact["status"] not in _DEAD]
    if not words:
        return None
    lines = []
    for fact in sorted(words, key=lambda each: (str(each["since"] or ""), str(each["id"])), reverse=True)[:_SHOWN]:
        row = pair.rows[str(fact["id"])]
        done = _done(fact, pair.facts)
        told = f"done of the same kind: {done}" if done else "nothing of the kind is told as done"
        lines.append(
            Line(
                f"{row.actor} {row.title}", ", ".join(filter(None, (row.modality, row.number, row.when, told))), row.id
            )
        )
    after = f"{len(words) - _SHOWN:,} more stand in the ledger." if len(words) > _SHOWN else ""
    return Block("Only promised, contracted or planned", tuple(lines), after)


def _done(promise: Fact, facts: Sequence[Fact]) -> str:
    """How much of a promise's kind was done, in its own unit where it is counted; empty where nothing was."""
    kind = _kind(promise)
    done = [
        fact for fact in facts if fact["modality"] == "actual" and fact["status"] not in _DEAD and _kind(fact) == kind
    ]
    unit = (promise["quantity"] or {}).get("unit")
    counts = [fact["quantity"]["best"] for fact in done if fact["quantity"] and fact["quantity"].get("unit") == unit]
    if counts and unit:
        return quantity_text({"best": sum(counts), "unit": unit})
    return f"{len(done):,} fact{'s' if len(done) > 1 else ''}" if done else ""


def _kind(fact: Fact) -> tuple[Any, ...]:
    ends = [end and end["id"] for end in (fact["actor"], fact["recipient"], fact["resource"])]
    return (*ends, fact["relation"])


def _sentence(parts: Sequence[str]) -> str:
    return f"{capitalised('; '.join(parts))}." if parts else ""


def latest_known(facts: Sequence[Fact]) -> str:
    """The last day that any dated fact speaks of, in words; empty where none is dated."""
    days = [day for fact in facts if not fact["undated"] for day in span(fact["since"], fact["until"])]
    known = [day for day in days if day not in (BEGINNING, END)]
    return date_text(max(known)) if known else ""
