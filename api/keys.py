"""Keys of the HTTP interface: who may read and who may write.

A key is shown once, when it is made; what is kept in `keys.json` of BILAT_HOME is its SHA-256 sum. A key is 256 random bits,
so that nobody can try all of them, and a slow hash would only slow down each request. Keys of BILAT_API_KEYS may do both.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Literal, get_args

import orjson
from filelock import FileLock

from graph.dates import now
from graph.errors import SettingError, UnknownNameError, UnusableError
from graph.settings import Settings
from graph.whole import write_whole

Scope = Literal["read", "write"]
SCOPES: tuple[Scope, ...] = get_args(Scope)
_NAME = re.compile(r"[\w .@-]{1,100}")


@dataclass(frozen=True, slots=True)
class Key:
    """A key without its secret: `id` to name it, `scopes` what it may do, `sum` the SHA-256 sum of the secret."""

    id: str
    name: str
    scopes: tuple[Scope, ...]
    sum: str
    made_at: str
    revoked_at: str | None = None

    def shown(self) -> dict[str, object]:
        """The key as it is listed: without the sum, too."""
        return {name: value for name, value in asdict(self).items() if name != "sum"}


class KeyFile:
    """The keys that `bilat keys` made, in a file that only its owner can read."""

    def __init__(self, home: Path) -> None:
        self._path = home / "keys.json"

    def all(self) -> tuple[Key, ...]:
        """All keys, the revoked ones too, in the order in which they were made. Raises SettingError for a damaged file."""
        try:
            found = self._path.stat()
        except FileNotFoundError:
            return ()
        return _read(self._path, found.st_mtime_ns, found.st_size)

    def make(self, name: str, scopes: Iterable[Scope]) -> tuple[Key, str]:
        """A new key, and its secret, which nobody can read again. Raises UnusableError for an unusable name."""
        if not _NAME.fullmatch(name):
            raise UnusableError(
                f"{name!r} can't name a key: use up to 100 letters, digits, blanks and the signs . @ - _"
            )
        chosen = tuple(scope for scope in SCOPES if scope in set(scopes))
        ident = secrets.token_hex(4)
        secret = f"bilat_{ident}_{secrets.token_urlsafe(32)}"
        made = Key(ident, name, chosen, _sum(secret), now())
        with self._locked():
            self._write((*self.all(), made))
        return made, secret

    def revoke(self, ident: str) -> Key:
        """Revoke a key by its id; a second time changes nothing. Raises UnknownNameError."""
        with self._locked():
            known = {key.id: key for key in self.all()}
            if ident not in known:
                raise UnknownNameError(f"There is no key {ident!r}; 'bilat keys list' lists them by their ids.")
            known[ident] = replace(known[ident], revoked_at=known[ident].revoked_at or now())
            self._write(known.values())
        return known[ident]

    def _locked(self) -> FileLock:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        return FileLock(f"{self._path}.lock")

    def _write(self, keys: Iterable[Key]) -> None:
        try:
            told = orjson.dumps([asdict(key) for key in keys], option=orjson.OPT_INDENT_2)
            write_whole(self._path, [told], 0o600)
        except OSError as error:
            raise UnusableError(
                f"{self._path} can't be written: {error.strerror or error}. Nothing was changed."
            ) from None


@lru_cache(maxsize=8)
def _read(path: Path, changed: int, size: int) -> tuple[Key, ...]:  # noqa: ARG001 - a changed file is read anew
    try:
        return tuple(Key(**{**row, "scopes": tuple(row["scopes"])}) for row in orjson.loads(path.read_bytes()))
    except (orjson.JSONDecodeError, TypeError, KeyError) as error:
        raise SettingError(f"{path} is damaged ({error}): restore it, or remove it and make new keys.") from None


def _sum(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def usable_keys(chosen: Settings) -> list[Key]:
    """The keys that open something now: those that were made and not revoked, and those of BILAT_API_KEYS."""
    made = [key for key in KeyFile(chosen.home).all() if key.revoked_at is None]
    given = [
        Key(f"env{place}", f"BILAT_API_KEYS, number {place}", SCOPES, _sum(key.get_secret_value()), "")
        for place, key in enumerate(chosen.bilat_api_keys, start=1)
    ]
    return [*made, *given]


def key_given(authorization: str | None, chosen: Settings) -> Key | None:
    """The key that an Authorization header gives; None where it gives none, or none that is usable."""
    scheme, _, secret = (authorization or "").partition(" ")
    if scheme.lower() != "bearer" or not secret.strip():
        return None
    given = _sum(secret.strip())
    # Every key is compared, each in constant time, so that the time tells nothing.
    found = [key for key in usable_keys(chosen) if secrets.compare_digest(given, key.sum)]
    return found[0] if found else None
