"""What the packages of requirements.lock say of their licences (PEP 639, or the older classifiers)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from api.licences.names import HEAD, TEXTS, UnknownLicenceError, identify, told


@dataclass(frozen=True, slots=True, order=True)
class Wheel:
    """A package of the lock: its name, the versions of it (more than one where Pythons differ), its licence."""

    name: str
    versions: tuple[str, ...]
    licence: str


def wheels(lock: Path) -> Iterator[Wheel]:
    """Every package of the lock, in its order. Raises UnknownLicenceError for one whose licence nobody knows."""
    pins: dict[str, list[str]] = {}
    for name, version in re.findall(
        r"^([\w.-]+)(?:\[.*?\])?==([^\s;\\]+)", lock.read_text(encoding="utf-8"), re.MULTILINE
    ):
        pins.setdefault(name, []).append(version)
    for name, versions in pins.items():
        yield Wheel(name, tuple(versions), _licence(name))


def installed(name: str) -> Distribution | None:
    """A package of this environment; None for one of other systems or Pythons."""
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None


def _licence(name: str) -> str:
    # What is in `licences.yaml` holds also where the package is installed: it says nothing in itself, or nothing clear.
    found = told(name)
    here = installed(name)
    if found is None and here is not None:
        held = here.metadata.get_all
        classifiers = [line for line in held("Classifier") or () if line.startswith("License ::")]
        said = [*(text.partition("\n")[0] for text in held("License") or ()), *classifiers, *_texts(here)]
        found = next(iter(held("License-Expression") or ()), None) or next(filter(None, map(identify, said)), None)
    if found is None:
        raise UnknownLicenceError(
            f"The package {name} says no licence that is known: add it to api/licences/licences.yaml."
        )
    return found


def _texts(package: Distribution) -> Iterator[str]:
    """The beginnings of the licence texts that it came with."""
    for file in package.files or ():
        if ".dist-info" in str(file) and TEXTS.fullmatch(file.name):
            yield " ".join(file.read_text().split())[:HEAD]
