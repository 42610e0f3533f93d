"""`bilat`: the one command, made of the modules in `api/commands/`.

Exit status: 0 done; 1 done, but something was rejected; 2 nothing was done; 3 no database.
"""

from __future__ import annotations

import errno
import os
import sys
from importlib import import_module
from pkgutil import iter_modules
from typing import NoReturn

import typer

import api.commands
from graph.errors import BilatError, UnusableError

NAME = "bilat"
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO}

app = typer.Typer(
    name=NAME,
    help="A knowledge graph of bilateral relations: who gives what to whom, who says so, who doubts it, and since when.",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

for module in sorted(iter_modules(api.commands.__path__), key=lambda found: found.name):
    if not module.name.startswith("_"):
        import_module(f"api.commands.{module.name}").add_to(app)


def main() -> None:
    """Run the command line; every error that Bilat knows, and wrong usage, is one line on stderr."""
    try:
        _run(_texts(sys.argv[1:]) or ["--help"])
    except typer.Exit as done:
        sys.exit(done.exit_code)
    except BilatError as error:
        _fail(error.detail, error.exit_code)
    except typer.TyperException as error:
        context = getattr(error, "ctx", None)
        told = error.format_message().rstrip(".")
        _fail(f"{told}. See '{context.command_path if context else NAME} --help'.", error.exit_code)
    except (KeyboardInterrupt, typer.Abort):
        sys.exit(130)
    except BrokenPipeError:
        # The reader of a pipe went away (| head): nothing is wrong, and Python must not try again when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        if error.errno not in _NO_ROOM:
            raise
        # What is left in the buffer of the output can't be written either, and Python must not try again when it ends.
        if error.filename is None:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        _fail(
            f"{error.filename or 'The output'} can't be written: {error.strerror}. Free some disk, or write elsewhere.",
            2,
        )


def _texts(arguments: list[str]) -> list[str]:
    """The arguments. Raises UnusableError for one that is no text: no name, query or answer could hold it."""
    for given in arguments:
        try:
            given.encode()
        except UnicodeEncodeError:
            shown = given.encode("utf-8", "backslashreplace").decode()
            raise UnusableError(f"The argument '{shown}' is no UTF-8 text.") from None
    return arguments


def _run(arguments: list[str]) -> None:
    """Not `app()`, which has its own words for errors and ends with 1 when a pipe is closed."""
    command = typer.main.get_command(app)
    try:
        with command.make_context(NAME, arguments) as context:
            command.invoke(context)
    finally:
        sys.stdout.flush()


def _fail(told: str, status: int) -> NoReturn:
    sys.stderr.write(f"{NAME}: {' '.join(told.split())}\n")
    sys.exit(status)


if __name__ == "__main__":
    main()
