"""Prints `docs/datasets.md` from the real files: `python -m tests.loaders.datasets.page`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from api.reference.markdown import code, table
from loaders.tables.registry import datasets
from tests.files import ROOT, SHARED
from tests.loaders.datasets.counting import Counts, counts
from tests.loaders.datasets.test_all import FOLDERS
from tests.loaders.datasets.world import TEXTS

PAGE = ROOT / "docs" / "datasets.md"

_HEAD = """# Datasets

What the field works with loads as its publishers ship it: `bilat load FILE` recognises the file by its columns. `bilat datasets`
lists what there is, `bilat fetch NAME` brings it from its publisher, `bilat cite NAME` prints BibTeX. What a row of each means,
what its absence means and what we change: [reference/datasets.md](reference/datasets.md). What countries' names mean:
[countries.md](countries.md).

- A **row** is a row of the file. It makes one **record**, several (a case with many senders), or none: then it is counted with
  its reason, or rejected with its reason. Years of an unbroken state of affairs are one record.
- **Facts** are the different facts that a file's records are about, **claims** what is said on them. Records alike in all are one
  claim; two files may speak of the same fact.
- The counts are those of the slices of real data that Bilat is tested with, not of the whole releases. The second load of each
  file changes nothing.

This page is printed by `python -m tests.loaders.datasets.page`, and a test compares it with loads into a real graph."""


def entries() -> Mapping[str, Path]:
    """Each file of the real data, or folder of many small ones, by what it is called on the page."""
    return {
        f"{folder}/{path.name}": path
        for folder in sorted(FOLDERS)
        for path in sorted((SHARED / "data" / folder).iterdir())
        if path.name not in TEXTS
    }


def text() -> str:
    """The page."""
    counted = {name: counts(path) for name, path in entries().items()}
    return "\n".join([_HEAD, "", *_datasets(counted), "", *_files(counted)]) + "\n"


def _datasets(counted: Mapping[str, Counts]) -> Iterator[str]:
    yield from ("## What there is", "")
    rows = []
    for declared in datasets().values():
        facts: dict[str, str] = {}
        for one in counted.values():
            if declared.source in one.sources:
                facts.update(one.facts)
        relations = Counter(facts.values())
        rows.append(
            [
                code(declared.name),
                f"{declared.title}, {declared.version}",
                declared.publisher,
                declared.licence,
                ", ".join(f"{code(name)} {count:,}" for name, count in sorted(relations.items()))
                or (
                    "no facts: lists"
                    if all(each.nothing for each in declared.tables)
                    else "no row of it in these slices"
                ),
            ]
        )
    yield from table(["Name", "Title, version", "Publisher", "Licence", "Its rows become (facts)"], rows)


def _files(counted: Mapping[str, Counts]) -> Iterator[str]:
    yield from ("## Every file, every row", "")
    rows = [
        [code(name), f"{one.rows:,}", f"{one.records:,}", f"{len(one.facts):,}", f"{len(one.claims):,}",
         _lines(one.without), _lines(one.rejected, one.examples)]
        for name, one in counted.items()
    ]  # fmt: skip
    yield from table(["File", "Rows", "Records", "Facts", "Claims", "Rows without fact", "Rejected"], rows)


def _lines(reasons: Counter[str], examples: Mapping[str, str] | None = None) -> str:
    told = [f"{count:,} {(examples or {}).get(reason, reason)}" for reason, count in sorted(reasons.items())]
    return "<br>".join(told)


def main() -> None:
    """Write the page."""
    PAGE.write_text(text(), encoding="utf-8")


if __name__ == "__main__":
    main()
