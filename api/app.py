"""The HTTP API: an app made of the modules in `api/routes/`, each with a `router` of its own."""

from __future__ import annotations

import gc
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from importlib import import_module, metadata
from pkgutil import iter_modules

from fastapi import Depends, FastAPI
from fastapi.concurrency import run_in_threadpool
from fastapi_offline import FastAPIOffline

import api.routes
from api.answers import JSONAnswer
from api.dependencies import opened_store
from api.logs import configure
from api.middleware import add_middleware
from api.openapi import PROBLEMS, describe
from api.overviews import Overviews
from api.parameters import only_known
from api.problems import handle_errors
from api.steady import Commits
from graph.errors import BilatError
from graph.settings import Settings
from graph.settings import settings as read_settings

_ABOUT = """Who gives what to whom, who says so, who doubts it, and since when.

Every answer can be asked `as_of` a day of the world, as it was `known_at` a day, and as this graph held it
(`recorded_by`). Errors are `application/problem+json`."""


def create_app(chosen: Settings | None = None) -> FastAPI:
    """The app, with its own store for the database that the settings name; opened at the first question."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        settling = threading.Thread(target=_settle, args=(app,), daemon=True)
        settling.start()
        yield
        # In a thread: what uvicorn gives up while it works still has to leave, and that is done in this loop.
        await run_in_threadpool(_stop, app, settling)

    app = FastAPIOffline(
        redoc_url=None,
        title="Bilat",
        version=metadata.version("bilat"),
        description=_ABOUT,
        lifespan=lifespan,
        default_response_class=JSONAnswer,
        responses=PROBLEMS,
        dependencies=[Depends(only_known)],
        # The names of functions in a generated client.
        generate_unique_id_function=lambda route: route.name,
        separate_input_output_schemas=False,
    )
    app.state.settings = chosen or read_settings()
    app.state.store = None
    app.state.stopping = False
    app.state.asker = None
    app.state.overviews = Overviews()
    app.state.commits = Commits()
    app.state.counts_first = False
    app.state.opening = threading.Lock()
    handle_errors(app)
    add_middleware(app, app.state.settings)
    for module in sorted(iter_modules(api.routes.__path__), key=lambda found: found.name):
        app.include_router(import_module(f"api.routes.{module.name}").router)
    describe(app)
    return app


def served_app() -> FastAPI:
    """The app as `bilat serve` runs it, in each of its processes: with logs, and counting for `/` from the start."""
    configure(read_settings())
    app = create_app()
    app.state.counts_first = True
    return app


def _stop(app: FastAPI, settling: threading.Thread) -> None:
    """Close the store, which ends what is still read and waits for it; then wait for the threads that may have read."""
    with app.state.opening:
        app.state.stopping = True
    if app.state.store is not None:
        app.state.store.close()
    settling.join()
    app.state.overviews.close()
    if app.state.asker is not None:
        app.state.asker.close()


def _settle(app: FastAPI) -> None:
    """What is done beside the first requests, once in a process."""
    # pyvis brings IPython, which takes seconds to import: the first picture shouldn't wait for it.
    import_module("pyvis.network")
    # The garbage collector would go through all that was imported again and again while rows are made, which are many
    # objects at once: half of the time of a large answer.
    if not gc.get_freeze_count():
        gc.set_threshold(50_000, 20, 20)
        gc.freeze()
    if app.state.counts_first:
        with suppress(BilatError):  # whoever asks is told
            app.state.overviews.of(opened_store(app.state))
