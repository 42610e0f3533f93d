"""What people write, case by case (`cases.yaml`): no wrong answer, and every refusal with its reason and suggestions."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from graph.countries import countries
from graph.errors import UnusableError

GROUPS: dict[str, dict[str, str]] = yaml.load(
    Path(__file__).with_name("cases.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader
)
CASES = [(f"{group}: {case!r}", case, answer) for group, cases in GROUPS.items() for case, answer in cases.items()]


def _asked(case: str) -> tuple[str, date | tuple[date, date] | None]:
    text, at, when = case.rpartition(" @ ")
    if not at:
        return case, None
    if len(when) == 4:
        return text, (date(int(when), 1, 1), date(int(when), 12, 31))
    return text, date.fromisoformat(when)


def _answered(text: str, on: date | tuple[date, date] | None, wanted: list[str]) -> str:
    """The id, or the reason with those of the wanted suggestions that were given."""
    try:
        return countries().resolve(text, on).id
    except UnusableError as error:
        suggestions = error.extra["suggestions"]
        assert isinstance(suggestions, list)
        given = {suggestion["id"] for suggestion in suggestions}
        return " ".join([str(error.extra["reason"]), *(code for code in wanted if code in given)])


@pytest.mark.parametrize(("case", "answer"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_case(case: str, answer: str) -> None:
    text, on = _asked(case)
    assert _answered(text, on, answer.split()[1:]) == answer


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 300
