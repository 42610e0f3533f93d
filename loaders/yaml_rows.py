"""YAML, read as JSON would read it, without aliases."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

import yaml

from graph.errors import UnusableError
from graph.own_files import check_shape
from graph.record import RecordError
from loaders.rows import Row, whole


class _Loader(yaml.CSafeLoader):
    """Safe YAML that takes what isn't quoted as JSON would: null, true, false and numbers are such, all else is text.

    YAML 1.1 would make NO (Norway) false, 010 eight, 1:30 ninety, and stop at a date that doesn't exist.
    """

    def construct_record(self, node: yaml.MappingNode) -> dict[str, Any] | RecordError:
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            name = str(key_node.value) if isinstance(key_node, yaml.ScalarNode) else None
            if name is None:
                return RecordError(None, None, "a key isn't the name of a field")
            if name in found:
                return RecordError(name, None, f"the key {name!r} is given twice in one record")
            try:
                value = found[name] = self.construct_object(value_node, deep=True)
            except (yaml.YAMLError, ValueError, TypeError) as error:
                return RecordError(name, None, f"{name}: can't be read ({' '.join(str(error).split())})")
            if isinstance(value, float) and not math.isfinite(value):
                return RecordError(name, value, f"{name}: is not a finite number")
        return found


# Its own table: PyYAML adds to a copy of the inherited one otherwise.
_Loader.yaml_implicit_resolvers = {}
_NUMBER = r"-?(?:0|[1-9][0-9]*)"
for _tag, _first, _form in (
    ("null", ["~", "n", "N", ""], r"~|null|Null|NULL|"),
    ("bool", list("tTfF"), r"true|True|TRUE|false|False|FALSE"),
    ("int", list("-0123456789"), _NUMBER),
    ("float", list("-0123456789"), rf"{_NUMBER}(?:\.[0-9]+(?:[eE][-+]?[0-9]+)?|[eE][-+]?[0-9]+)"),
):
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(rf"(?:{_form})\Z"), _first)


def read_yaml(file: BinaryIO) -> Iterator[Row]:
    """YAML: a list of records, or one record, in one document or several."""
    text = whole(file)
    try:
        check_shape(text)
        loader = _Loader(text)
    except yaml.YAMLError as error:
        raise _no_yaml(error) from None
    try:
        while loader.check_node():
            root = loader.get_node()
            if root is None or root.tag == "tag:yaml.org,2002:null":
                continue  # an empty document
            nodes = root.value if isinstance(root, yaml.SequenceNode) else [root]
            for node in nodes:
                yield _yaml_row(loader, node)
    except yaml.YAMLError as error:
        raise _no_yaml(error) from None
    finally:
        loader.dispose()


def _no_yaml(error: yaml.YAMLError) -> UnusableError:
    why = " ".join(str(error).replace('in "<unicode string>", ', "at ").split())
    return UnusableError(f"The file can't be read as YAML: {why}.")


def _yaml_row(loader: _Loader, node: yaml.Node) -> Row:
    line = node.start_mark.line + 1
    if not isinstance(node, yaml.MappingNode):
        return Row(line, error=RecordError(None, None, "a record is a mapping of field names to values"))
    found = loader.construct_record(node)
    return Row(line, error=found) if isinstance(found, RecordError) else Row(line, found)
