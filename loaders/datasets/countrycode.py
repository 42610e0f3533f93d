"""countrycode: names and codes of countries, as the R package of that name ships them.

A row is a country with its codes in many schemes, its names in several languages, the expressions that recognise them, or
the years since when it is a country. No row means that the scheme doesn't know it. None is about two states: names and codes
are known to Bilat's own register of countries (docs/countries.md).

>>> from loaders.tables.showing import show
>>> show(DATASET, "iso.name.en,iso.name.fr,iso2c,iso3c,iso3n,country", "Namibia,Namibie (la),NA,NAM,516,Namibia")
without fact: codes of one country, which tell nothing of two
"""

from __future__ import annotations

from loaders.tables.declaration import Citation, Dataset, Download, Table

_AT = "https://github.com/vincentarelbundock/countrycode/raw/main/"

DATASET = Dataset(
    name="countrycode",
    title="countrycode",
    version="1.6.1",
    publisher="Vincent Arel-Bundock",
    licence="GPL-3.0",
    citation=Citation(
        "article",
        ("Arel-Bundock, Vincent", "Enevoldsen, Nils", "Yetman, C. J."),
        "countrycode: An R Package to Convert Country Names and Country Codes",
        2018,
        {"journal": "Journal of Open Source Software", "volume": "3", "number": "28", "pages": "848"},
    ),
    address="https://vincentarelbundock.github.io/countrycode/",
    downloads=(
        Download(f"{_AT}dictionary/codelist_without_cldr.csv"),
        Download(f"{_AT}dictionary/data_iso.csv"),
        Download(f"{_AT}dictionary/data_regex.csv"),
        Download(f"{_AT}data/extra/countryhood.csv"),
    ),
    published_on="2025",
    covers="1816/2025",
    tables=(
        Table(
            columns=("country.name.en", "cowc", "cown", "iso2c", "iso3c", "iso3n", "gwc", "gwn"),
            nothing="codes of one country, which tell nothing of two",
        ),
        Table(
            columns=("iso.name.en", "iso.name.fr", "iso2c", "iso3c", "iso3n"),
            nothing="codes of one country, which tell nothing of two",
        ),
        Table(
            columns=("country.name.de", "country.name.de.regex", "country.name.en", "country.name.en.regex"),
            nothing="names of one country, which tell nothing of two",
        ),
        Table(
            columns=("iso3c", "country", "start_year", "year_end", "start_event", "source"),
            nothing="the years of one country, which tell nothing of two",
        ),
    ),
)
