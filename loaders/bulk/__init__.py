"""Loading into an empty graph through `neo4j-admin database import` (`bilat load --bulk`).

Rows are checked and resolved as in any load (`loaders/pipeline.py`). Then nothing is read from a graph: statements are
spread over buckets by their fact (lines by `spreading`, columns of plain ones by `tables`), each bucket's facts are added up
(`adding`), what they contribute to edges is spread and added up in turn (`drawing`), and all of it is written as the files
that Neo4j's importer reads (`files`). No step holds more than one bucket in memory. `importing` stops the managed Neo4j, has
it import, and starts it again.
"""
