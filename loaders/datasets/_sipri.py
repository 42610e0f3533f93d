"""What SIPRI's tables of arms transfers share: parties, and which resource a description of a weapon is."""

from __future__ import annotations

import re
from collections.abc import Mapping

from graph.countries import countries
from graph.errors import UnusableError
from graph.record import NoFactError
from loaders.tables.declaration import Fields
from loaders.tables.parties import single_state

PUBLISHER = "Stockholm International Peace Research Institute"
TERMS = "Free for non-commercial use, with attribution (SIPRI terms)"

_NOBODY = re.compile(r"(?i)unknown (supplier|recipient)\(?s?\)?")
# Regions that SIPRI lists without its mark of non-states.
_NO_STATES: Mapping[str, str] = {
    "Katanga": "a breakaway part of a state", "Biafra": "a breakaway part of a state", "Libya GNC": "one side of a civil war",
}  # fmt: skip

# The first that is found in a description counts; what none finds is a weapon of another kind.
_WEAPONS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), resource)
    for pattern, resource in (
        (r"\b(engine|turbofan|turbojet|turboprop|turboshaft|gas turbine|diesel)\b", "military_engines"),
        (
            r"(?<!anti-)\b(radar|sonar|EO system|air search system|sensor|ESM|reconnaissance system|sigint system)\b",
            "military_sensors",
        ),
        (r"\bsatellite\b", "military_satellites"),
        (r"\b(turret|chassis|air refuel system)\b", "other_arms"),
        (r"\b(armed UAV|UAV|loitering munition|UCAV)\b", "drones"),
        (r"\b(naval SAM system|naval gun|naval MRL|CIWS)\b", "naval_weapons"),
        (r"\b(naval mine|depth charge|ASW mortar|ASW torpedo|ASW rocket|torpedo)\b", "anti_submarine_weapons"),
        (r"\banti-tank missile\b", "anti_tank_missiles"),
        (r"\bland-attack missile\b", "cruise_missiles"),
        (r"\bguided shell\b", "ammunition"),
        (r"\b(SAM system|ABM system|AD system|ABM/SAM system|mobile SAM|SAM launcher|AA gun)\b", "air_defence"),
        (
            r"missile|SAM\b|\bASM\b|\bSSM\b|AAM\b|\bABM\b|guided bomb|guided glide bomb|guided rocket|\bARM\b",
            "missiles",
        ),
        (r"\bcoastal defence system\b", "missiles"),
        (r"\b(MRL|rocket launcher)\b", "rocket_launchers"),
        (r"\b(gun|mortar|howitzer|artillery)\b", "artillery"),
        (r"\btank destroyer\b", "armoured_vehicles"),
        (r"\btank\b", "tanks"),
        (
            r"\b(APC|APV|IFV|ARV|AEV|ALV|AFSV|reconnaissance AV|armoured (car|bridgelayer|vehicle)|ABL|OPV/APC)\b",
            "armoured_vehicles",
        ),
        (r"\bhelicopter\b", "military_helicopters"),
        (r"\b(fighter|FGA|bomber|ground attack|combat) ?(/\w+ )?aircraft\b", "combat_aircraft"),
        (r"\baircraft carrier\b", "warships"),
        (r"\b(aircraft|airship|glider)\b|\btanker/transport\b", "military_aircraft"),
        (r"\b(submarine|SSB|SSN|SSBN)\b", "submarines"),
        (
            r"\b(ship|frigate|corvette|destroyer|cruiser|FAC|patrol craft|OPV|gunboat|mine(sweeper|hunter|layer)|"
            r"landing craft|tanker|tug|MCM|hovercraft|craft|boat)\b",
            "warships",
        ),
    )
)


def identity(supplier: str, recipient: str, designation: str, year: int | None) -> str:
    """What a deal goes by in every release: who, what, when. Names that SIPRI changed (Turkey) don't change it, and what
    Russia delivered of an order to the Soviet Union is no part of the Soviet Union's deal.

    >>> identity("Soviet Union", "Turkiye", "T-54", 1957)
    'sipri:SUN-TUR:T-54:1957'
    """
    sides = "-".join(_country(side) for side in (supplier, recipient))
    return f"sipri:{sides}:{designation}:{year or 'undated'}"


def _country(side: str) -> str:
    try:
        return countries().resolve(f"sipri:{side}").country.id
    except UnusableError:
        return "?" if _NOBODY.fullmatch(side) else side


def weapon(description: str) -> str:
    """The resource that a weapon of SIPRI's description is.

    >>> [weapon(each) for each in ("anti-ship/land-attack missile", "FGA aircraft", "self-propelled AA gun", "new thing")]
    ['cruise_missiles', 'combat_aircraft', 'air_defence', 'other_arms']
    """
    return next((resource for pattern, resource in _WEAPONS if pattern.search(description)), "other_arms")


def parties(supplier: str, recipient: str) -> Fields:
    """Who supplies whom; where one of them is unknown, the other supplies or receives from nobody named.

    Raises NoFactError where one is no state, or both are unknown.
    """
    named = [side for side in (supplier, recipient) if not _NOBODY.fullmatch(side)]
    for side in named:
        if side in _NO_STATES:
            raise NoFactError(f"no state: {_NO_STATES[side]}")
        single_state(f"sipri:{side}")
    if not named:
        raise NoFactError("neither supplier nor recipient is known")
    if len(named) == 2:
        return {"actor": f"sipri:{supplier}", "relation": "supplies", "partner": f"sipri:{recipient}"}
    return {"actor": f"sipri:{named[0]}", "relation": "supplies" if named[0] == supplier else "receives"}
