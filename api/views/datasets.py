"""What pages say of datasets: which ones a source is of, under which terms, what they cover, and which could be loaded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from api.views.names import listed
from loaders.tables.declaration import Dataset
from loaders.tables.registry import datasets


@lru_cache(maxsize=1)
def _by_source() -> Mapping[str, Dataset]:
    return {declared.source: declared for declared in datasets().values()}


def described(source: Mapping[str, Any]) -> dict[str, Any]:
    """A source of a page with its dataset's terms and cover, both empty for other documents."""
    declared = _by_source().get(str(source["id"]))
    return {
        **source,
        "licence": declared.licence if declared else "",
        "covers": declared.covers.replace("/", " to ").removesuffix(" to ..") if declared else "",
    }


def coverage_words(sources: Sequence[Mapping[str, Any]], loaded: Sequence[Mapping[str, Any]]) -> list[str]:
    """Up to when the datasets behind a page speak, and which loaded ones could have spoken and say nothing."""
    here = {str(source["id"]) for source in sources}
    spoken = [source for source in sources if source.get("covers")]
    words = []
    if spoken:
        told = listed([f"{source['title']} ({source['covers']})" for source in spoken], 6, "more")
        words.append(f"What lies outside the years that they cover is not known from them: {told}.")
    silent = [str(source["title"]) for source in loaded if str(source["id"]) not in here]
    if silent:
        words.append(f"Loaded here, and silent on these two: {listed(silent, 6, 'more')}.")
    return words


def that_could(loaded: Sequence[Mapping[str, Any]] = ()) -> str:
    """The datasets that Bilat reads and this graph hasn't, as a list; empty where it has all."""
    here = {str(source["id"]) for source in loaded}
    missing = [declared.title for source, declared in sorted(_by_source().items()) if source not in here]
    return listed(missing, 6, "more") if missing else ""
