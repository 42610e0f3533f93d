"""Who acts for a state: ICEWS's sectors, and the words in which it names actors without a name, as PLOVER's sectors.

ICEWS lists every sector that an actor has (a minister: "Executive, Foreign Ministry, Government"); PLOVER gives one. The order
of the tables below decides which: what says that somebody is no official comes before what says that he is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_SECTORS: Sequence[tuple[str, str]] = (
    (r"General Population / Civilian / Social|Refugees / Displaced", "CVL"),
    (r"State Media", "MED"),
    (r"State[- ]Owned .*", "BUS"),
    (r"Intelligence Ministry|Military Intelligence", "SPY"),
    (r"Executive|Executive Office|Cabinet|.* Ministry", "GOV"),
    (r"International Government Organization|.* IGOs", "IGO"),
    (r".*(Dissident|Rebel|Insurgents|Separatists|Extremists|Mobs|Gangs|Organized Violent).*", "OPP"),
    (r"Unidentified Forces", "UAF"),
    (r"Military|Army.*|Navy|Marines|Air Force|Coast Guard", "MIL"),
    (r"Police", "COP"),
    (r"Judicial", "JUD"),
    (r"Legislative / Parliamentary|Lower House|Upper House|Unicameral", "LEG"),
    (r"Government", "GOV"),
    (r"Media|.*News", "MED"),
    (r"Business|.* Business|Multinational Corporation", "BUS"),
    (r"Parties|.*Party.*", "PTY"),
)

_GENERIC: Sequence[tuple[str, str]] = (
    (r"State Media", "MED"),
    (r"Government Coalition|.*\b(Party|Candidate|Opposition|Former|Ex-).*", "PTY"),
    (r".*\b(Intelligence|Secret Agent|Spy)\b(?! Plane).*", "SPY"),
    (r"(High Ranking )?(Military|Army|Naval|Navy|Air Force|Marines?|Coast Guard|Reserve Personnel|Admiral|General)\b.*", "MIL"),
    (r"(Attack Craft|Spy Plane|Fighter Bomber|Warship|Battleship|Submarine|Combat Aircraft|Aircraft Carrier)\b.*", "MIL"),
    (r".*\b(Police|Gendarmerie|Prosecutor's Police)\b.*", "COP"),
    (r".*\b(Court|Judge|Judiciary|Tribunal|Prosecutor)\b.*", "JUD"),
    (r".*\b(Lawmaker|Legislature|Congress|Senate|Senator|Parliament|House of .*|Representatives|Member of Legislative.*|"
     r"Assembl(y|ies)|Upper House|Lower House|Speaker)\b.*", "LEG"),
    (r".*\b(Government|Ministry|Minister|Foreign Affairs|Cabinet|Authorities|Officials?|Envoy|Embassy|Ambassador|"
     r"Diplomat(ic)?|Governor|Mayor|Royal Administration|Undersecretary|Head of State|National Security Advisor|"
     r"Security Council|Director General|Presidential (Aide|Press Service|Family)|President|Representative to .*|"
     r"Secretariat|Attorney General|Central Bank|Customs|Immigration|Administration|Department)\b.*", "GOV"),
)  # fmt: skip

_OTHERS = "CVL"


def role_of_sectors(sectors: Iterable[str]) -> str:
    """The PLOVER sector of an actor of ICEWS.

    >>> role_of_sectors(["Executive", "Foreign Ministry", "Government"]), role_of_sectors(["Dissident", "Criminals / Gangs"])
    ('GOV', 'OPP')
    """
    listed = [sector.strip() for sector in sectors]
    return next((role for form, role in _SECTORS for sector in listed if re.fullmatch(form, sector)), _OTHERS)


def role_of_words(words: str) -> str:
    """The PLOVER sector of an actor that ICEWS names by what he is.

    >>> [role_of_words(who) for who in ("Head of Government", "Military", "Lawmaker", "Citizen", "Party Member")]
    ['GOV', 'MIL', 'LEG', 'CVL', 'PTY']
    """
    return next((role for form, role in _GENERIC if re.fullmatch(form, words)), _OTHERS)
