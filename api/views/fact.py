"""One fact on a page of its own: what it is, how sure it is and why, who says what, how to cite it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from api.views import ledger
from api.views.addresses import actor_address, dyad_address, facts_address, resource_address
from api.views.citing import Citation, cited
from api.views.clauses import label
from api.views.datasets import described
from api.views.frames import Fact, positions
from api.views.names import capitalised, count_word, flag, listed
from api.views.numbers import date_text, quantity_text, time_text
from api.views.palette import STATUSES
from api.views.render import Page, page
from graph.errors import UnknownNameError
from graph.overview import graph_version
from graph.reading import Clocks, facts_by_id
from graph.store import Store
from graph.vocabulary import Vocabulary, vocabulary


def one_fact_page(store: Store, ident: str, clocks: Clocks, *, address: str, made_on: str) -> Page:
    """The page of a fact, as of today's or an earlier knowledge. Raises UnknownNameError."""
    found = facts_by_id(store, [ident], clocks)
    if not found:
        when = "" if clocks.now else " that was known then"
        raise UnknownNameError(f"There is no fact {ident!r} in this graph{when}; GET /facts lists facts.")
    version = graph_version(store)
    exchanged = store.read("read/exchanged", id=ident)[0]
    return render_fact(found[0], exchanged, version=version, address=address, made_on=made_on, known_at=clocks.known_at)


def render_fact(
    fact: Fact,
    exchanged: Mapping[str, Any],
    *,
    version: int,
    address: str,
    made_on: str,
    known_at: str | None = None,
    words: Vocabulary | None = None,
) -> Page:
    """A fact of an answer as a page.

    `exchanged` has `given` and `returned`, lists of `{"id", "name", "status"}`; `version` is the graph's, `made_on` the day.
    """
    words = words or vocabulary()
    row = ledger.row(fact, words)
    return page(
        "fact.html.j2",
        data={},
        served=True,
        title=str(fact["name"]),
        fact=fact,
        row=row,
        reason=reason(fact),
        told=_told(fact, words),
        sides=_sides(fact),
        exchanged=exchanged,
        sources=[described(source) for source in ledger.sources([fact])],
        citation=citation(fact, address, version, made_on),
        known=date_text(known_at) if known_at else "",
        address=address,
        made_on=date_text(made_on),
    )


def reason(fact: Fact) -> str:
    """Why a fact has its status, in words: what the status means, who takes which position, and what else weighs.

    The rule itself is `graph/assessment.py`; this only tells what came of it.
    """
    status = str(fact["status"])
    sentences = [f"{capitalised(status)}: {STATUSES[status]}."]
    if behind := positions(fact):
        sentences.append(f"It is {behind}.")
    if status == "corroborated":
        sentences.append(f"{count_word(fact['origins'])} different origins stand behind it.")
    if fact["acknowledged"]:
        sentences.append("One of the two, or its officials, says so itself.")
    if fact["denied_by_party"]:
        sentences.append("One of the two, or its officials, denies it.")
    if fact["disputed_aspects"]:
        sentences.append(f"Beside whether it happened, its {listed(fact['disputed_aspects'])} is doubted.")
    if fact["quantities_disagree"]:
        sentences.append("The numbers that different origins give don't meet.")
    if fact["method"] in ("machine", "computed"):
        coded = "coded by a machine" if fact["method"] == "machine" else "computed"
        sentences.append(f"All that is said was {coded}, and so it is no origin of its own.")
    return " ".join(sentences)


def _told(fact: Fact, words: Vocabulary) -> list[tuple[str, str, str | None]]:
    """What is told of the fact: a name, the words, and a way on."""
    resource, event = fact["resource"], fact["event"]
    told: list[tuple[str, str, str | None]] = [
        ("kind", label(str(fact["relation"]), words), facts_address(relation=str(fact["relation"]))),
        (
            "what",
            str(resource["name"]) if resource else "",
            resource_address(str(resource["id"])) if resource else None,
        ),
        ("number", quantity_text(fact["quantity"]), None),
        ("worth", quantity_text(fact.get("value")), None),
        ("when", time_text(fact["since"], fact["until"]), None),
        ("where", str(fact["place"] or ""), None),
        ("level", str(fact["level"] or ""), None),
        ("dimension", str(fact["dimension"]), None),
        ("modality", str(fact["modality"]), None),
        ("regarding", listed([str(third["name"]) for third in fact["regarding"]]) if fact["regarding"] else "", None),
        ("part of", str(event["name"] or event["id"]) if event else "", None),
    ]
    return [each for each in told if each[1]]


def _sides(fact: Fact) -> list[dict[str, Any]]:
    """The two sides with flag and page, and the sheet of both where both are named."""
    found = [side for side in (fact["actor"], fact["recipient"]) if side]
    ways = [
        {"name": str(side["name"]), "id": str(side["id"]), "flag": flag(side), "href": actor_address(str(side["id"]))}
        for side in found
    ]
    if len(found) == 2 and found[0]["id"] != found[1]["id"]:
        one, other = sorted(str(side["id"]) for side in found)
        both = f"{dyad_address(one, other)}#f-{fact['id']}"
        ways.append({"name": "the sheet of the two", "id": "", "flag": "", "href": both})
    return ways


def citation(fact: Fact, address: str, version: int, made_on: str) -> Citation:
    """How to cite the fact: what it says, how it stood, in which state of the graph, where and when it was read."""
    claims = len(fact["claims"])
    return cited(
        f"bilat_{fact['id']}",
        str(fact["name"]),
        version=version,
        made_on=made_on,
        address=address,
        told=f"{fact['status']}, {claims} claim{'s' if claims != 1 else ''}",
        note=f"{capitalised(str(fact['status']))}, {claims} claims, fact {fact['id']}",
    )
