"""`python -m bench.soak`: readers, writers, loads, exports and a database that is killed, for half an hour on this machine.

Prints how long each kind of request took, what was answered, how the memory of the API and of the database went after the
warm-up, and what `bilat verify` finds at the end. Ends with 1 where anything but 200 or a told 503 was answered, or where the
graph doesn't fit its journal.
"""

from __future__ import annotations

import random
import statistics
import sys
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from typing import Annotated, Any

import psutil
import requests
import typer

from api.keys import KeyFile
from bench.loading import load
from bench.records import names, records
from bench.world import World, machine, world
from graph.server.home import read_json
from graph.store import LOAD_PATIENCE
from graph.verifying import Difference, verify

_MIB = 1024 * 1024
_READERS = 3
_PATIENCE = 120
# A started server and a process that has just imported everything still grow.
_WARM = 0.25


def _pair(chance: random.Random) -> str:
    return "/".join(chance.sample(_NAMES[:20], 2))


_NAMES = names()
_READS: Mapping[str, Callable[[random.Random], tuple[str, str, Any]]] = {
    "facts": lambda chance: ("GET", f"/facts?actor={chance.choice(_NAMES)}&limit=50", None),
    "dyad": lambda chance: ("GET", f"/dyads/{_pair(chance)}", None),
    "as known": lambda chance: ("GET", f"/dyads/{_pair(chance)}?known_at=2020-01-01", None),
    "country": lambda chance: ("GET", f"/countries/{chance.choice(_NAMES)}/partners", None),
    "cypher": lambda _: ("POST", "/cypher", {"query": "MATCH (f:Fact) RETURN f.relation, count(*)"}),
    "sheet": lambda chance: ("GET", f"/views/dyad/{_pair(chance)}", None),
    "network": lambda _: ("GET", "/views/network", None),
    "export": lambda chance: ("GET", f"/export/csv?actor={chance.choice(_NAMES)}", None),
    "search": lambda _: ("GET", "/facts?q=oil&limit=20", None),
}


class Soak:
    """The mixed load, and what is noted of it."""

    def __init__(self, found: World, key: str, kill_every: float) -> None:
        self._world, self._kill_every = found, kill_every
        self._headers = {"Authorization": f"Bearer {key}"}
        self._over = threading.Event()
        self.seconds: dict[str, list[float]] = defaultdict(list)
        self.answers: Counter[tuple[str, int]] = Counter()
        self.memory: dict[str, list[tuple[float, float]]] = defaultdict(list)
        self.kills = 0
        self.faults: list[str] = []

    def run(self, seconds: float) -> None:
        """All of it at once, for so long."""
        works = [*([self._read] * _READERS), self._post, self._load, self._watch]
        if self._kill_every:
            works.append(self._kill)
        threads = [
            threading.Thread(target=self._kept, args=(work, number), daemon=True) for number, work in enumerate(works)
        ]
        for thread in threads:
            thread.start()
        time.sleep(seconds)
        self._over.set()
        for thread in threads:
            thread.join(_PATIENCE)

    def _kept(self, work: Callable[[random.Random], None], number: int) -> None:
        chance = random.Random(number)  # noqa: S311 - the same load on each run
        while not self._over.is_set():
            try:
                work(chance)
            except Exception as error:
                self.faults.append(f"{work.__name__}: {type(error).__name__} {error}"[:300])

    def _ask(self, kind: str, method: str, path: str, body: Any) -> Any:
        began = time.monotonic()
        answer = requests.request(method, self._world.api + path, json=body, headers=self._headers, timeout=_PATIENCE)
        self.seconds[kind].append(time.monotonic() - began)
        self.answers[kind, answer.status_code] += 1
        if answer.status_code == 503:
            time.sleep(min(int(answer.headers["Retry-After"]), 5))
        elif answer.status_code != 200:
            self.faults.append(f"{method} {path}: {answer.status_code} {answer.text[:200]}")
        return answer

    def _read(self, chance: random.Random) -> None:
        kind = chance.choice(list(_READS))
        self._ask(kind, *_READS[kind](chance))

    def _post(self, chance: random.Random) -> None:
        made = list(records(20, seed=chance.randrange(1_000_000)))
        answer = self._ask("post", "POST", "/facts", made)
        if answer.status_code == 200 and chance.random() < 0.2:
            page = self._ask(
                "facts", "GET", f"/facts?dyad={'-'.join(sorted((made[0]['actor'], made[0]['partner'])))}", None
            )
            if page.status_code == 200:
                claim = page.json()["facts"][0]["claims"][0]["id"]
                self._ask("retract", "POST", "/retractions", {"claim": claim, "reason": "a soak", "kind": "withdrawn"})
        time.sleep(0.5)

    def _load(self, chance: random.Random) -> None:
        began = time.monotonic()
        with self._world.connect(LOAD_PATIENCE) as store:
            load(store, records(2_000, seed=chance.randrange(20)))
        self.seconds["load of 2,000"].append(time.monotonic() - began)
        self._over.wait(20)

    def _kill(self, _: random.Random) -> None:
        if not self._over.wait(self._kill_every):
            psutil.Process(self._database()).kill()
            self.kills += 1

    def _database(self) -> int:
        return int((read_json(self._world.server.home.server_state) or {})["pid"])

    def _watch(self, _: random.Random) -> None:
        served = [one for one in psutil.Process().children(recursive=True) if "serve" in one.cmdline()]
        now = time.monotonic()
        for name, processes in (("API", served), ("database", [psutil.Process(self._database())])):
            self.memory[name].append((now, sum(one.memory_info().rss for one in processes) / _MIB))
        self._over.wait(2)


