"""Taking claims back: nothing is deleted, and what the facts add up to follows at once."""

from __future__ import annotations

from dataclasses import dataclass

from graph.claims import STANCES, RetractionKind
from graph.dates import edtf_date, today
from graph.deciding import held_facts
from graph.errors import UnknownNameError, UnusableError
from graph.journal import Author, Entry, Write, content_of, retraction_line, settle
from graph.schema import prepare
from graph.store import Store, Transaction
from graph.summing import summarise
from graph.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class Retraction:
    """What a retraction did: how many claims it took back, how many were retracted before, and the facts concerned."""

    retracted: int
    already: int
    facts: tuple[str, ...]


def retract(
    store: Store,
    *,
    reason: str,
    source: str | None = None,
    claim: str | None = None,
    kind: RetractionKind = "withdrawn",
    on: str | None = None,
    author: Author | None = None,
) -> Retraction:
    """Retract one claim, or all claims of a source.

    `withdrawn`: by who said it, from the day `on` on (default: today), so that it still stood before; `our_error`: it was
    recorded wrongly and never stood. `author` is who does so, by default whoever runs this process. Raises
    UnusableError for a day to come or an empty reason, UnknownNameError when there is no such claim or source, OlderGraphError
    as every write does.
    """
    if (source is None) == (claim is None):
        raise UnusableError("Give either a source or a claim to retract, and not both.")
    if not reason.strip():
        raise UnusableError("A retraction needs its reason: why is this no longer said?")
    day = edtf_date(on).last if on else today()
    if day > today():
        raise UnusableError(
            f"on is {on}, a day to come: a claim can be retracted from today or from an earlier day on."
        )
    prepare(store)
    words = vocabulary()
    author = author or Author.here(f"source {source}" if source is not None else f"claim {claim}")

    def work(transaction: Transaction) -> tuple[Retraction, int]:
        write = Write.begin(transaction)
        meant = _meant(transaction, source, claim)
        told = {
            "retracted_at": write.at,
            "retracted_on": day,
            "retraction_kind": kind,
            "retraction_reason": reason.strip(),
        }
        done = [
            row
            for stance, ids in meant.items()
            for row in transaction.run("write/retract", stance.upper(), claims=ids, told=told, write=write.number)
        ]
        changed = tuple(sorted({row["fact"] for row in done}))
        if changed:
            summarise(transaction, held_facts(transaction.run("read/facts_to_assess", ids=list(changed))), words)
            lines = [retraction_line(row["fact"], {"id": row["claim"], **told}) for row in done]
            version = write.end(transaction, Entry("retraction", author, claims=len(done), content=content_of(lines)))
        else:
            version = write.end(transaction, None, changed=False)
        return Retraction(len(done), sum(map(len, meant.values())) - len(done), changed), version

    retraction, version = store.write(work)
    settle(store, version)
    return retraction


def _meant(transaction: Transaction, source: str | None, claim: str | None) -> dict[str, list[str]]:
    """The ids of the claims that are asked for, by stance."""
    meant: dict[str, list[str]] = {}
    for stance in STANCES:
        if source is not None:
            rows = transaction.run("read/claims_of_source", stance.upper(), source=source)
        else:
            rows = transaction.run("read/claims_by_id", stance.upper(), claim=claim)
        if rows:
            meant[stance] = sorted(row["claim"] for row in rows)
    if not meant:
        asked = f"source {source!r}" if source is not None else f"claim {claim!r}"
        raise UnknownNameError(
            f"There is no {asked} in this graph with a claim to retract; 'GET /sources' lists sources."
        )
    return meant
