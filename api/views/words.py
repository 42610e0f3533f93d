"""The relationship in two sentences: a template over the ledger, never more certain than the facts.

The first sentence tells what matters most: the largest exchange ("in return") where there is one, otherwise the largest
group of like facts of each direction. The second tells what is disputed or denied. Groups are facts of one relation in
one direction and modality behind which the same claimants stand. The order of the ledger makes no difference.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from api.views.clauses import Group, clause, noun
from api.views.frames import Fact, aside, frame, positions
from api.views.names import capitalised, count_word, listed, named
from api.views.palette import STATUSES
from graph.vocabulary import Vocabulary


def unique_facts(answer: Mapping[str, Any]) -> list[Fact]:
    """The facts of a dyad's answer, each once: a symmetric one stands in both ledgers and is one fact."""
    return list({str(fact["id"]): fact for side in answer["ledger"].values() for fact in side}.values())


def grouped(facts: Iterable[Fact]) -> list[Group]:
    """The facts in groups of one clause each, the one to tell first standing first."""
    groups: dict[tuple[str, ...], list[Fact]] = defaultdict(list)
    for fact in facts:
        ends = tuple(str((fact[end] or {}).get("id")) for end in ("actor", "recipient"))
        about = ",".join(sorted(str(third["id"]) for third in fact.get("regarding") or []))
        bare = "" if fact.get("resource") else "bare"
        groups[*ends, str(fact["relation"]), str(fact["modality"]), frame(fact), about, bare].append(fact)
    ranks = list(STATUSES)

    def place(key: tuple[str, ...]) -> tuple[int, int, int, tuple[str, ...]]:
        members = groups[key]
        # What is only named in general says less than what passes.
        return (bool(key[-1]), -len(members), min(ranks.index(fact["status"]) for fact in members), key)

    return [Group(tuple(sorted(groups[key], key=lambda fact: str(fact["id"])))) for key in sorted(groups, key=place)]


def chains(facts: Sequence[Fact]) -> list[tuple[list[Fact], list[Fact]]]:
    """The exchanges among facts, the largest first: of each what is given and what is returned for it."""
    by_id = {str(fact["id"]): fact for fact in facts}
    found: list[tuple[set[str], set[str]]] = []
    for fact in facts:
        given = {identity for identity in fact.get("in_return_for") or [] if identity in by_id}
        returned = {str(fact["id"])} if given else set()
        # Facts that return, or are returned for, the same thing belong to one exchange.
        for chain in [chain for chain in found if chain[0] & given]:
            given, returned = given | chain[0], returned | chain[1]
            found.remove(chain)
        if given:
            found.append((given, returned))
    found.sort(key=lambda chain: (len(chain[0] | chain[1]), sorted(chain[0])), reverse=True)
    return [
        ([by_id[identity] for identity in sorted(given)], [by_id[identity] for identity in sorted(returned - given)])
        for given, returned in found
    ]


def exchange(facts: Sequence[Fact]) -> tuple[list[Fact], list[Fact]]:
    """The largest exchange: what is given and what is returned for it, both empty where nothing is."""
    return next(iter(chains(facts)), ([], []))


def exchange_sentence(given: list[Fact], returned: list[Fact], vocabulary: Vocabulary) -> str:
    """What is given and what is returned for it, with who says so, as a sentence."""
    groups = grouped(given)
    subject = str((groups[0].first["actor"] or {}).get("id"))
    parts = [f"{frame(group.first)} {clause(group, vocabulary)}" for group in groups[:2]]
    for number, group in enumerate(grouped(returned)[:2]):
        lead = "in return, " if number == 0 else ""
        # "in return, it is reported, North Korea receives": who says it stands between commas.
        said = aside(group.first).rstrip(",")
        parts.append(f"{lead}{said}, {clause(group, vocabulary, subject)}")
    return f"{capitalised('; '.join(parts))}."


