"""NGEC: the lists of countries that the coder of POLECAT's events uses.

A row of `cow2iso.txt` is a Correlates of War number and the ISO 3166 code that it had in some years (an empty end: until
now); a row of `countries.csv` is a country with the words for its people. No row means that the coder doesn't know it. None
is about two states: Bilat's own register of countries dates the same numbers (docs/countries.md).

>>> from loaders.tables.showing import show
>>> show(DATASET, "CCA2,Name,CCA3,Nationality", 'AL,Albania,ALB,"Albanian, Albanians"')
without fact: names of one country, which tell nothing of two
"""

from __future__ import annotations

from loaders.tables.declaration import Citation, Dataset, Download, Table

_AT = "https://github.com/ahalterman/NGEC/raw/main/NGEC/assets/"

DATASET = Dataset(
    name="ngec_countries",
    title="NGEC: country lists",
    version="2023",
    publisher="Andrew Halterman",
    licence="Not stated",
    citation=Citation(
        "misc",
        ("Halterman, Andrew", "Schrodt, Philip A.", "Beger, Andreas", "Bagozzi, Benjamin E.", "Scarborough, Grace I."),
        "Creating Custom Event Data Without Dictionaries: A Bag-of-Tricks",
        2023,
        {"howpublished": "arXiv:2304.01331"},
    ),
    address="https://github.com/ahalterman/NGEC",
    downloads=(Download(f"{_AT}cow2iso.txt"), Download(f"{_AT}countries.csv")),
    published_on="2023",
    covers="1816/2023",
    tables=(
        Table(
            columns=("cow_id", "cow3", "iso_id", "iso2", "iso3", "valid_from", "valid_until"),
            nothing="codes of one country, which tell nothing of two",
        ),
        Table(
            columns=("CCA2", "Name", "CCA3", "Nationality"),
            nothing="names of one country, which tell nothing of two",
        ),
    ),
)
