"""What is not as it should be, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Literal

Where = Literal["journal", "claim", "fact", "link", "edge"]

BY_HAND = (
    "somebody wrote past Bilat, or a disk failed: compare with a backup that verifies, and restore it or load again"
)
REBUILD = "run 'bilat rebuild', which makes what is derived anew"


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference: where it is, the id of what differs, what was found, and what to do."""

    where: Where
    id: str | None
    found: str
    advice: str

    @property
    def line(self) -> str:
        """The difference in one line."""
        return f"{self.found} ({self.advice})"

    def as_json(self) -> dict[str, str | None]:
        """The difference as JSON."""
        return asdict(self)


Tell = Callable[[Difference], None]
