"""Reading the vocabulary: YAML files become entries, checked field by field.

The own files stand beside this module; a user's file has the same sections (relations, resources, units,
organisations) and adds to them. What Bilat's own entries mean stays as it is for everybody, so that facts of two
graphs can be put together; a user's file may give them other words, though.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from graph.errors import UnusableError
from graph.own_files import UNREADABLE, check_shape, own_text
from graph.vocabulary.forms import Core

SECTIONS = ("relations", "resources", "units", "organisations")
WORDING = frozenset({"label", "name", "aliases", "phrases"})
_SHOWN = 200
M = TypeVar("M", bound=BaseModel)


class Entry(NamedTuple):
    """One entry of a section, with the file that a complaint about it has to name."""

    file: str
    section: str
    id: str
    fields: Mapping[str, Any]

    def problem(self, field: str | None, found: str) -> UnusableError:
        """An error that names file, entry and field; `found` says what is wrong and what to do."""
        where = f"{self.section}.{self.id}" + (f", field {field}" if field else "")
        return UnusableError(f"Vocabulary file {self.file}, {where}: {found}.")

    def form(self, model: type[M]) -> M:
        """The entry's fields as `model` has them; raises UnusableError naming the first that is wrong."""
        try:
            return model.model_validate(dict(self.fields))
        except ValidationError as error:
            problem = error.errors(include_url=False)[0]
        field = ".".join(str(part) for part in problem["loc"])
        if problem["type"] == "extra_forbidden":
            raise self.problem(field, f"there is no such field; fields are {', '.join(model.model_fields)}")
        if problem["type"] == "missing":
            raise self.problem(field, "it has to be given")
        raise self.problem(field, f"{repr(problem['input'])[:_SHOWN]}: {problem['msg'].removeprefix('Value error, ')}")


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML in which a key that is given twice is an error: the first would be lost without a word."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[Any] = set()
        for node_of_key, _ in node.value:
            key = self.construct_object(node_of_key, deep=True)
            if isinstance(key, Hashable) and key in seen:
                raise yaml.MarkedYAMLError(problem=f"{key!r} is given twice", problem_mark=node_of_key.start_mark)
            # What has no hash is refused below.
            seen.update({key} if isinstance(key, Hashable) else ())
        mapping: dict[Any, Any] = super().construct_mapping(node, deep)
        return mapping


def read_yaml(path: Path, *, users: bool = False) -> dict[str, Any]:
    """The mapping that a YAML file holds, one of Bilat's or a user's own; raises UnusableError where it holds none."""
    try:
        text = own_text(path)
        if users:
            check_shape(text)
        found = yaml.load(text, Loader=_Loader)  # noqa: S506 - a subclass of the safe one
    except UnusableError as error:
        raise UnusableError(f"Vocabulary file {path} can't be read: {error.detail.removesuffix('.')}.") from None
    except UNREADABLE as error:
        raise UnusableError(f"Vocabulary file {path} is no valid YAML: {' '.join(str(error).split())}.") from None
    if not isinstance(found, dict):
        raise UnusableError(f"Vocabulary file {path} holds no sections; it has to have some of {', '.join(SECTIONS)}.")
    return found


def own_core(folder: Path) -> Core:
    """core.yaml of Bilat's own vocabulary."""
    return Core.model_validate(read_yaml(folder / "core.yaml"))


def own_entries(folder: Path) -> dict[str, dict[str, Entry]]:
    """Bilat's own entries by section and id."""
    return {
        section: {
            entry.id: entry for entry in _entries(f"{section}.yaml", section, read_yaml(folder / f"{section}.yaml"))
        }
        for section in SECTIONS
    }


def add_file(entries: dict[str, dict[str, Entry]], path: Path) -> None:
    """Add a user's file to `entries`; of entries that exist, only the wording can be given anew."""
    for section, found in read_yaml(path, users=True).items():
        if section not in SECTIONS:
            raise UnusableError(
                f"Vocabulary file {path} has a section {section!r}; sections are {', '.join(SECTIONS)}."
            )
        for entry in _entries(str(path), section, found):
            known = entries[section].get(entry.id)
            if known is None:
                entries[section][entry.id] = entry
                continue
            for field in entry.fields:
                if field not in WORDING:
                    raise entry.problem(
                        field,
                        "the entry is one of Bilat's own, and only its label or name, aliases and phrases can be given "
                        "anew; take another id for a meaning of your own",
                    )
            entries[section][entry.id] = entry._replace(fields={**known.fields, **entry.fields})


def _entries(file: str, section: str, found: object) -> Iterator[Entry]:
    if not isinstance(found, dict):
        raise UnusableError(
            f"Vocabulary file {file}, section {section}: it has to be entries by id, such as `my_id: {{…}}`."
        )
    for ident, fields in found.items():
        entry = Entry(file, section, str(ident), fields if isinstance(fields, dict) else {})
        if not isinstance(ident, str) or not isinstance(fields, dict):
            raise entry.problem(
                None, "an entry is a word followed by its fields; put a word like `no` or `1` into quotes"
            )
        if any(not isinstance(field, str) for field in fields):
            raise entry.problem(None, "names of fields have to be words")
        yield entry
