"""What a load did, in numbers that add up."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Summary:
    """`rows` of the files; `read` records made of them; `read = loaded + unchanged + rejected (+ held)`.

    `rows_without_fact` counts rows in order that tell no fact, by reason; `held` the good records of a strict load that
    loaded nothing; `seconds` the time it took; `empty` the files in which there is no row at all;
    `notes` what is to be said of a file as a whole (columns of a new release that nothing reads).
    """

    rows: int = 0
    rows_without_fact: Counter[str] = field(default_factory=Counter)
    read: int = 0
    loaded: int = 0
    unchanged: int = 0
    rejected: int = 0
    held: int | None = None
    facts_created: int = 0
    claims_created: int = 0
    seconds: float = 0.0
    rejects: str | None = None
    dry_run: bool = False
    empty: tuple[str, ...] = ()
    notes: list[str] = field(default_factory=list)

    def count(self, statements: int, *, claims: int, facts: int) -> None:
        """Count a batch of statements, of which so many were new claims, on so many new facts."""
        self.loaded += claims
        self.claims_created += claims
        self.unchanged += statements - claims
        self.facts_created += facts

    def add(self, other: Summary) -> None:
        """Count what another load of other rows counted."""
        self.rows += other.rows
        self.rows_without_fact += other.rows_without_fact
        self.read += other.read
        self.rejected += other.rejected
        self.notes += other.notes
        self.count(other.loaded + other.unchanged, claims=other.loaded, facts=other.facts_created)

    def as_json(self) -> dict[str, Any]:
        """The object that `bilat load --json` and `POST /facts` answer."""
        told: dict[str, Any] = {
            "rows": self.rows,
            "rows_without_fact": dict(sorted(self.rows_without_fact.items())),
            "read": self.read,
            "loaded": self.loaded,
            "unchanged": self.unchanged,
            "rejected": self.rejected,
            "facts_created": self.facts_created,
            "claims_created": self.claims_created,
            "seconds": round(self.seconds, 3),
            "dry_run": self.dry_run,
        }
        if self.held is not None:
            told["held"] = self.held
        if self.notes:
            told["notes"] = self.notes
        if self.rejects is not None:
            told["rejects_file"] = self.rejects
        return told
