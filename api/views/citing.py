"""How pages are cited: as text and as BibTeX, with the day of access and the version of the graph that was read."""

from __future__ import annotations

from typing import NamedTuple

from pybtex.database import BibliographyData, Entry

from api.views.numbers import date_text


class Citation(NamedTuple):
    """A citation as text and as a BibTeX entry."""

    text: str
    bibtex: str


def cited(
    key: str, title: str, *, version: int, made_on: str, address: str | None = None, told: str = "", note: str = ""
) -> Citation:
    """How to cite what stands on a page that was read (or made) on a day.

    `told` follows the title in the text, `note` is the entry's; a file has no `address`.
    """
    howpublished = f"Bilat, version {version} of the graph"
    where = f"{address} (accessed {date_text(made_on)})." if address else f"Made on {date_text(made_on)}."
    # Braces in a name would be BibTeX's own.
    plain = title.replace("{", "(").replace("}", ")").replace("\\", "/")
    fields = {"title": f"{{{plain}}}", "howpublished": howpublished, "year": made_on[:4]}
    fields |= {"url": address} if address else {}
    fields |= {"urldate": made_on} | ({"note": note} if note else {})
    entry = str(BibliographyData({key: Entry("misc", fields)}).to_string("bibtex")).strip()
    return Citation(f"“{title}”{f' ({told})' if told else ''}. In: {howpublished}. {where}", entry)
