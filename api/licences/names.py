"""Licences by their SPDX identifiers, out of what artifacts call them (`licences.yaml`)."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

TEXTS = re.compile(r"(LICEN[SC]E|COPYING)[^/]*", re.IGNORECASE)
"""The names of files that hold a licence's text."""
HEAD = 1500
"""Characters of such a text by which it is known: below stand those of what else is in the artifact."""


class UnknownLicenceError(Exception):
    """An artifact that doesn't say its licence, or in words that nobody knows."""


def identify(said: str) -> str | None:
    """The identifiers of all licences that a text names, in the order of `licences.yaml`; None where it names none.

    >>> identify("The Apache Software License, Version 2.0")
    'Apache-2.0'
    >>> identify("EPL 2.0 & GPL2 w/ CPE")
    'EPL-2.0, GPL-2.0-with-classpath-exception'
    """
    found = [name for name, pattern in _known().items() if pattern.search(said)]
    return ", ".join(found) or None


def told(name: str) -> str | None:
    """The licence of an artifact that doesn't say it in itself."""
    entry = _table()["told"].get(name)
    return str(entry["licence"]) if entry else None


@cache
def _known() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(text, re.IGNORECASE | re.DOTALL) for name, text in _table()["known"].items()}


@cache
def _table() -> dict[str, Any]:
    text = files(__package__ or "api.licences").joinpath("licences.yaml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.safe_load(text)
    return found
