"""Reference pages of the program: commands, settings, endpoints, errors."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import typer

from api.app import create_app
from api.cli import app as command_line
from api.reference.markdown import code, page, table
from graph.errors import BilatError
from graph.settings import Settings


def commands() -> Iterator[str]:
    """Every command with its help, its example and its options."""
    yield from page("Commands", "`bilat COMMAND --help` tells the same. Exit status: 0 done; 1 done, but something was")
    yield "rejected; 2 nothing was done; 3 no database."
    for name, command in each_command():
        yield from ("", f"## {name}", "", _usage(name, command), "", *_paragraphs(command.help or ""))
        rows = [[_spelling(p), getattr(p, "help", ""), _default(p)] for p in command.params]
        if rows:
            yield from ("", *table(["Argument or option", "Meaning", "Default"], rows))


def each_command(parent: Any = None, prefix: str = "bilat") -> Iterator[tuple[str, Any]]:
    """Every command of `bilat` with its full name, those of groups too."""
    group: Any = parent or typer.main.get_command(command_line)
    for name, command in sorted(group.commands.items()):
        if hasattr(command, "commands"):
            yield from each_command(command, f"{prefix} {name}")
        else:
            yield f"{prefix} {name}", command


def _usage(name: str, command: Any) -> str:
    arguments = [_spelling(p) if p.required else f"[{_spelling(p)}]" for p in command.params if _is_argument(p)]
    return f"`{' '.join([name, *arguments])}`"


def _is_argument(parameter: Any) -> bool:
    return str(parameter.param_type_name) == "argument"


def _spelling(parameter: Any) -> str:
    if _is_argument(parameter):
        return str(parameter.metavar or parameter.name.upper())
    return ", ".join(code(option) for option in parameter.opts)


def _default(parameter: Any) -> str:
    default = getattr(parameter.default, "value", parameter.default)
    return "needed" if parameter.required else "" if default is None or default is False else code(default)


def _paragraphs(text: str) -> Iterator[str]:
    """The paragraphs of a help text; an example stands as code."""
    for number, paragraph in enumerate(text.split("\n\n")):
        told = " ".join(paragraph.split())
        example = told.removeprefix("Example: ")
        if number:
            yield ""
        yield from ["```", example, "```"] if example != told else [told]


def settings() -> Iterator[str]:
    """The table of settings."""
    yield from page(
        "Settings",
        "From the environment, or from `.env` in the working folder. All are declared in `graph/settings.py`.",
    )
    rows = [
        [code(name.upper()), field.description, code(_plain_default(field.default))]
        for name, field in Settings.model_fields.items()
    ]
    yield from ("", *table(["Setting", "Meaning and reason", "Default"], rows))


def _plain_default(value: object) -> object:
    return None if value == () else value


def endpoints() -> Iterator[str]:
    """Every endpoint with its parameters, from the OpenAPI description."""
    yield from page("Endpoints", "The running API tells the same at `/docs`. Errors: [errors](errors.md).")
    for path, methods in openapi()["paths"].items():
        for method, told in methods.items():
            yield from ("", f"## {method.upper()} {path}", "", f"{told['summary']}.", "", told.get("description", ""))
            if kinds := told.get("requestBody", {}).get("content"):
                yield from ("", f"Takes {', '.join(code(kind) for kind in kinds)}.")
            rows = [
                [code(p["name"]), p.get("description"), code(p["schema"].get("default"))]
                for p in told.get("parameters", [])
            ]
            if rows:
                yield from ("", *table(["Parameter", "Meaning", "Default"], rows))


def openapi() -> dict[str, Any]:
    """The OpenAPI description of the API, whatever the environment has set."""
    return create_app(Settings.model_construct()).openapi()


def errors() -> Iterator[str]:
    """The tree of errors with the status that each ends in."""
    yield from page(
        "Errors", "Over HTTP a problem document (RFC 9457) with `title`, `status` and `detail`; in the command"
    )
    yield "line one line on stderr that begins with `bilat:`."
    rows = [
        [code(error.__name__), error.title, error.status, error.exit_code, (error.__doc__ or "").split("\n\n", 1)[0]]
        for error in each_error(BilatError)
    ]
    yield from ("", *table(["Error", "Title", "HTTP", "Exit", "Meaning"], rows))


def each_error(root: type[BilatError]) -> Iterator[type[BilatError]]:
    """An error and all that are kinds of it."""
    yield root
    for kind in sorted(root.__subclasses__(), key=lambda found: (found.status, found.__name__)):
        yield from each_error(kind)
