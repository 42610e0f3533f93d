"""What the Ukraine Support Tracker writes in words: when something was announced, and what an item is."""

from __future__ import annotations

import re
from collections.abc import Mapping

_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{2,4})$")
_MONTH = re.compile(r"(\d{1,2})/(\d{2,4})$")
_NO_DATE = frozenset({"undisclosed", "unspecified", "not specified", "unclear", "not given"})

# The first that is found in an item's sub-type, name or type counts.
_ITEMS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), resource)
    for pattern, resource in (
        (r"counter-unmanned|anti-drone", "weapons"),
        (r"ammunition|artillery round|\bshells?\b", "ammunition"),
        (r"anti-tank missile", "anti_tank_missiles"),
        (r"anti-ship|air-to-surface|AShM|missile$", "missiles"),
        (r"MLRS|multiple rocket", "rocket_launchers"),
        (r"howitzer|mortar", "artillery"),
        (r"MANPADS|anti-aircraft|air.defen[cs]e", "air_defence"),
        (r"main battle tank|\bMBT\b", "tanks"),
        (r"armou?red|\((AUV|APC|IFV|PPV|ARV)\)|infantry fighting", "armoured_vehicles"),
        (r"drone|unmanned aerial|loitering|\bUAV\b", "drones"),
        (r"helicopter", "military_helicopters"),
        (r"combat aircraft", "combat_aircraft"),
        (r"transport aircraft", "military_aircraft"),
        (r"patrol and coastal|mine vessel", "warships"),
        (r"light armaments|light weapons|anti-armor weapon|rifle|grenade launcher|\(SALW\)|\(LAW\)", "small_arms"),
        (r"heavy weapon|portable defence|aviation", "weapons"),
        (r"military equipment", "military"),
    )
)
_UNITS: Mapping[str, str] = {"ton": "tonnes", "tons": "tonnes", "liter": "litres", "liters": "litres"}


def announced(text: str | None, release: str) -> tuple[str | None, str | None]:
    """When something was announced, as EDTF `since` and `until`; what was announced by some day was so by the release's day
    at the latest. Raises ValueError for what is no date.

    >>> announced("2022-03-01 00:00:00", "2022-10-11"), announced("until 3/10/2022", "2022-10-11")
    (('2022-03-01', '2022-03-01'), ('../2022-03-10', '2022-03-10'))
    >>> announced("between 3/4/22 & 3/11/22", "2022-10-11"), announced("unclear, 04/22", "2022-10-11")
    (('../2022-03-11', '2022-03-11'), ('2022-04', '2022-04'))
    >>> announced("since 2/24/2022", "2022-10-11"), announced("unspecified", "2022-10-11")
    (('2022-02-24', None), (None, None))
    """
    if text is None or text.lower() in _NO_DATE:
        return None, None
    if found := re.fullmatch(r"(\d{4}-\d\d-\d\d)( 00:00:00)?", text):
        return found[1], found[1]
    if day := _DAY.search(text):
        told = f"{_year(day[3])}-{int(day[1]):02}-{int(day[2]):02}"
        if text.lower().startswith("since"):
            return told, None
        if text.lower().startswith(("until", "between", "by", "before")):
            latest = min(told, release)
            return f"../{latest}", latest
        return told, told
    if month := _MONTH.search(text):
        told = f"{_year(month[2])}-{int(month[1]):02}"
        return told, told
    raise ValueError(f"is {text!r}, which is no date that this mapping knows")


def _year(text: str) -> str:
    return text if len(text) == 4 else f"20{text}"


def item_resource(kind: str, name: str, *, military: bool) -> str:
    """The resource that an item is, from its sub-type and type and its name.

    >>> item_resource("155mm howitzer Heavy weapon", "M777", military=True)
    'artillery'
    >>> item_resource("Humanitarian", "blanket", military=False)
    'relief_goods'
    """
    if not military or kind.strip() == "Humanitarian":
        return "relief_goods"
    told = (resource for text in (f"{kind} ", name) for pattern, resource in _ITEMS if pattern.search(text))
    named = next(told, "military")
    return next(told, named) if named in {"military", "weapons"} else named


def dotted(text: str | None) -> int | None:
    """A number whose thousands are set off with dots and that has two decimals of nothing, as some cells write it.

    >>> dotted("15.000.00"), dotted("7.725")
    (15000, None)
    """
    found = re.fullmatch(r"(\d{1,3}(?:\.\d{3})+)\.00", text or "")
    return int(found[1].replace(".", "")) if found else None


def unit(name: str) -> tuple[str | None, str]:
    """The unit of an item's number, which its name may begin with, and the item.

    >>> unit("ton of coal"), unit("helmet"), unit("meter of bridges in parts")
    (('tonnes', 'coal'), ('pieces', 'helmet'), (None, 'bridges in parts'))
    """
    found = re.fullmatch(r"(\w+) of (.+)", name)
    if found is None or found[1].lower() not in {*_UNITS, "meter", "meters"}:
        return "pieces", name
    return _UNITS.get(found[1].lower()), found[2]
