"""What facts add to their edges, added up: edges between two actors, and between an actor and a resource."""

from __future__ import annotations

from collections.abc import Sequence

from graph.columns import Columns
from graph.edge_columns import Parts, fed_by, pair_sums, resource_sums, together_of
from graph.vocabulary import vocabulary
from loaders.bulk.files import EDGE, Files, rows_of
from loaders.bulk.tables import parts, put_columns
from loaders.bulk.work import Work


def put_parts(work: Work, step: str, writer: str, found: Parts) -> None:
    """Put down what edges are added up of."""
    if found:
        put_columns(work.columns(step), writer, found, found.ids)


def add_edges(work: Work, bucket: str) -> None:
    """Edges between two actors; what they feed of a resource's goes to the next step."""
    writer = f"e{bucket}"
    out = Files(work.files, writer)
    for _, pieces in parts(None, work.columns("edges") / bucket):
        edges = pair_sums(together_of(pieces), vocabulary())
        _write(out, "edges", ("actor", "recipient"), edges)
        put_parts(work, "resources", writer, fed_by(edges))
    out.close()


def add_resources(work: Work, bucket: str) -> None:
    """Edges between an actor and a resource."""
    out = Files(work.files, f"r{bucket}")
    for _, pieces in parts(None, work.columns("resources") / bucket):
        _write(out, "edges_to_resources", ("actor", "resource"), resource_sums(together_of(pieces), vocabulary()))
    out.close()


def _write(out: Files, name: str, ends: Sequence[str], edges: Columns) -> None:
    relations = vocabulary().relations
    types = edges["relation"].map(lambda relation: relations[relation].type)
    told = {column: edges[column] for column in EDGE if column in edges}
    out.add_rows(name, rows_of(name, [edges[end] for end in ends], told, types, edges["id"].rows()))
