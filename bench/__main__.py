"""`python -m bench`: measure, print both sides of each ratio, and with `--write` put them into docs/benchmarks.md."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bench import asking, dyads, loading, networks
from bench.measure import Ratio
from bench.world import machine, world

RECORDS = (100_000, 1_000_000)
LARGE = 1_000_000
PAGE = Path(__file__).resolve().parents[1] / "docs" / "benchmarks.md"

_ABOUT = """# Benchmarks

Written by `python -m bench --write`: what one run on one machine measured. Each row has both sides from that run, in turn, after
a warm-up, as the median of its rounds; a ratio of rates is better the greater, one of times the smaller. The aim is the design's.
"""


class Part(StrEnum):
    """What can be measured by itself."""

    CYPHER = "cypher"
    VIEW = "view"
    DYAD = "dyad"
    LOAD = "load"
    BULK = "bulk"


def measured(records: Sequence[int], large: int, rounds: int, parts: Collection[Part]) -> Iterator[Ratio]:
    """The parts asked for, each measurement as soon as it is done."""
    with world() as found:
        if Part.CYPHER in parts:
            with closing(asking.query_api(found.http, found.username, found.password)) as theirs:
                yield from asking.measure(found.api, theirs, rounds)
        if Part.VIEW in parts:
            yield networks.measure(found.store, found.bare, rounds)
        if Part.DYAD in parts:
            yield dyads.measure(found, min(10_000, large // 2), large, rounds)
        for count in records:
            if Part.LOAD in parts:
                yield loading.online(found, count, rounds)
            if Part.BULK in parts:
                yield loading.bulk(found, count, rounds)


def page(ratios: Iterable[Ratio], on: str) -> str:
    """The text of docs/benchmarks.md."""
    rows = [("Measured", "Bilat", "Other side", "Ratio", "Aim"), ("---",) * 5, *(ratio.told() for ratio in ratios)]
    return "\n".join([_ABOUT, f"On: {on}.", "", *(f"| {' | '.join(row)} |" for row in rows), ""])


app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


@app.command()
def main(
    records: Annotated[
        list[int] | None, typer.Option(min=100, help="How many records are loaded; as often as asked for.")
    ] = None,
    large: Annotated[int, typer.Option(min=1_100, help="Records of the large graph that a dyad is asked in.")] = LARGE,
    rounds: Annotated[int, typer.Option(min=1, help="Rounds of each side.")] = 1,
    only: Annotated[
        list[Part] | None, typer.Option(help="Measure this part and no other; as often as asked for.")
    ] = None,
    write: Annotated[bool, typer.Option("--write", help="Write docs/benchmarks.md.")] = False,
) -> None:
    """Measure Bilat against the other side of each ratio, in one run.

    By default loads are measured with 100,000 and with 1,000,000 records, which takes an hour.

    Example: python -m bench --records 20000 --large 20000

    Example: python -m bench --only load --only bulk --records 100000
    """
    on = machine()
    sys.stdout.write(f"On: {on}.\n")
    ratios = []
    for ratio in measured(records or RECORDS, large, rounds, only or list(Part)):
        name, ours, theirs, told, aim = ratio.told()
        sys.stdout.write(f"{name}: {ours}, {theirs}; ratio {told} (aim: {aim})\n")
        sys.stdout.flush()
        ratios.append(ratio)
    if write:
        PAGE.write_text(page(ratios, on), encoding="utf-8")
        sys.stdout.write(f"Written: {PAGE.name}\n")


if __name__ == "__main__":
    app()
