"""The settings of the managed Neo4j and of its JVM: each with the reason for it, as it stands in the files.

Both files are written anew at each start. Names and defaults are Neo4j's (Operations Manual 5, "Configuration
settings"); the server checks them strictly, so a wrong name fails at the start.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import psutil

from graph.server.home import MIB, Home, write_text
from graph.server.ports import LOOPBACK
from graph.server.release import Release

Lines = list[tuple[str, str]]

OPENS = {
    name: f"--add-opens=java.base/{name}=ALL-UNNAMED"
    for name in ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")
}
"""The parts of Java that Neo4j and its importer reach into."""


@dataclass(frozen=True)
class Memory:
    """How much memory (MiB) Neo4j may take: the JVM's heap, the page cache, one transaction, all transactions."""

    heap: int
    page_cache: int
    transaction: int
    transactions: int


def memory(total: int) -> Memory:
    """The share of a machine with `total` bytes that suits a laptop on which other things run as well.

    >>> memory(2 * 1024 * MIB)
    Memory(heap=512, page_cache=256, transaction=256, transactions=307)
    >>> memory(64 * 1024 * MIB)
    Memory(heap=2048, page_cache=2048, transaction=1024, transactions=1228)
    """
    mib = total // MIB
    heap = min(max(mib // 4, 512), 2048)
    return Memory(heap, min(max(mib // 8, 128), 2048), heap // 2, heap * 6 // 10)


def machine_memory() -> int:
    """Bytes of memory that this process may count on: the machine's, or its container's where that is less."""
    total = int(psutil.virtual_memory().total)
    for limit in (Path("/sys/fs/cgroup/memory.max"), Path("/sys/fs/cgroup/memory/memory.limit_in_bytes")):
        try:
            total = min(total, int(limit.read_text(encoding="ascii")))
        except (OSError, ValueError):
            # No container, or one without a limit ("max").
            continue
    return total


def _network(bolt: int, http: int) -> Lines:
    return [
        (
            "Only this machine: whoever wants others to reach the graph serves Bilat's API.",
            f"server.default_listen_address={LOOPBACK}",
        ),
        (
            "A number, not a name: `localhost` may mean another address first.",
            f"server.default_advertised_address={LOOPBACK}",
        ),
        (
            "Where drivers connect; the usual port or the next free one.",
            f"server.bolt.listen_address={LOOPBACK}:{bolt}",
        ),
        ("What Neo4j Browser is told to connect to.", f"server.bolt.advertised_address={LOOPBACK}:{bolt}"),
        ("Where Neo4j Browser and the Query API are.", f"server.http.listen_address={LOOPBACK}:{http}"),
        ("The same, as it is told to clients.", f"server.http.advertised_address={LOOPBACK}:{http}"),
        ("Nothing leaves the machine, so nothing has to be encrypted.", "server.https.enabled=false"),
        (
            "Neo4j Browser and the Query API, and nothing older.",
            "server.http_enabled_modules=BROWSER,QUERY_API_ENDPOINTS",
        ),
        (
            "Pages of other sites, open in the same web browser, may not read answers.",
            f"dbms.security.http_access_control_allow_origin=http://{LOOPBACK}:{http}",
        ),
    ]


_CLOSED: Lines = [
    ("No reports to the maker of Neo4j.", "dbms.usage_report.enabled=false"),
    ("Nor from Neo4j Browser.", "client.allow_telemetry=false"),
    ("Nor about drivers.", "server.bolt.telemetry.enabled=false"),
    (
        "A name and a password, also on loopback: other users of the machine are on it too.",
        "dbms.security.auth_enabled=true",
    ),
    (
        "LOAD CSV reads no file of this machine: Bilat's loaders do the loading.",
        "dbms.security.allow_csv_import_from_file_urls=false",
    ),
    (
        "LOAD CSV asks nobody over the network: every address is blocked.",
        "internal.dbms.cypher_ip_blocklist=0.0.0.0/0,::/0",
    ),
    ("No procedure beyond the built-in ones is loaded.", "dbms.security.procedures.allowlist="),
    ("None may reach into the database's insides.", "dbms.security.procedures.unrestricted="),
    (
        "A wrong name in this file stops the start and is not passed over.",
        "server.config.strict_validation.enabled=true",
    ),
]


def _limits(share: Memory) -> Lines:
    return [
        (
            "The part of the files that is kept in memory; taken only as it fills.",
            f"server.memory.pagecache.size={share.page_cache}m",
        ),
        ("One transaction can't take all: half of the heap.", f"db.memory.transaction.max={share.transaction}m"),
        ("Nor can all transactions together.", f"dbms.memory.transaction.total.max={share.transactions}m"),
        ("A query forgotten in Neo4j Browser ends; a load's transactions take seconds.", "db.transaction.timeout=10m"),
        ("A stop waits this long for queries to end.", "db.shutdown_transaction_end_timeout=5s"),
    ]


_FILES: Lines = [
    (
        "A small graph takes a small disk: the default sets 256 MiB aside for each database at once.",
        "db.tx_log.preallocate=false",
    ),
    ("Logs of transactions are closed early, so that they can go early.", "db.tx_log.rotation.size=64m"),
    (
        "They serve recovery; backups are dumps, so none of old is kept for them.",
        "db.tx_log.rotation.retention_policy=256M size",
    ),
    ("Queries may hold what people look for: none is written down.", "db.logs.query.enabled=OFF"),
]


_AT_ONCE = "A stop closes the network at once: by default it waits 10 s for clients that have gone."
_OF_FIVE: Lines = [(_AT_ONCE, "internal.dbms.bolt.netty_server_shutdown_quiet_period=0")]
_OF_YEARS: Lines = [
    (_AT_ONCE, "internal.dbms.bolt.netty_server_shutdown_quiet_period_duration=0s"),
    ("The language of Bilat's queries, and the one that the guard knows.", "db.query.default_language=CYPHER_5"),
    (
        "Nobody looks for other servers in the network, or tells them of this one.",
        "server.fleet_discovery.enabled=false",
    ),
    ("Nothing is told to a cloud.", "dbms.fleet_manager.enabled=false"),
    ("There is no proxy before it whose word on addresses counts.", "server.http.x_forward.enabled=false"),
]


def neo4j_conf(bolt: int, http: int, share: Memory, release: Release) -> str:
    """The text of neo4j.conf for these ports and this share of memory."""
    head = "# Written by Bilat at each start of the managed Neo4j: changes made here are lost.\n"
    lines = [*_network(bolt, http), *_CLOSED, *_limits(share), *_FILES, *(_OF_YEARS if release.by_years else _OF_FIVE)]
    return head + "".join(f"\n# {why}\n{line}\n" for why, line in lines)


def jvm_args(share: Memory) -> str:
    """The text of the JVM's argument file (JDK tool guide, "java command-line argument files")."""
    lines = [
        ("Begins small and gives back: the graph of a laptop is mostly small.", "-Xms256m"),
        ("The most that queries and transactions may take.", f"-Xmx{share.heap}m"),
        (
            "A JVM whose heap ran out is in no state to go on: it ends, and the keeper starts it again.",
            "-XX:+ExitOnOutOfMemoryError",
        ),
        ("Short pauses, as Neo4j recommends.", "-XX:+UseG1GC"),
        ("Errors keep their stack traces.", "-XX:-OmitStackTraceInFastThrow"),
        ("Libraries can't ask for a full collection.", "-XX:+DisableExplicitGC"),
        ("Reading files leaves no large buffers behind in each thread.", "-Djdk.nio.maxCachedBufferSize=1024"),
        ("Netty takes memory outside the heap the fast way.", "-Dio.netty.tryReflectionSetAccessible=true"),
        ("Netty looks for no leaks in every buffer.", "-Dio.netty.leakDetection.level=DISABLED"),
        ("Nobody watches the logging over JMX.", "-Dlog4j2.disable.jmx=true"),
        ("Texts are UTF-8 whatever the machine's language.", "-Dfile.encoding=UTF-8"),
        ("Netty's own libraries may be loaded.", "--enable-native-access=ALL-UNNAMED"),
        *((f"Neo4j reaches into {name}.", opened) for name, opened in OPENS.items()),
    ]
    return "# Written by Bilat at each start.\n" + "".join(f"\n# {why}\n{line}\n" for why, line in lines)


def class_path_args(release: Release) -> str:
    """The argument file of the class path: the locked jars by name, so that a stranger in the folder is never loaded.

    The names are relative: the JVM runs in the folder of the jars, whose path may hold what a class path can't.
    """
    return f'-cp\n"{os.pathsep.join(jar.filename for jar in release.jars)}"\n'


def write(home: Home, bolt: int, http: int, release: Release) -> None:
    """Writes the settings files for these ports and for this machine. Raises ServerError where that fails."""
    share = memory(machine_memory())
    write_text(home.conf / "neo4j.conf", neo4j_conf(bolt, http, share, release))
    write_text(home.conf / "jvm.args", jvm_args(share))
    write_class_path(home, release)


def write_class_path(home: Home, release: Release) -> None:
    """Writes the argument file of the class path, which the tools need as well."""
    write_text(home.conf / "classpath.args", class_path_args(release))


def server_command(home: Home, java: Path, release: Release) -> list[str]:
    """The command that starts the server, to be run in the folder of the jars."""
    return [
        str(java),
        f"@{home.conf / 'classpath.args'}",
        f"@{home.conf / 'jvm.args'}",
        f"-Dbilat.neo4j={release.version}",
        release.main,
        home_mark(home),
        f"--config-dir={home.conf}",
    ]


def home_mark(home: Home) -> str:
    """The argument by which this home's server is known among processes."""
    return f"--home-dir={home.neo4j}"
