"""Logs: a line of text for people, a JSON object a line for programs; no header, key or query is ever in one."""

from __future__ import annotations

import logging
import sys
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

import orjson

from graph.settings import Settings

request_id: ContextVar[str | None] = ContextVar("request_id", default=None)


class JsonLines(logging.Formatter):
    """One JSON object a line: time, level, logger, message, the request's id, and what the line tells besides."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        told: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            "request_id": request_id.get(),
            **getattr(record, "told", {}),
        }
        if record.exc_info:
            told["exception"] = self.formatException(record.exc_info)
        return orjson.dumps({name: value for name, value in told.items() if value is not None}, default=str).decode()


class TextLines(logging.Formatter):
    """The same for people: time, level, message, and what it tells as `name=value`."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        told = {"request": request_id.get(), **getattr(record, "told", {})}
        more = " ".join(f"{name}={value}" for name, value in told.items() if value is not None)
        when = datetime.fromtimestamp(record.created, UTC).strftime("%H:%M:%S")
        text = f"{when} {record.levelname.lower():<7} {record.getMessage()}{f'  {more}' if more else ''}"
        return f"{text}\n{self.formatException(record.exc_info)}" if record.exc_info else text


def configure(chosen: Settings, out: TextIO | None = None) -> None:
    """Write logs of this process to `out` (stderr), as BILAT_LOG says, and the audit's also to `audit.jsonl` of BILAT_HOME."""
    out = out or sys.stderr
    as_json = chosen.bilat_log == "json" or (chosen.bilat_log == "auto" and not out.isatty())
    shown = logging.StreamHandler(out)
    shown.setFormatter(JsonLines() if as_json else TextLines())
    root = logging.getLogger()
    root.handlers[:] = [shown]
    root.setLevel(logging.INFO)
    chosen.home.mkdir(parents=True, exist_ok=True)
    kept = logging.FileHandler(_owners_alone(chosen.home / "audit.jsonl"), encoding="utf-8")
    kept.setFormatter(JsonLines())
    logging.getLogger("bilat.audit").handlers[:] = [kept]


def _owners_alone(path: Path) -> Path:
    path.touch(mode=0o600)
    return path
