"""Countries: any name or code that people write, and the state that it means on that day (docs/countries.md)."""

from graph.countries.model import Country, Meaning, Period, Piece, Resolution, Succession, SystemNumber
from graph.countries.registry import Countries, countries

__all__ = [
    "Countries",
    "Country",
    "Meaning",
    "Period",
    "Piece",
    "Resolution",
    "Succession",
    "SystemNumber",
    "countries",
]
