"""A user's own answers: names that no register knows, and the countries that they mean.

A YAML file of `name: id`, which `BILAT_COUNTRIES` names; without that setting `countries.yaml` in BILAT_HOME, where
there is one. Everything is read as text: `NO: NOR` is Norway's, not a truth value's.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import yaml

from graph.countries.registry import Countries, countries
from graph.errors import UnknownNameError, UnusableError
from graph.own_files import UNREADABLE, check_shape, own_text
from graph.settings import Settings, settings

NAME = "countries.yaml"
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def answers_path(chosen: Settings | None = None) -> Path:
    """Where the answers stand, or would stand."""
    chosen = chosen or settings()
    named = chosen.bilat_countries
    return named.absolute() if named is not None else chosen.home / NAME


def answered_countries() -> Countries:
    """The register of this process with the user's answers; read anew when their file has changed.

    Raises UnusableError that names the file and the entry which can't be used.
    """
    path = answers_path()
    try:
        stat = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        if settings().bilat_countries is None:
            return countries()
        raise UnusableError(
            f"BILAT_COUNTRIES names {path}, which isn't there: write your answers to it (name: id), or unset it."
        ) from None
    except OSError as error:
        raise _unreadable(path, str(error.strerror)) from None
    return _register(path, stat.st_mtime_ns, stat.st_size, stat.st_ino)


@lru_cache(maxsize=2)
def _register(path: Path, *_state: int) -> Countries:
    """`_state` is the file's time, size and number: another state is another register."""
    found = read_answers(path)
    return countries().with_answers(found) if found else countries()


def read_answers(path: Path) -> dict[str, str]:
    """The answers of a file, by name. Raises UnusableError that names the file, the line and the entry."""
    try:
        text = own_text(path)
        check_shape(text)
        node = yaml.compose(text, Loader=_LOADER)
    except UnusableError as error:
        raise _unreadable(path, error.detail.removesuffix(".")) from None
    except UNREADABLE as error:
        raise _unreadable(path, f"it is no valid YAML ({' '.join(str(error).split())})") from None
    if node is None:
        return {}
    if not isinstance(node, yaml.MappingNode):
        raise _unreadable(path, "it holds no entries of the form 'name: id'")
    found: dict[str, str] = {}
    for key, value in node.value:
        where = f"The answers in {path}, line {key.start_mark.line + 1}"
        if not isinstance(key, yaml.ScalarNode) or not isinstance(value, yaml.ScalarNode):
            raise UnusableError(f"{where}: an entry is one name and one country's id, as in 'Ruritania: AUT'.")
        name, answer = key.value.strip(), value.value.strip()
        if name in found:
            raise UnusableError(f"{where}: {name!r} is answered twice; leave one of the two out.")
        found[name] = _checked(where, name, answer)
    return found


def _checked(where: str, name: str, answer: str) -> str:
    """The answer, once it is sure that the register takes it."""
    if not answer:
        raise UnusableError(f"{where}: {name!r} has no answer; give a country's id, or take the entry out.")
    try:
        countries().with_answers({name: answer})
    except UnknownNameError as error:
        raise UnusableError(f"{where}: {name!r} is answered with {answer!r}. {error.detail}", **error.extra) from None
    except UnusableError as error:
        raise UnusableError(f"{where}: {error.detail}", **error.extra) from None
    return answer


def _unreadable(path: Path, why: str) -> UnusableError:
    return UnusableError(f"The answers in {path} can't be read: {why}.")
