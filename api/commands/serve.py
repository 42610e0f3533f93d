"""`bilat serve` and `bilat demo`: the API and its pages."""

from __future__ import annotations

import errno
import os
import signal
import socket
import sys
import threading
import webbrowser
from collections.abc import Callable
from importlib.resources import as_file, files
from tempfile import TemporaryDirectory
from typing import Annotated, NoReturn

import typer

from api.commands._shared import bring_up_to_date, database_status, managed, say, store
from graph.errors import UnusableError
from graph.schema import prepare
from graph.settings import settings
from loaders.pipeline import load_files

_ENDINGS = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))
# A taken port is common (another demo, another tool); so many after it are tried when nobody asked for a certain one.
_PORTS_TRIED = 20
# What runs when a server is stopped may finish: a query's own limit and a little more.
_FINISH_SECONDS = 35


def serve(
    host: Annotated[str, typer.Option(help="The address to serve on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port to serve on.")] = 8000,
    workers: Annotated[int, typer.Option(min=1, help="Processes that answer.")] = 1,
) -> None:
    """Serve the HTTP API and the pages.

    Example: bilat serve --port 8000
    """
    import uvicorn

    from api.addresses import is_loopback
    from api.keys import usable_keys
    from api.logs import configure
    from api.protocol import BoundedProtocol

    if not is_loopback(host) and not usable_keys(settings()):
        raise UnusableError(
            f"{host} is not this machine alone: make a key with 'bilat keys make NAME', or set BILAT_API_KEYS, before "
            "serving there."
        )
    _check_port(host, port)
    configure(settings())
    with TemporaryDirectory(prefix="bilat-metrics-") as counted:
        if workers > 1:
            # Each worker counts into files here, so that any of them can tell the numbers of all.
            os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", counted)
        uvicorn.run(
            "api.app:served_app",
            factory=True,
            host=host,
            port=port,
            http=BoundedProtocol,
            workers=workers,
            log_config=None,
            access_log=False,
            timeout_graceful_shutdown=_FINISH_SECONDS,
            # A worker that is only just starting on a busy machine is not a dead one.
            timeout_worker_healthcheck=60,
        )


def demo(
    port: Annotated[
        int | None, typer.Option(min=1, max=65535, help="The port to serve on; 8000, or the next free.")
    ] = None,
    no_open: Annotated[bool, typer.Option("--no-open", help="Don't open a browser.")] = False,
) -> None:
    """Start Neo4j, load the sample, serve the API and the pages. Ctrl-C stops what it started.

    Example: bilat demo --no-open
    """
    chosen = _free_port(port)
    started = settings().neo4j_uri is None and not managed().status().running
    # To be ended by another program (timeout, a closed terminal) is to be stopped as well, or Neo4j would stay.
    for number in _ENDINGS:
        signal.signal(number, _interrupt)
    try:
        if started:
            managed().up()
        _load_sample()
        from api.app import create_app

        _run(create_app(), chosen, lambda: _ready(chosen, to_open=not no_open))
    except KeyboardInterrupt:
        pass
    finally:
        for number in (signal.SIGINT, *_ENDINGS):
            signal.signal(number, signal.SIG_IGN)
        if started:
            sys.stderr.write("Stopping Neo4j…\n")
            managed().down()
    say("Stopped.")


def _interrupt(*_: object) -> NoReturn:
    raise KeyboardInterrupt


def _load_sample() -> None:
    with store() as opened:
        opened.verify()
    bring_up_to_date()
    with store() as opened:
        prepare(opened)
        with as_file(files("loaders") / "sample" / "sample.jsonl") as sample:
            rejects = settings().home / "rejects" / "sample.rejects.jsonl"
            load_files(opened, [sample], rejects=rejects)


def _run(app: object, port: int, ready: Callable[[], object]) -> None:
    """Serve until a signal comes; `ready` is called once the port answers."""
    import uvicorn

    from api.protocol import BoundedProtocol

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            if self.started:
                ready()

    config = uvicorn.Config(app, host="127.0.0.1", port=port, http=BoundedProtocol, log_level="warning")  # type: ignore[arg-type]
    Server(config).run()


def _ready(port: int, *, to_open: bool) -> None:
    _tell_addresses(port)
    # Without a display there is nobody to open a browser for; a browser may take its time, and the server has none.
    if to_open and sys.stdout.isatty() and (sys.platform in {"darwin", "win32"} or os.environ.get("DISPLAY")):
        threading.Thread(target=webbrowser.open, args=[f"http://127.0.0.1:{port}/"], daemon=True).start()


def _tell_addresses(port: int) -> None:
    found = database_status()
    base = f"http://127.0.0.1:{port}"
    rows = [
        ("Pages", f"{base}/"),
        ("North Korea and Russia", f"{base}/views/dyad/PRK/RUS"),
        ("API documentation", f"{base}/docs"),
    ]
    if found.http_uri:
        rows.append(("Neo4j Browser", f"{found.http_uri.rstrip('/')}/browser/"))
    rows.append(("Bolt", f"{found.bolt_uri} (user {found.username})"))
    if found.password_file:
        rows.append(("Password", f"in {found.password_file}"))
    say("Bilat is ready.")
    for name, address in rows:
        say(f"  {name:<24}{address}")
    say("Ctrl-C stops what this command started.")
    sys.stdout.flush()


def _free_port(asked: int | None) -> int:
    if asked is not None:
        _check_port("127.0.0.1", asked)
        return asked
    for port in range(8000, 8000 + _PORTS_TRIED):
        if _is_free("127.0.0.1", port):
            return port
    raise UnusableError(f"The ports 8000 to {8000 + _PORTS_TRIED - 1} are all taken: name a free one with --port.")


def _check_port(host: str, port: int) -> None:
    if not _is_free(host, port):
        raise UnusableError(f"Port {port} of {host} is taken by another program: name another with --port.")


def _is_free(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno in {errno.EADDRINUSE, errno.EACCES}:
                return False
            raise UnusableError(f"{host}:{port} can't be served on: {error.strerror}.") from None
    return True


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command()(demo)
    app.command()(serve)
