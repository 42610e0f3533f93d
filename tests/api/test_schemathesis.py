"""`schemathesis run` against a real server: everything that the description admits, and some that it doesn't, with all checks.

Few examples an operation, so that it ends in about two minutes; run it by hand without `--max-examples` for more.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from graph.server import ManagedServer
from graph.store import Store
from tests.api.commands.test_serve import serving
from tests.api.test_openapi import OPERATIONS
from tests.conftest import KEY
from tests.files import ROOT


def test_schemathesis_finds_nothing(server: ManagedServer, store: Store, sample: Store, tmp_path: Path) -> None:
    with serving(tmp_path / "server.log") as (address, _):
        done = subprocess.run(
            [
                Path(sys.executable).with_name("schemathesis"), "run", f"{address}/openapi.json",
                "--header", f"Authorization: Bearer {KEY}", "--checks", "all", "--max-examples", "2",
                "--phases", "examples,coverage,fuzzing", "--suppress-health-check", "all", "--seed", "1",
                "--continue-on-failure", "--generation-database", "none", "--no-color", "--workers", "1",
            ],
            cwd=ROOT, env=os.environ | {"COLUMNS": "200"}, capture_output=True, text=True, check=False, timeout=280,
        )  # fmt: skip
        log = (tmp_path / "server.log").read_text(encoding="utf-8")
    assert done.returncode == 0, f"{done.stdout}\n{log[-3000:]}"
    # Each operation was asked, and not left out for a reason of its own.
    assert f"Tested: {len(OPERATIONS)}" in done.stdout
