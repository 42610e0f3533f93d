"""Where the tests' files are, and how they are read."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import orjson
import pytest

from graph.server.release import release

ROOT = Path(__file__).resolve().parent.parent
# The Neo4j that the tests run: BILAT_NEO4J_VERSION takes them to another.
VERSION = release().version
# Fetched once for a checkout, whatever homes the tests make.
ARTIFACTS = ROOT / ".bilat" / "neo4j" / "artifacts" / VERSION
SAMPLE = ROOT / "loaders" / "sample" / "sample.jsonl"
SHARED = ROOT.parent / "shared"


def records(path: Path) -> list[dict[str, Any]]:
    """The records of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def shared(*parts: str) -> Path:
    """A file beside the checkout that only developers have; skips the test where it is absent, and fails it in CI."""
    path = SHARED.joinpath(*parts)
    if not path.exists():
        reason = f"{'/'.join(parts)} is not beside this checkout"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return path


def records_of_answer(answer: Any) -> list[dict[str, Any]]:
    """The rows of `whole_answer` as objects."""
    told = orjson.loads(orjson.dumps(answer))
    return [dict(zip(told["columns"], row, strict=True)) for row in told["rows"]]
