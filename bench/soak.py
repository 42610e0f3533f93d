"""`python -m bench.soak`: readers, writers, loads, exports and a database that is killed, for half an hour on this machine.

Prints how long each kind of request took, what was answered, how the memory of the API and of the database went, and what
`bilat verify` finds at the end. Ends with 1 where anything but 200 was answered (but a 503 with Retry-After after a kill),
where an answer contradicts what was written, where memory grew, or where the graph doesn't fit its journal.

The database is killed in the first half only: memory is compared in the second, over one process. What is written is
bounded, so that the graph is as large at the end as in the middle.
"""

from __future__ import annotations

import random
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any

import psutil
import requests
import typer

from api.keys import KeyFile
from bench.loading import load
from bench.noted import Noted, table
from bench.records import names, records
from bench.world import World, machine, world
from graph.errors import DatabaseAwayError
from graph.server.home import read_json
from graph.store import LOAD_PATIENCE
from graph.verifying import Difference, verify

_MIB = 1024 * 1024
_READERS = 3
_PATIENCE = 120
# Records are made up with so many seeds: then they have all been written, and the graph grows no more.
_POSTS, _LOADS = 100, 5
# Facts of these two are written by one thread, whose every fact has a claim by each of the witnesses from the beginning.
_WITNESSED = ("ARM", "AZE")
_WITNESSES = ("Norway", "Chad", "Chile", "Cuba")
_MOST_WITNESSED = 120

_APART = frozenset(_WITNESSED)
_NAMES = [name for name in names() if name not in _APART]


def _pair(chance: random.Random) -> str:
    return "/".join(chance.sample(_NAMES[:20], 2))


_READS: Mapping[str, Callable[[random.Random], tuple[str, str, Any]]] = {
    "facts": lambda chance: ("GET", f"/facts?actor={chance.choice(_NAMES)}&limit=50", None),
    "dyad": lambda chance: ("GET", f"/dyads/{_pair(chance)}", None),
    "as known": lambda chance: ("GET", f"/dyads/{_pair(chance)}?known_at=2020-01-01", None),
    "country": lambda chance: ("GET", f"/countries/{chance.choice(_NAMES)}/partners", None),
    "cypher": lambda _: ("POST", "/cypher", {"query": "MATCH (f:Fact) RETURN f.relation, count(*)"}),
    "start page": lambda _: ("GET", "/", None),
    "sheet": lambda chance: ("GET", f"/views/dyad/{_pair(chance)}", None),
    "network": lambda _: ("GET", "/views/network", None),
    "export": lambda chance: ("GET", f"/export/csv?actor={chance.choice(_NAMES)}", None),
    "search": lambda _: ("GET", "/facts?q=oil&limit=20", None),
}


