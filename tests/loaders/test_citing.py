"""Every dataset's BibTeX is read again by a parser, and holds what its declaration says."""

from __future__ import annotations

import pytest
from pybtex.database import parse_string

from loaders.citing import bibtex, text
from loaders.tables.registry import dataset, datasets


@pytest.mark.parametrize("name", datasets())
def test_the_entry_is_bibtex_with_all_that_was_declared(name: str) -> None:
    declared = dataset(name)
    entries = parse_string(bibtex(declared), "bibtex").entries
    assert list(entries) == [name]
    entry = entries[name]
    assert entry.type == declared.citation.kind
    assert len(entry.persons["author"]) == len(declared.citation.authors)
    assert entry.fields["year"] == str(declared.citation.year)
    assert declared.version in entry.fields["note"]
    assert entry.fields["url"].startswith("http")


@pytest.mark.parametrize("name", datasets())
def test_the_citation_reads_as_a_sentence(name: str) -> None:
    told = text(dataset(name))
    assert dataset(name).citation.title.replace("--", "–") in told
    assert str(dataset(name).citation.year) in told
    assert not set(told) & {"{", "}", "\\"}


def test_an_entry_to_the_letter() -> None:
    assert bibtex(dataset("cow_contiguity")).splitlines()[:5] == [
        "@article{cow_contiguity,",
        '    author = "Stinnett, Douglas M. and Tir, Jaroslav and Schafer, Philip and Diehl, Paul F. and Gochman, Charles",',
        '    title = "{The Correlates of War Project Direct Contiguity Data, Version 3}",',
        '    year = "2002",',
        '    journal = "Conflict Management and Peace Science",',
    ]
