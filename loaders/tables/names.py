"""Names in a dataset, asked of the register of countries before the pipeline does: some rows mean nobody that it knows."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from graph.countries.answers import answered_countries
from graph.errors import UnusableError


@lru_cache(maxsize=100_000)
def country_id(name: str, on: str | None = None) -> str | None:
    """The id of the country of this name or code (on an ISO day), None where there is none or it isn't clear which.

    >>> country_id("Russian Federation"), country_id("Barack Obama"), country_id("cow:365", "1975-01-01")
    ('RUS', None, 'SUN')
    """
    try:
        return answered_countries().resolve(name, dt.date.fromisoformat(on) if on else None).country.id
    except UnusableError:
        return None


def same_country(one: str, other: str) -> bool:
    """Whether two names are of one country.

    >>> same_country("Russia", "Russian Federation"), same_country("Tata Motors", "India")
    (True, False)
    """
    return one == other or (country_id(one) is not None and country_id(one) == country_id(other))
