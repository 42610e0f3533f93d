"""What a jar says of its licence: in its POM, in its manifest, or by the licence text that it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

from api.licences.names import HEAD, TEXTS, UnknownLicenceError, identify, told
from graph.server.lock import Artifact


def jar_licence(jar: Artifact, folder: Path) -> str:
    """The SPDX identifiers of a jar's licences. Raises UnknownLicenceError."""
    group, name = jar.coordinate.split(":")[:2]
    with ZipFile(folder / jar.filename) as file:
        said = list(_said(file, f"META-INF/maven/{group}/{name}/pom.xml"))
    found = next(filter(None, map(identify, said)), None) or told(f"{group}:{name}")
    if found is None:
        raise UnknownLicenceError(
            f"{jar.coordinate} says no licence that is known: add it to api/licences/licences.yaml. It says {said}."
        )
    return found


def _said(file: ZipFile, pom: str) -> Iterator[str]:
    names = file.namelist()
    if pom in names and (told := re.search(r"<licenses>(.*?)</licenses>", _text(file, pom), re.DOTALL)):
        yield " & ".join(re.findall(r"<name>\s*(.*?)\s*</name>", told[1], re.DOTALL))
    if "META-INF/MANIFEST.MF" in names:
        # A line of a manifest goes on in the next one after a blank.
        manifest = _text(file, "META-INF/MANIFEST.MF").replace("\n ", "")
        if bundle := re.search(r"^Bundle-License: *(.*)$", manifest, re.MULTILINE):
            yield bundle[1]
    texts = (name for name in names if TEXTS.fullmatch(name.removeprefix("META-INF/")))
    for name in sorted(texts, key=len):
        yield " ".join(_text(file, name).split())[:HEAD]


def _text(file: ZipFile, name: str) -> str:
    return file.read(name).decode("utf-8", "replace").replace("\r\n", "\n")
