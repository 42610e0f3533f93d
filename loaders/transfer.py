"""One file over HTTP: whole, or the rest of it where an earlier transfer broke off (RFC 9110, sections 13 and 14)."""

from __future__ import annotations

import hashlib
from email.message import Message
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

import requests

from graph.errors import FetchError
from loaders.progress import Advance

_CHUNK = 1 << 16
# Seconds to connect, and between two pieces of an answer.
_PATIENCE = (10, 60)


def bring(url: str, target: Path, advance: Advance) -> tuple[Path, Path]:
    """Get a file into the folder `target`; answers where it is (`….part`) and what it is to be called once it is checked.

    Raises FetchError, naming the address and what is kept for the next try.
    """
    # Two addresses may end alike: parts must not be mistaken for each other.
    part = target / f"{hashlib.sha256(url.encode()).hexdigest()[:16]}.part"
    try:
        told = _resume(url, part, advance)
    except requests.RequestException as error:
        kept = f" {part.stat().st_size:,} bytes are kept; the next fetch goes on there." if _goes_on(part) else ""
        raise FetchError(
            f"{url} can't be fetched ({_why(error)}).{kept} Try again, or bring the file by hand and load it by its path."
        ) from None
    _validator(part).unlink(missing_ok=True)
    return part, target / (_name(told) or _name(urlsplit(url).path) or "data")


def _resume(url: str, part: Path, advance: Advance) -> str:
    """Get the rest of a file, or all of it where there is no part or the publisher's file has changed since.

    Answers what the publisher calls the file, or "".
    """
    headers = {"Accept-Encoding": "identity", "User-Agent": "bilat"}
    begun = part.stat().st_size if _goes_on(part) else 0
    if begun:
        headers |= {"Range": f"bytes={begun}-", "If-Range": _validator(part).read_text(encoding="utf-8")}
    with requests.get(url, headers=headers, stream=True, timeout=_PATIENCE) as answer:
        found = answer.headers.get("Content-Range", "")
        if answer.status_code == requests.codes.requested_range_not_satisfiable and found == f"bytes */{begun}":
            return ""  # the part is the whole file already
        goes_on = answer.status_code == requests.codes.partial_content and found.startswith(f"bytes {begun}-")
        if begun and not goes_on and answer.status_code != requests.codes.ok:
            part.unlink()
            if answer.status_code in {requests.codes.partial_content, requests.codes.requested_range_not_satisfiable}:
                return _resume(url, part, advance)  # another range than the one asked for: from the beginning
        answer.raise_for_status()
        _write(answer, part, "ab" if goes_on else "wb", advance)
        length = answer.headers.get("Content-Length")
        if length is not None and part.stat().st_size < (begun if goes_on else 0) + int(length):
            raise requests.ConnectionError("the answer ended early")
        return _disposition(answer.headers.get("Content-Disposition", ""))


def _write(answer: requests.Response, part: Path, mode: str, advance: Advance) -> None:
    # A weak validator doesn't say that the bytes are the same (RFC 9110, section 13.1.5).
    known = answer.headers.get("ETag", "W/")
    known = answer.headers.get("Last-Modified", "") if known.startswith("W/") else known
    if known:
        _validator(part).write_text(known, encoding="utf-8")
    else:
        _validator(part).unlink(missing_ok=True)
    with part.open(mode) as file:
        for piece in answer.iter_content(_CHUNK):
            file.write(piece)
            advance(len(piece))


def _goes_on(part: Path) -> bool:
    return part.exists() and part.stat().st_size > 0 and _validator(part).exists()


def _validator(part: Path) -> Path:
    return part.with_suffix(".validator")


def _disposition(header: str) -> str:
    message = Message()
    message["Content-Disposition"] = header
    return message.get_filename() or ""


def _name(path: str) -> str:
    """The last part of a path or of a name that a stranger chose; it can't lead out of the folder."""
    name = PurePosixPath(unquote(path).replace("\\", "/")).name
    return "" if name in {"", ".", ".."} else name


def _why(error: requests.RequestException) -> str:
    if error.response is not None:
        return f"{error.response.status_code} {error.response.reason}"
    if isinstance(error, requests.Timeout):
        return "no answer in time"
    if "ended early" in str(error) or isinstance(error, requests.exceptions.ChunkedEncodingError):
        return "the answer ended early"
    return "no connection" if isinstance(error, requests.ConnectionError) else type(error).__name__
