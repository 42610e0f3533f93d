"""What facts say, as clauses and noun phrases: `North Korea supplies Russia with troops (about 11,000)`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from api.views.frames import Fact
from api.views.names import listed, named, phrases
from api.views.numbers import amount, quantity_text, time_text
from graph.vocabulary import Relation, Vocabulary

_FIELD = re.compile(r"\{(actor|recipient|resource)\}")


class Group(NamedTuple):
    """Like facts told in one clause."""

    facts: tuple[Fact, ...]

    @property
    def first(self) -> Fact:
        """A fact that stands for what all of them share."""
        return self.facts[0]


def label(relation: str, vocabulary: Vocabulary) -> str:
    """A relation as a verb: "pays for"; its id in words where the vocabulary doesn't have it."""
    known = vocabulary.relations.get(relation)
    return known.label if known else relation.replace("_", " ")


def thing(facts: Sequence[Fact]) -> str:
    """What passes, with its number and time: `troops (about 11,000)`, `200 long-range artillery pieces`.

    An exact count stands before the noun; about, ranges and other units stand in brackets behind it. Several facts
    about one thing are told as one, with how many they are.
    """
    fact = facts[0]
    name = str(fact["resource"]["name"])
    if len(facts) > 1:
        return f"{name} ({len(facts)} facts{years_of(facts)})"
    quantity, notes = fact.get("quantity") or {}, []
    counted = quantity.get("unit") in ("people", "pieces")
    plural = name.endswith("s")
    number = amount(quantity)
    if number and counted and number.replace(",", "").isdigit():
        name = f"{number} {name}" if plural else f"{number} {name} {quantity['unit']}"
    elif number:
        notes.append(number if counted and plural else quantity_text(quantity))
    notes += _when_and_how(fact)
    return f"{name} ({', '.join(notes)})" if notes else name


def _when_and_how(fact: Fact) -> list[str]:
    notes = [] if fact.get("undated") else [time_text(fact.get("since"), fact.get("until"))]
    if fact["modality"] != "actual":
        notes.append(str(fact["modality"]))
    return [note for note in notes if note != "undated"]


def years_of(facts: Sequence[Fact]) -> str:
    years = sorted(str(fact["since"])[:4] for fact in facts if str(fact.get("since") or "")[:4].isdigit())
    if not years:
        return ""
    return f", {years[0]}" if years[0] == years[-1] else f", from {years[0]} to {years[-1]}"


def things(facts: Iterable[Fact]) -> str:
    """What passes in these facts, as a list in the order of phrases.yaml, then by name."""
    order: list[str] = phrases()["things_first"]
    by_resource: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.get("resource"):
            by_resource[str(fact["resource"]["id"])].append(fact)

    def place(resource: str) -> tuple[int, str]:
        name = str(by_resource[resource][0]["resource"]["name"])
        return (order.index(resource) if resource in order else len(order), name)

    names = [thing(by_resource[resource]) for resource in sorted(by_resource, key=place)]
    return listed(names, 6, "other things") if names else ""


def clause(group: Group, vocabulary: Vocabulary, subject: str | None = None) -> str:
    """What a group of facts says, as a clause: `North Korea supplies Russia with troops (about 11,000)`.

    `subject` is the id of the actor whom the sentence is about: where it is the recipient and the relation has an
    inverse, the clause is told from its side ("North Korea receives oil").
    """
    fact, passing = group.first, things(group.facts)
    known = vocabulary.relations.get(fact["relation"])
    turned = subject is not None and subject == (fact["recipient"] or {}).get("id")
    if turned and passing and known and known.inverse:
        template = _inverse(vocabulary.relations[known.inverse])
        text = _fill(
            template, {"actor": named(fact["recipient"]), "recipient": named(fact["actor"]), "resource": passing}
        )
    else:
        text = _fill(_template(fact, vocabulary), _values(fact, passing))
    notes = [f"regarding {listed([named(third) for third in fact['regarding']])}"] if fact.get("regarding") else []
    if not passing:
        notes += [f"{len(group.facts)} facts{years_of(group.facts)}"] if len(group.facts) > 1 else _when_and_how(fact)
    return f"{text} ({', '.join(notes)})" if notes else text


def _inverse(inverse: Relation) -> str:
    return inverse.phrases.thing or inverse.phrases.full or f"{{actor}} {inverse.label} {{recipient}} ({{resource}})"


def _template(fact: Fact, vocabulary: Vocabulary) -> str:
    key = "full" if fact.get("resource") else "bare"
    own: dict[str, str] = phrases()["relations"].get(fact["relation"], {})
    known = vocabulary.relations.get(fact["relation"])
    told = own.get(key) or (getattr(known.phrases, key) if known else None)
    if told:
        return str(told)
    verb = label(str(fact["relation"]), vocabulary)
    plain = f"{{actor}} {verb} {{recipient}}" if fact["recipient"] else f"{{actor}} {verb}"
    return f"{plain} ({{resource}})" if fact.get("resource") else plain


def noun(fact: Fact, vocabulary: Vocabulary) -> str:
    """The fact as a noun phrase: `the treatment of wounded soldiers`; without a phrase of its own, a `that` clause."""
    passing = str(fact["resource"]["name"]) if fact.get("resource") else ""
    entry: dict[str, str] = phrases()["relations"].get(fact["relation"], {})
    template = entry.get("noun" if passing else "noun_bare")
    return _fill(template, _values(fact, passing)) if template else f"that {clause(Group((fact,)), vocabulary)}"


def _values(fact: Fact, passing: str) -> dict[str, str]:
    return {"actor": named(fact["actor"]), "recipient": named(fact["recipient"]), "resource": passing}


def _fill(template: str, values: Mapping[str, str]) -> str:
    # Not str.format: the vocabulary may be a user's own file, and a format string can reach into objects.
    return _FIELD.sub(lambda match: values[match[1]], template)
