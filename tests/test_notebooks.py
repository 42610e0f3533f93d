"""The notebooks run on the sample, and what they show is what comes out.

With BILAT_NOTEBOOKS set the outputs are stored anew, pictures too; without, texts have to be the stored ones.
"""

from __future__ import annotations

import base64
import contextlib
import io
import json
import os
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest
from pydantic import SecretStr

from graph.settings import Settings, settings
from tests.conftest import KEY
from tests.files import ROOT
from tests.serving import serving

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
mpl.use("Agg")


@pytest.fixture(scope="module")
def address(home: Path) -> Iterator[str]:
    """The API, where the client looks for it."""
    with (
        serving(Settings(bilat_home=home, bilat_api_keys=(SecretStr(KEY),))) as served,
        pytest.MonkeyPatch.context() as m,
    ):
        m.setenv("BILAT_ADDRESS", served)
        settings.cache_clear()
        yield served
    settings.cache_clear()


def executed(path: Path) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """The code cells of a notebook, each with the outputs that it makes."""
    names: dict[str, Any] = {}
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] != "code":
            continue
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile("".join(cell["source"]), path.name, "exec"), names)
        outputs: list[dict[str, Any]] = []
        if printed.getvalue():
            text = printed.getvalue().splitlines(keepends=True)
            outputs.append({"name": "stdout", "output_type": "stream", "text": text})
        yield cell, outputs + [_drawn(number) for number in plt.get_fignums()]
        plt.close("all")


def _drawn(number: int) -> dict[str, Any]:
    picture = io.BytesIO()
    plt.figure(number).savefig(picture, format="png", dpi=80)
    data = {"image/png": base64.b64encode(picture.getvalue()).decode(), "text/plain": ["<Figure>"]}
    return {"data": data, "metadata": {}, "output_type": "display_data"}


def texts(outputs: list[dict[str, Any]]) -> str:
    """What a cell printed; pixels differ from one machine to the next."""
    return "".join(line for output in outputs for line in output.get("text", ()))


def store_outputs(path: Path) -> None:
    """Run a notebook and keep what comes out in it."""
    book = json.loads(path.read_text(encoding="utf-8"))
    made = {cell["id"]: outputs for cell, outputs in executed(path)}
    for cell in book["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"] = made[cell["id"]]
    path.write_text(json.dumps(book, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def test_there_are_four() -> None:
    assert [path.name[:2] for path in NOTEBOOKS] == ["01", "02", "03", "04"]


@pytest.mark.usefixtures("sample", "address")
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_shows_what_comes_out(path: Path) -> None:
    if os.environ.get("BILAT_NOTEBOOKS"):
        store_outputs(path)
    pictures = 0
    with warnings.catch_warnings():
        # matplotlib builds its list of fonts once a machine, and says that it takes a while.
        warnings.filterwarnings("ignore", "Matplotlib is building the font cache")
        for cell, outputs in executed(path):
            assert texts(outputs) == texts(cell["outputs"]), cell["id"]
            pictures += sum(output["output_type"] == "display_data" for output in outputs)
            kinds = [output["output_type"] for output in cell["outputs"]]
            assert [output["output_type"] for output in outputs] == kinds, cell["id"]
    assert path.stem[:2] not in {"02", "03"} or pictures
