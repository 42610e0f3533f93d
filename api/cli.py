"""`bilat`: the one command, made of the modules in `api/commands/`.

Exit status: 0 done; 1 done, but something was rejected; 2 nothing was done; 3 no database.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pkgutil import iter_modules

import typer

import api.commands
from graph.errors import BilatError

app = typer.Typer(
    name="bilat",
    help="A knowledge graph of bilateral relations: who gives what to whom, who says so, who doubts it, and since when.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

for module in sorted(iter_modules(api.commands.__path__), key=lambda found: found.name):
    if not module.name.startswith("_"):
        import_module(f"api.commands.{module.name}").add_to(app)


def main() -> None:
    """Run the command line; every error that Bilat knows is one line on stderr."""
    try:
        app()
    except BilatError as error:
        sys.stderr.write(f"bilat: {' '.join(error.detail.split())}\n")
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        # The reader of a pipe went away (| head): nothing is wrong.
        sys.stderr.close()
        sys.exit(0)


if __name__ == "__main__":
    main()
