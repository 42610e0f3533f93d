"""Small files that unpack to a gigabyte: refused at each door that unpacks, by a process that stays small."""

from __future__ import annotations

import gzip
import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from graph.store import Store
from loaders.compressed import packed

SIZE = 1 << 30
# Python with pyarrow and openpyxl has some 150 MB.
MOST = 420 << 20
BLANKS = b" " * ((1 << 20) - 1) + b"\n"

# What a child does with a file; it prints the error and its own peak.
CHILD = """
import json, resource, sys
from pathlib import Path
from graph.errors import BilatError
from graph.server import archive
from loaders.opening import open_file
from loaders.tables.declaration import Download
from loaders.unpacking import unpacked
path = Path(sys.argv[2])
doors = {
    "load": lambda: [row for row in open_file(path) if row.error],
    "fetch": lambda: unpacked(path, Download("http://example.org/x.zip"), (".csv",)),
    "restore": lambda: archive.examine(path),
}
told = None
try:
    doors[sys.argv[1]]()
except BilatError as error:
    told = error.detail
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
# Linux hands the parent's peak on to a child; this one is the child's own.
own = Path("/proc/self/status")
if own.exists():
    peak = next(int(line.split()[1]) for line in own.read_text().splitlines() if line.startswith("VmHWM")) * 1024
print(json.dumps([told, peak]))
"""


def pieces(piece: bytes) -> Iterator[bytes]:
    whole = piece * ((1 << 20) // len(piece))
    return (whole for _ in range(SIZE // len(whole)))


def zipped(path: Path, *names: str) -> None:
    """An archive whose last file unpacks to a gigabyte; it is made once, deflated."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name in names:
            with out.open(name, "w", force_zip64=True) as member:
                for piece in pieces(b" "):
                    member.write(piece)


def nested(path: Path) -> None:
    inner = path.with_name("inner.zip")
    zipped(inner, "x.csv")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        out.write(inner, "inner.csv.zip")


@pytest.mark.parametrize(
    ("door", "name", "make", "said"),
    [
        ("load", "x.jsonl.zst", lambda path: path.write_bytes(b"".join(packed(pieces(BLANKS)))), "far more than records"),
        ("load", "x.json.zst", lambda path: path.write_bytes(b"".join(packed(pieces(b"[")))), "larger than"),
        ("load", "x.xlsx", lambda path: zipped(path, "[Content_Types].xml", "xl/worksheets/sheet1.xml"), "xlsx"),
        ("fetch", "x.zip", lambda path: zipped(path, "x.csv"), "would unpack to"),
        ("fetch", "nested.zip", nested, "no data in it"),
        ("restore", "x.bilat", lambda path: zipped(path, "about.json", "neo4j.dump"), "no backup"),
    ],
)  # fmt: skip
def test_a_gigabyte_is_refused(tmp_path: Path, door: str, name: str, make: Callable[[Path], object], said: str) -> None:
    path = tmp_path / name
    make(path)
    assert path.stat().st_size < 5 << 20
    done = subprocess.run(
        [sys.executable, "-c", CHILD, door, str(path)], capture_output=True, text=True, check=True, timeout=120
    )
    told, peak = json.loads(done.stdout)
    assert said in told, told
    assert peak < MOST
    assert sum(file.stat().st_size for file in tmp_path.iterdir()) < 20 << 20


@pytest.mark.parametrize("path", ["/facts", "/retractions", "/reconcile", "/cypher"])
@pytest.mark.parametrize("packing", ["gzip", "zstd", "br", "deflate", "gzip, gzip"])
def test_a_packed_body_is_not_unpacked(client: TestClient, store: Store, path: str, packing: str) -> None:
    out = io.BytesIO()
    with gzip.open(out, "wb") as file:
        file.write(b"[]")
    answer = client.post(
        path, content=out.getvalue(), headers={"Content-Encoding": packing, "Content-Type": "application/json"}
    )
    assert (answer.status_code, answer.headers["content-type"]) == (415, "application/problem+json")
    assert f"Content-Encoding is '{packing}'" in answer.json()["detail"]
