"""Reading the vocabulary: YAML files become entries, checked field by field.

The own files stand beside this module; a user's file has the same sections (relations, resources, units,
organisations) and adds to them. What Bilat's own entries mean stays as it is for everybody, so that facts of two
graphs can be put together; a user's file may give them other words, though.
"""

from __future__ import annotations

import string
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, ValidationInfo, field_validator

from graph.errors import UnusableError
from graph.vocabulary.models import Measure, OrganisationKind, Phrases, QuadClass, Text

SECTIONS = ("relations", "resources", "units", "organisations")
WORDING = frozenset({"label", "name", "aliases", "phrases"})
_PLACES = {
    "full": {"actor", "recipient", "resource"},
    "bare": {"actor", "recipient"},
    "thing": {"actor", "resource"},
    "alone": {"actor"},
    "received": {"recipient", "resource"},
    "received_bare": {"recipient"},
}

Cameo = Annotated[str, StringConstraints(pattern=r"^\d{2,4}$")]
Hs = Annotated[str, StringConstraints(pattern=r"^(\d{2}|\d{4}|\d{6})$")]
Level = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(_[a-z0-9]+)*$")]
M = TypeVar("M", bound=BaseModel)


class Form(BaseModel):
    """An entry as it stands in a file, before it is checked against the others."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    aliases: tuple[Text, ...] = ()


class PhrasesForm(Phrases):
    """Phrases whose blanks are those that the sentence can fill."""

    @field_validator("*")
    @classmethod
    def _blanks(cls, value: str | None, info: ValidationInfo) -> str | None:
        allowed = _PLACES[str(info.field_name)]
        for _, blank, layout, conversion in string.Formatter().parse(value or ""):
            if blank is not None and (blank not in allowed or layout or conversion):
                raise ValueError(f"{{{blank}}} is no blank of it; there are {', '.join(sorted(allowed))}")
        return value


class RelationForm(Form):
    """See the head of relations.yaml."""

    label: Text
    definition: Text
    plover: str | None = None
    parent: str | None = None
    inverse_of: str | None = None
    symmetric: bool = False
    valence: float | None = Field(default=None, ge=-1, le=1)
    quad_class: QuadClass | None = None
    dimension: str | None = None
    cameo: tuple[Cameo, ...] = ()
    levels: tuple[Level, ...] = ()
    resource: Literal["expected", "optional", "none"] = "none"
    partner: Literal["required", "optional", "none"] = "required"
    phrases: PhrasesForm = PhrasesForm()


class ResourceForm(Form):
    """See the head of resources.yaml."""

    name: Text
    parent: str | None = None
    unit: str | None = None
    dimension: str | None = None
    hs: tuple[Hs, ...] = ()
    sipri: Text | None = None


class UnitForm(Form):
    """See the head of units.yaml."""

    label: Text
    measure: Measure
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")] | None = None


class OrganisationForm(Form):
    """See the head of organisations.yaml."""

    name: Text
    kind: OrganisationKind


class PloverType(BaseModel):
    """One of PLOVER's sixteen event types."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    quad_class: QuadClass
    definition: Text


class Valuation(BaseModel):
    """What a currency may carry: the terms of a price, or that it is a stock."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    label: Text
    measure: Measure


class Core(BaseModel):
    """core.yaml: what all other files are checked against."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    plover: dict[str, PloverType]
    dimensions: tuple[str, ...]
    valuations: dict[str, Valuation]
    structural: frozenset[str]


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
        raise self.problem(field, f"{problem['input']!r}: {problem['msg'].removeprefix('Value error, ')}")


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML in which a key that is given twice is an error: the first would be lost without a word."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        for index, key in enumerate(keys):
            if key in keys[:index]:
                raise yaml.MarkedYAMLError(
                    problem=f"{key!r} is given twice", problem_mark=node.value[index][0].start_mark
                )
        mapping: dict[Any, Any] = super().construct_mapping(node, deep)
        return mapping


def read_yaml(path: Path) -> dict[str, Any]:
    """The mapping that a YAML file holds; raises UnusableError where it can't be read or is no mapping."""
    try:
        found = yaml.load(path.read_text(encoding="utf-8-sig"), Loader=_Loader)  # noqa: S506 - a subclass of the safe one
    except OSError as error:
        raise UnusableError(f"Vocabulary file {path} can't be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise UnusableError(f"Vocabulary file {path} is not UTF-8 text; save it as UTF-8.") from None
    except (yaml.YAMLError, RecursionError, ValueError) as error:
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
    for section, found in read_yaml(path).items():
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
