"""How the facts of a country stand, who speaks of them and in which sources, where they are too many to be read one by one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from api.views.datasets import described
from api.views.names import capitalised, country_name, flag, named
from api.views.numbers import date_text
from api.views.pagedata import status_bar
from graph.store import Store

SOURCES = 20


def voices(store: Store, party: Mapping[str, Any]) -> dict[str, Any]:
    """`{"coverage", "sources", "more_sources"}` as the pages of few facts have them; `party` has id and name.

    All of the graph counts, whatever day was asked for.
    """
    told = store.read("read/actor_voices", party=party["id"], limit=SOURCES)[0]
    speakers = [_speaker(who) for who in told["speakers"]]
    itself = any(who["id"] == party["id"] for who in told["speakers"])
    through = any(who["country"] == party["id"] for who in told["speakers"])
    name = capitalised(named(party))
    silent = f"{name} speaks only through its officials." if through else f"{name} itself says nothing here."
    return {
        "coverage": {
            "speakers": speakers,
            "silent": [] if itself else [silent],
            "statuses": status_bar(dict(told["statuses"])),
            "latest": date_text(told["latest"]) if told["latest"] else "",
        },
        "sources": [_source(source) for source in told["sources"]],
        "more_sources": told["sources_in_all"] - len(told["sources"]),
    }


def _speaker(who: Mapping[str, Any]) -> dict[str, Any]:
    country = who["country"]
    return {
        "name": str(who["name"]),
        "flag": flag(who),
        "described": f"of {country_name(country)}" if country and country != who["id"] else "",
        "claims": who["claims"],
    }


def _source(source: Mapping[str, Any]) -> dict[str, Any]:
    url = str(source["url"] or "")
    return described(
        {
            **source,
            "title": str(source["title"] or source["id"]),
            "publisher": str(source["publisher"] or ""),
            "url": url if url.lower().startswith(("https://", "http://")) else "",
            "published_on": date_text(str(source["published_on"])) if source["published_on"] else "",
        }
    )