def _plain_sentence(facts: Sequence[Fact], vocabulary: Vocabulary) -> str:
    chosen: dict[str, Group] = {}
    for group in grouped(facts):
        chosen.setdefault(str((group.first["actor"] or {}).get("id")), group)
    parts = [f"{frame(group.first)} {clause(group, vocabulary)}" for group in list(chosen.values())[:2]]
    return f"{capitalised('; '.join(parts))}."


def is_general(fact: Fact, vocabulary: Vocabulary) -> bool:
    """Whether a fact only says what the relationship is like: a bare PLOVER type without thing, event or date.

    "North Korea cooperates with Russia" characterises; "North Korea supplies Russia with missiles" can be checked. The
    second sentence counts what can be checked (and whatever is disputed), so that a remark in passing doesn't make a
    dispute look smaller than it is.
    """
    known = vocabulary.relations.get(str(fact["relation"]))
    top = known is not None and known.parent is None
    return top and not fact.get("resource") and not fact.get("event") and bool(fact.get("undated"))


def general_count(facts: Sequence[Fact], vocabulary: Vocabulary) -> int:
    """How many facts the second sentence leaves out of its count (`is_general`, and nobody disputes them)."""
    live = [fact for fact in facts if fact["status"] != "retracted"]
    return len(live) - len(_counted(live, vocabulary))


def _counted(facts: Sequence[Fact], vocabulary: Vocabulary) -> Sequence[Fact]:
    checkable = [fact for fact in facts if fact["status"] in ("disputed", "denied") or not is_general(fact, vocabulary)]
    return checkable or facts


def _disputes_sentence(facts: Sequence[Fact], vocabulary: Vocabulary) -> str:
    by_id = sorted(facts, key=lambda fact: str(fact["id"]))
    disputed = [fact for fact in by_id if fact["status"] == "disputed"]
    denied = [fact for fact in by_id if fact["status"] == "denied"]
    total = len(_counted(facts, vocabulary))
    if total == 1:
        for state, found in (("disputed", disputed), ("denied", denied)):
            if found:
                return f"The only fact is {state}: {_told(found[0], vocabulary)}."
        return "The only fact is not disputed."
    sentence = f"{count_word(len(disputed))} of {'' if disputed else 'the '}{total:,} facts"
    sentence += f" {'is' if len(disputed) < 2 else 'are'} disputed"
    sentence += f": {_told_all(disputed, vocabulary)}" if disputed else ""
    if denied:
        verb = "is" if len(denied) == 1 else "are"
        sentence += f"; {count_word(len(denied)).lower()} {verb} denied: {_told_all(denied, vocabulary)}"
    return f"{sentence}."


def _told_all(facts: Sequence[Fact], vocabulary: Vocabulary) -> str:
    return listed([_told(fact, vocabulary) for fact in facts], 3, "more")


def _told(fact: Fact, vocabulary: Vocabulary) -> str:
    behind = positions(fact)
    return f"{noun(fact, vocabulary)} ({behind})" if behind else noun(fact, vocabulary)


def relationship_sentences(answer: Mapping[str, Any], vocabulary: Vocabulary) -> str:
    """What a dyad's answer says about the relationship, in two sentences.

    `answer` is that of `GET /dyads/{a}/{b}`. Retracted facts are not told. A dyad of which nobody says anything has one
    sentence that says so.
    """
    facts = unique_facts(answer)
    live = [fact for fact in facts if fact["status"] != "retracted"]
    if not live:
        pair = listed([named(country) for country in answer["countries"]])
        taken_back = f" All that was said ({len(facts)}) has been retracted." if facts else ""
        return f"Nobody in this graph says anything about {pair}.{taken_back}"
    given, returned = exchange([fact for fact in live if fact["status"] != "denied"])
    first = exchange_sentence(given, returned, vocabulary) if given and returned else _plain_sentence(live, vocabulary)
    return f"{first} {_disputes_sentence(live, vocabulary)}"
