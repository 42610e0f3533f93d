"""The licences of everything that runs beside Bilat, from the artifacts themselves: jars of Neo4j, wheels of Python.

`python -m api.licences` writes them into docs/licences.md, below what is written there by hand.
"""
