"""Files of a user's own words, whose names are settings: of a bounded size, UTF-8, and of a shape that reading can't blow up."""

from __future__ import annotations

import stat
from pathlib import Path

import yaml

from graph.errors import UnusableError

# Words that somebody writes, or makes of a list: ten thousand of them have a megabyte.
MOST = 16 * 1024 * 1024
# A section, an entry, its field, a list in it: more is never meant, and libyaml's own stack would end.
_DEPTH = 20
# What PyYAML raises for a value that doesn't fit the tag that it was given (`!!timestamp x`), beside its own errors.
UNREADABLE = (yaml.YAMLError, RecursionError, ValueError, LookupError, AttributeError, TypeError, ArithmeticError)


def own_text(path: Path) -> str:
    """The text of a file. Raises UnusableError that says why it can't be read, without naming it."""
    try:
        # Asked first: to open a pipe would wait for whoever writes to it.
        if not stat.S_ISREG(path.stat().st_mode):
            raise UnusableError("it is no file")
        with path.open("rb") as file:
            data = file.read(MOST + 1)
    except OSError as error:
        raise UnusableError(str(error.strerror or error)) from None
    if len(data) > MOST:
        raise UnusableError(f"it has more than {MOST:,} bytes, the most that is read")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnusableError("it is no UTF-8 text; save it as UTF-8") from None


def check_shape(text: str) -> None:
    """Refuse what no file needs and what can blow a small one up to any size: aliases, and nesting without end.

    Raises UnusableError, and yaml.YAMLError for what is no YAML.
    """
    depth = 0
    for event in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
        line = event.start_mark.line + 1 if event.start_mark else 0
        if isinstance(event, yaml.AliasEvent):
            raise UnusableError(f"Line {line} of the YAML file has an alias (*{event.anchor}); write the value out.")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > _DEPTH:
            raise UnusableError(f"Line {line} of the YAML file is nested more than {_DEPTH} deep; a record is flat.")