def table(soak: Soak) -> str:
    """What was noted, as Markdown."""
    lines = ["| kind | answers | p50 ms | p95 ms | p99 ms |", "| --- | --- | --- | --- | --- |"]
    for kind, seconds in sorted(soak.seconds.items()):
        told = ", ".join(f"{count:,} × {status}" for (of, status), count in sorted(soak.answers.items()) if of == kind)
        cuts = statistics.quantiles(seconds, n=100) if len(seconds) > 1 else seconds * 99
        marks = " | ".join(f"{cuts[at] * 1000:,.0f}" for at in (49, 94, 98))
        lines.append(f"| {kind} | {told or f'{len(seconds):,}'} | {marks} |")
    lines += [
        "",
        "| memory | at the warm-up's end, MiB | at the end | slope after it, MiB an hour |",
        "| --- | --- | --- | --- |",
    ]
    for name, seen in soak.memory.items():
        warm = seen[int(len(seen) * _WARM) :]
        slope = statistics.linear_regression(*zip(*warm, strict=True)).slope * 3600 if len(warm) > 2 else 0.0
        lines.append(f"| {name} | {warm[0][1]:,.0f} | {warm[-1][1]:,.0f} | {slope:+,.0f} |")
    return "\n".join([*lines, "", f"The database was killed {soak.kills} times."])


def main(
    minutes: Annotated[float, typer.Option(min=0.5, envvar="BILAT_SOAK_MINUTES", help="How long.")] = 30,
    kill_every: Annotated[float, typer.Option(min=0, help="Minutes between two kills of the database; 0: none.")] = 5,
) -> None:
    """Put a mixed load on a Neo4j and an API of its own, and print what came of it."""
    differences: list[Difference] = []
    with world() as found:
        _, key = KeyFile(found.server.home.root).make("soak", ("read", "write"))
        load(found.store, records(3_000))
        soak = Soak(found, key, kill_every * 60)
        soak.run(minutes * 60)
        found.server.up(progress=False)
        with found.connect(LOAD_PATIENCE) as store:
            seen = verify(store, differences.append)
    sys.stdout.write(f"{minutes:g} minutes on {machine()}.\n\n{table(soak)}\n")
    sys.stdout.write(f"`bilat verify`: {seen.facts:,} facts, {seen.claims:,} claims, {len(differences)} differences.\n")
    sys.stdout.writelines(f"fault: {fault}\n" for fault in soak.faults[:20])
    sys.exit(bool(differences or soak.faults))


if __name__ == "__main__":
    typer.run(main)
