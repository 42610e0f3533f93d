"""What is told of the datasets that can be loaded."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from loaders.citing import bibtex, text
from loaders.fetching import noted
from loaders.tables.declaration import Dataset
from loaders.tables.registry import datasets


def catalogue(home: Path) -> list[dict[str, Any]]:
    """Every dataset as `bilat datasets --json` and `GET /datasets` tell it; `fetched` says whether it is in `home`."""
    return [entry(declared, home) for declared in datasets().values()]


def entry(declared: Dataset, home: Path) -> dict[str, Any]:
    """One dataset: what it is, its terms, its citation, where it is got."""
    return {
        "name": declared.name,
        "title": declared.title,
        "version": declared.version,
        "publisher": declared.publisher,
        "licence": declared.licence,
        "citation": text(declared),
        "bibtex": bibtex(declared),
        "address": declared.address,
        "published_on": declared.published_on,
        "covers": declared.covers,
        "built_on": list(declared.built_on),
        "source": declared.source,
        "downloads": [download.url for download in declared.downloads],
        "fetched": bool(noted(declared, home)),
    }