class Soak:
    """The mixed load. `kill_every` seconds the database is killed, in the first half."""

    def __init__(self, found: World, key: str, kill_every: float) -> None:
        self._world, self._kill_every = found, kill_every
        self._headers = {"Authorization": f"Bearer {key}"}
        self._over = threading.Event()
        self._half = 0.0
        self._witnessed = 0
        self.noted = Noted()

    def run(self, seconds: float) -> None:
        """All of it at once, for so long."""
        self.noted = Noted()
        self._half = seconds / 2
        works = [*([self._read] * _READERS), self._post, self._retract, self._witness, self._load, self._watch]
        if self._kill_every:
            works.append(self._kill)
        threads = [
            threading.Thread(target=self._kept, args=(work, number), daemon=True) for number, work in enumerate(works)
        ]
        for thread in threads:
            thread.start()
        time.sleep(seconds)
        self._over.set()
        for thread, work in zip(threads, works, strict=True):
            thread.join(_PATIENCE)
            if thread.is_alive():
                self.noted.fault(f"{work.__name__} never ended")

    def _kept(self, work: Callable[[random.Random], None], number: int) -> None:
        chance = random.Random(number)  # noqa: S311 - the same load on each run
        while not self._over.is_set():
            try:
                work(chance)
            except Exception as error:
                self.noted.fault(f"{work.__name__}: {type(error).__name__} {error}")
                self._over.wait(1)

    def _ask(self, kind: str, method: str, path: str, body: Any = None) -> Any:
        """The answer as JSON (or None for a page); asked again where the database was killed, until it is there."""
        while True:
            began = self.noted.now
            try:
                answer = requests.request(
                    method, self._world.api + path, json=body, headers=self._headers, timeout=_PATIENCE
                )
            except requests.exceptions.ChunkedEncodingError:
                self.noted.cut(kind, began, self.noted.now)
                return None
            text = "" if answer.status_code == 200 else f"{method} {path} {answer.text}"
            self.noted.answered(kind, answer.status_code, began, self.noted.now, text)
            if answer.status_code != 503:
                is_json = answer.status_code == 200 and "json" in answer.headers["Content-Type"]
                return answer.json() if is_json else None
            if self._over.wait(min(int(answer.headers["Retry-After"]), 5)):
                return None

    def _read(self, chance: random.Random) -> None:
        kind = chance.choice(list(_READS))
        self._ask(kind, *_READS[kind](chance))
        self._over.wait(0.05)

    def _post(self, chance: random.Random) -> None:
        made = list(records(20, 1_000 + chance.randrange(_POSTS), _APART))
        told = self._ask("post", "POST", "/facts", made)
        if told is not None and told["loaded"] + told["unchanged"] != len(made):
            self.noted.fault(f"of {len(made)} records posted: {told}")
        self._over.wait(0.5)

    def _retract(self, chance: random.Random) -> None:
        page = self._ask("facts", "GET", f"/facts?actor={chance.choice(_NAMES)}&limit=5")
        for fact in page["facts"][:1] if page else ():
            claim = fact["claims"][0]["id"]
            told = self._ask("retract", "POST", "/retractions", {"claim": claim, "reason": "a soak"})
            if told is None:
                continue
            if told["retracted"] + told["already_retracted"] != 1:
                self.noted.fault(f"retraction of {claim}: {told}")
            again = self._ask("fact", "GET", f"/facts/{fact['id']}")
            if again and not any(one["id"] == claim and one["retracted_at"] for one in again["claims"]):
                self.noted.fault(f"{claim} was retracted and isn't: {again}")
        self._over.wait(2)

    def _witness(self, _: random.Random) -> None:
        """Write facts that are known in full, and read what was acknowledged: all of it, each fact with all its claims."""
        number = self._witnessed % _MOST_WITNESSED
        day = f"{2010 + number // 12}-{number % 12 + 1:02}"
        told = self._ask("witnessed", "POST", "/facts", [_words(day, witness) for witness in _WITNESSES])
        self._witnessed += told is not None
        wanted = min(self._witnessed, _MOST_WITNESSED)
        page = self._ask("witnessed facts", "GET", f"/facts?dyad={'-'.join(_WITNESSED)}&limit=1000")
        if page is not None:
            whole = [fact for fact in page["facts"] if len(fact["claims"]) == len(_WITNESSES)]
            # One more may be there than was acknowledged: the one whose answer the run's end cut off.
            if len(whole) != len(page["facts"]) or not wanted <= len(whole) <= wanted + 1:
                self.noted.fault(f"{wanted} facts were acknowledged, {len(page['facts'])} read, {len(whole)} whole")
        self._over.wait(1)

    def _load(self, chance: random.Random) -> None:
        began = self.noted.now
        try:
            with self._world.connect(LOAD_PATIENCE) as store:
                load(store, records(2_000, 10 + chance.randrange(_LOADS), _APART))
        except DatabaseAwayError:
            # One that goes on waits for the database; one that is begun where there is none says so at once.
            if not self.noted.announced(began, began):
                raise
            self._over.wait(1)
            return
        self.noted.answered("load of 2,000", 200, began, self.noted.now)
        self._over.wait(20)

    def _kill(self, _: random.Random) -> None:
        if not self._over.wait(self._kill_every) and self.noted.now < self._half:
            self.noted.kills.append(self.noted.now)
            psutil.Process(self._database()).kill()

    def _database(self) -> int:
        return int((read_json(self._world.server.home.server_state) or {})["pid"])

    def _watch(self, _: random.Random) -> None:
        for name in ("API", "database"):
            try:
                pid = self._world.api_pid if name == "API" else self._database()
                held = psutil.Process(pid).memory_info().rss
            except (psutil.Error, KeyError):
                if not self.noted.announced(self.noted.now, self.noted.now):
                    raise
                continue  # killed, and not started again yet
            self.noted.memory[name].seen.append((self.noted.now, held / _MIB))
        self._over.wait(2)


def _words(day: str, witness: str) -> dict[str, Any]:
    actor, partner = _WITNESSED
    what = {"actor": actor, "relation": "consults", "partner": partner, "since": day, "until": day}
    return what | {"claimant": witness, "said_on": "2024-01-01", "source_title": "A soak"}


def main(
    minutes: Annotated[float, typer.Option(min=0.5, envvar="BILAT_SOAK_MINUTES", help="How long.")] = 30,
    kill_every: Annotated[float, typer.Option(min=0, help="Minutes between two kills of the database; 0: none.")] = 4,
) -> None:
    """Put a mixed load on a Neo4j and an API of its own, and print what came of it."""
    differences: list[Difference] = []
    seconds, on = minutes * 60, machine()
    with world() as found:
        _, key = KeyFile(found.server.home.root).make("soak", ("read", "write"))
        load(found.store, records(3_000, 0, _APART))
        soak = Soak(found, key, kill_every * 60)
        soak.run(seconds)
        found.server.up(progress=False)
        with found.connect(LOAD_PATIENCE) as store:
            seen = verify(store, differences.append)
    sys.stdout.write(f"{minutes:g} minutes on {on}.\n\n{table(soak.noted, seconds)}\n")
    sys.stdout.write(f"`bilat verify`: {seen.facts:,} facts, {seen.claims:,} claims, {len(differences)} differences.\n")
    sys.stdout.writelines(f"memory grew: {name}\n" for name in soak.noted.growing(seconds))
    sys.stdout.writelines(f"fault: {fault}\n" for fault in soak.noted.faults[:20])
    sys.exit(status(soak.noted, seconds, differences))


def status(noted: Noted, seconds: float, differences: Sequence[Difference]) -> int:
    """The verdict: 1 where anything went wrong."""
    return int(bool(differences or noted.growing(seconds) or noted.faults))


if __name__ == "__main__":
    typer.run(main)
