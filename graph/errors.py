"""The errors that Bilat tells people about.

Each knows the HTTP status and the command's exit status it ends in (DESIGN sections 5 and 6), so that the API has one
handler and the command line has one. A message says what was asked, what was found and what to do.
"""

from __future__ import annotations

from typing import ClassVar

_LONGEST = 4_000


class BilatError(Exception):
    """Something that the person who asked can understand and mend.

    `status` is the HTTP status, `exit_code` the command's, `title` the short name of the kind of error, and `extra`
    further members of the problem document (RFC 9457), such as `suggestions` or `line` and `column`.
    """

    status: ClassVar[int] = 400
    exit_code: ClassVar[int] = 2
    title: ClassVar[str] = "Bad request"

    def __init__(self, detail: str, **extra: object) -> None:
        # What was asked is told with it, and may be as long as anybody likes.
        self.detail = detail if len(detail) <= _LONGEST else f"{detail[: _LONGEST // 2]} … {detail[-_LONGEST // 2 :]}"
        super().__init__(self.detail)
        self.extra = extra


class UnusableError(BilatError):
    """What was given can't be used as it stands: a wrong value, name, setting or file."""

    status = 422
    title = "Unusable value"


class UnknownNameError(BilatError):
    """A name or id that nothing in the graph or the vocabulary has."""

    status = 404
    title = "Not found"


class SettingError(BilatError):
    """A setting from the environment or `.env` that can't be used."""

    status = 500
    title = "Wrong setting"


class NotAllowedError(BilatError):
    """Writing without a key, or serving where that isn't allowed."""

    status = 401
    title = "Not allowed"


class RefusedError(BilatError):
    """A query that does something else than read."""

    status = 403
    title = "Refused"


class QueryError(BilatError):
    """A query that Neo4j can't run: syntax, a missing parameter, a wrong type, a division by zero."""

    status = 400
    title = "Wrong query"


class TooLargeError(BilatError):
    """A request or an answer over its limit."""

    status = 413
    title = "Too large"


class WrongKindError(BilatError):
    """A body of a kind that isn't taken there, or one that is packed."""

    status = 415
    title = "Wrong kind of body"


class FetchError(BilatError):
    """A file that its publisher doesn't give: out of reach, gone, damaged."""

    status = 502
    title = "Not fetched"


class OlderGraphError(BilatError):
    """A graph that an older Bilat made: it has to be migrated before anything is written to it."""

    status = 503
    title = "Graph of an older Bilat"


class TimeLimitError(BilatError):
    """A query that ran longer than it may."""

    status = 504
    title = "Out of time"


class DatabaseAwayError(BilatError):
    """No database answers, or it ran out of memory; the managed one is started again by its keeper."""

    status = 503
    exit_code = 3
    title = "Database not available"


class DatabaseStoppedError(DatabaseAwayError):
    """A database that could not write, of a full disk most often, and takes nothing more until it is started again."""

    title = "Database stopped"


class DiskFullError(DatabaseAwayError):
    """So little disk is left that nothing is written any more; what is there can be read."""

    title = "Disk full"


class ServerError(BilatError):
    """The managed Neo4j can't be started, stopped or looked at: the message says why and what to do."""

    status = 503
    exit_code = 3
    title = "Managed Neo4j"
