"""Datasets as their publishers ship them: tables whose rows a small mapping turns into fact records.

`declaration.py` says what a dataset is, `layouts.py` how its files are written, `row.py` what a mapping may ask of a
row, `reading.py` how rows become records, `registry.py` which datasets there are and which one a file is.
"""
