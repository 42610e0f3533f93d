"""How a dataset is cited: a BibTeX entry, and the same as text."""

from __future__ import annotations

from pybtex.backends.plaintext import Backend
from pybtex.database import BibliographyData, Entry, Person
from pybtex.style.formatting.unsrt import Style

from loaders.tables.declaration import Dataset


def bibtex(dataset: Dataset) -> str:
    """The BibTeX entry, its key the dataset's name; the version, the address and the terms stand in `note`."""
    return str(_bibliography(dataset).to_string("bibtex")).strip() + "\n"


def text(dataset: Dataset) -> str:
    """The citation as a sentence or two."""
    formatted = next(iter(Style().format_bibliography(_bibliography(dataset))))
    return str(formatted.text.render(Backend("utf-8")))


def _bibliography(dataset: Dataset) -> BibliographyData:
    cited = dataset.citation
    own = {"title": "{" + cited.title + "}", "year": str(cited.year), **cited.more}
    own.setdefault("url", dataset.address)
    own.setdefault("note", f"{dataset.title}, version {dataset.version}")
    entry = Entry(cited.kind, own, {"author": [Person(name) for name in cited.authors]})
    return BibliographyData({dataset.name: entry})
