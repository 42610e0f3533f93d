"""The folder that a bulk load works in."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple


class Work(NamedTuple):
    """Where the steps find their lines and leave theirs."""

    folder: Path

    def lines(self, step: str) -> Path:
        """The buckets of lines of a step: `facts`, `named`."""
        return self.folder / "lines" / step

    def columns(self, step: str) -> Path:
        """The buckets of columns of a step: `facts` (the plain ones), `edges`, `resources`."""
        return self.folder / "columns" / step

    @property
    def files(self) -> Path:
        """The files for the importer."""
        return self.folder / "files"
