"""Values of an answer as people read them."""

from __future__ import annotations


def cell(value: object) -> str:
    """A value of an answer as people read it.

    >>> cell(None), cell(True), cell(["a", "b"]), cell(1234.5)
    ('', 'yes', 'a; b', '1,234.5')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return f"{value:,}"
    if isinstance(value, list):
        return "; ".join(cell(one) for one in value)
    if isinstance(value, dict):
        return ", ".join(f"{name} {cell(one)}" for name, one in value.items())
    return str(value)
