"""What holds for all files of the repository: no address of this or that machine, no query that nothing runs."""

from __future__ import annotations

import ast
import re
import subprocess
from functools import cache
from importlib.resources.abc import Traversable
from pathlib import Path

import pytest

from graph.named import named_queries
from graph.queries import folder, query_text, statements
from graph.store import Store
from tests.files import ROOT

# Where packages are fetched from is the business of each machine's own tools. Written in two parts each, so that this
# file doesn't name them either.
_HOSTS = tuple(
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("repo1", "maven", "org"),
        ("repo", "maven", "apache", "org"),
        ("central", "sonatype", "com"),
        ("registry", "npmjs", "org"),
        ("npmjs", "com"),
        ("yarnpkg", "com"),
        ("unpkg", "com"),
        ("jsdelivr", "net"),
        ("cdnjs", "cloudflare", "com"),
        ("anaconda", "org"),
        ("crates", "io"),
        ("rubygems", "org"),
        ("golang", "org"),
        ("dist", "neo4j", "org"),
    )
)
_OPTIONS = tuple(f"{first}[-_]{second}" for first, second in (("(?<!emit-)index", "url"), ("(?<!emit-)find", "links")))
_MACHINE = tuple(rf"(?<![\w.])/{name}/" for name in ("work", "root"))
_FORBIDDEN = re.compile("|".join([*map(re.escape, _HOSTS), *_OPTIONS, *_MACHINE, '"' + 'resolved":']), re.IGNORECASE)


@cache
def files() -> tuple[Path, ...]:
    """The files that git keeps and that are still there."""
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    return tuple(path for name in done.stdout.split("\0") if name and (path := ROOT / name).is_file())


def test_no_file_names_a_download_host_or_a_path_of_a_machine() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in files()
        if (match := _FORBIDDEN.search(path.read_bytes().decode("utf-8", "replace")))
    ]
    assert found == []


@pytest.mark.parametrize("text", ["https://" + _HOSTS[0] + "/simple", "--index" + "-url x", "cd /wo" + "rk/main"])
def test_the_search_would_find_one(text: str) -> None:
    assert _FORBIDDEN.search(text)


def test_what_leaves_addresses_out_is_no_finding() -> None:
    assert _FORBIDDEN.search("uv pip compile --no-emit-index" + "-url  # as in the framework/rooted paths") is None


def test_each_pin_of_each_lock_has_a_hash_and_no_address() -> None:
    assert ROOT / "uv.lock" not in files()
    locks = [path for path in files() if path.match("requirements*.lock")]
    pins = [pin for path in locks for pin in re.split(r"\n(?=\S)", path.read_text(encoding="utf-8").strip())]
    assert {path.name for path in locks} == {"requirements.lock", "requirements-spark.lock", "requirements-java25.lock"}
    assert len(pins) > 50
    assert [pin.splitlines()[0] for pin in pins if not re.search(r"--hash=sha256:[0-9a-f]{64}", pin)] == []
    assert [pin.splitlines()[0] for pin in pins if not re.match(r"[\w.\[\]-]+==\S+", pin)] == []
    assert [path.name for path in locks if "//" in path.read_text(encoding="utf-8")] == []


def query_files(place: Traversable | None = None, above: str = "") -> list[str]:
    """The names of all query files, as `query_text` takes them."""
    found = []
    for entry in (place or folder()).iterdir():
        if entry.is_dir():
            found += query_files(entry, f"{above}{entry.name}/")
        elif entry.name.endswith(".cypher"):
            found.append(above + entry.name.removesuffix(".cypher"))
    return sorted(found)


@cache
def names_in_code() -> frozenset[str]:
    """Every text that stands in the code of graph, loaders and api."""
    trees = [
        ast.parse(file.read_bytes()) for part in ("graph", "loaders", "api") for file in (ROOT / part).rglob("*.py")
    ]
    return frozenset(
        node.value
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def is_used(name: str) -> bool:
    """Whether code names the file, whole or (where the folder is put before it) by its last part; parts by a file."""
    place, _, last = name.rpartition("/")
    if place == "parts":
        return any(
            f"// include: {last}\n" in (ROOT / "cypher" / f"{other}.cypher").read_text() for other in query_files()
        )
    return name in names_in_code() or (place in {"read", "write"} and last in names_in_code())


def test_every_query_file_is_run_by_something() -> None:
    public = {f"queries/{name}" for name in named_queries()}
    # What Neo4j Browser's saved queries are made of; graph/vocabulary/browser.py packs the whole folder.
    saved = {name for name in query_files() if name.startswith("browser/queries/")}
    assert {name for name in query_files() if not is_used(name)} - public - saved == set()


def test_every_query_file_begins_with_what_it_is_for() -> None:
    heads = {
        name: (ROOT / "cypher" / f"{name}.cypher").read_text(encoding="utf-8").splitlines()[0] for name in query_files()
    }
    assert {name for name, head in heads.items() if not re.match(r"// \S", head)} == set()


@pytest.mark.parametrize("kind", ["ASSERTS", "SUPPLIES"])
def test_neo4j_can_plan_every_query_file(sample: Store, kind: str) -> None:
    names = [name for name in query_files() if not name.startswith("parts/")]
    assert len(names) > 50
    for name in names:
        texts = statements(name, kind) if name.startswith("schema") else [query_text(name, kind)]
        for text in texts:
            given = dict.fromkeys(re.findall(r"\$(\w+)", text))
            assert sample.explain(text, given, 30), name
