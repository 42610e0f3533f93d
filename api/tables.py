"""What the client answers: facts and rows that become tables of pandas or polars, or a network.

pandas and polars are asked for when they are needed: `pip install 'bilat[notebooks]'` brings both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import orjson
import pyarrow as pa

from api.exports.facts_csv import COLUMNS, row
from graph.errors import BilatError

if TYPE_CHECKING:
    import networkx as nx
    import polars as pl

_NODE = frozenset({"id", "labels", "properties"})
_RELATIONSHIP = frozenset({"id", "type", "start", "end", "properties"})


class Facts(Sequence[dict[str, Any]]):
    """Facts as the API answers them, in a fixed order."""

    def __init__(self, found: Sequence[dict[str, Any]]) -> None:
        self._found = list(found)

    def __getitem__(self, place: Any) -> Any:
        return Facts(self._found[place]) if isinstance(place, slice) else self._found[place]

    def __len__(self) -> int:
        return len(self._found)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({len(self):,} facts)"

    def to_pandas(self) -> Any:
        """A pandas data frame with one row a fact and the columns of the CSV export."""
        import pandas as pd

        return pd.DataFrame([row(fact) for fact in self], columns=list(COLUMNS))

    def to_polars(self) -> pl.DataFrame:
        """A polars data frame with one row a fact and the columns of the CSV export."""
        import polars as pl

        rows = [row(fact) for fact in self]
        return pl.DataFrame({name: [each[name] for each in rows] for name in COLUMNS}, strict=False)

    def to_networkx(self) -> nx.MultiDiGraph[str]:
        """A network of actors: an edge from actor to recipient for each fact between two, its id as key.

        Edges carry the columns of the CSV export (`key` as `key_`), `valence` and `symmetric`; nodes
        carry `name`. Facts with one side are left out.
        """
        import networkx as nx

        network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        for fact in self:
            if fact["actor"] and fact["recipient"]:
                for side in (fact["actor"], fact["recipient"]):
                    network.add_node(side["id"], name=side["name"])
                told = row(fact) | {"valence": fact["valence"], "symmetric": fact["symmetric"]}
                network.add_edge(fact["actor"]["id"], fact["recipient"]["id"], key=fact["id"], **_named(told))
        return network


class Dyad(Facts):
    """The facts of a dyad, each once; `answer` is the whole answer of `GET /dyads/{a}/{b}`."""

    def __init__(self, answer: Mapping[str, Any]) -> None:
        found = {fact["id"]: fact for side in answer["ledger"].values() for fact in side}
        super().__init__(list(found.values()))
        self.answer = answer

    @property
    def ledger(self) -> Mapping[str, Facts]:
        """What each side does, by its id; a fact that both do together stands under both."""
        return {side: Facts(facts) for side, facts in self.answer["ledger"].items()}


class Answer:
    """The rows of a query, as an Arrow table (`arrow`); `truncated` says why some are missing, None where none are."""

    def __init__(self, stream: bytes) -> None:
        self.truncated: str | None = None
        batches = []
        with pa.ipc.open_stream(stream) as reader:
            for batch, told in reader.iter_batches_with_custom_metadata():
                said = {key.decode(): value.decode() for key, value in dict(told or {}).items()}
                if "error" in said:
                    raise BilatError(f"The answer broke off: {said['error']}")
                self.truncated = said.get("truncated", self.truncated)
                batches.append(batch)
            self.arrow = pa.Table.from_batches(batches, reader.schema)

    @property
    def columns(self) -> list[str]:
        """The names of the columns."""
        return list(self.arrow.column_names)

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The rows as dicts; nodes and relationships are the JSON text that Arrow carries."""
        return list(self.arrow.to_pylist())

    def __len__(self) -> int:
        return int(self.arrow.num_rows)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(self.rows)

    def __repr__(self) -> str:
        return f"Answer({len(self):,} rows: {', '.join(self.columns)})"

    def to_pandas(self) -> Any:
        """A pandas data frame."""
        return self.arrow.to_pandas()

    def to_polars(self) -> pl.DataFrame:
        """A polars data frame."""
        import polars as pl

        made = pl.from_arrow(self.arrow)
        return made if isinstance(made, pl.DataFrame) else made.to_frame()

    def to_networkx(self, start: str | None = None, end: str | None = None) -> nx.MultiDiGraph[Any]:
        """The nodes, relationships and paths of the answer; with `start` and `end` an edge a row between these columns.

        Nodes carry `labels`, relationships `type`, both their properties; an edge of a row carries the other columns.
        Raises BilatError where the answer has nothing to make edges of.
        """
        import networkx as nx

        network: nx.MultiDiGraph[Any] = nx.MultiDiGraph()
        if start is not None and end is not None:
            if not {start, end} <= set(self.columns):
                raise BilatError(f"The answer has no columns {start!r} and {end!r}; it has {', '.join(self.columns)}.")
            for told in self:
                network.add_edge(told.pop(start), told.pop(end), **told)
            return network
        for told in self:
            for value in told.values():
                _add(network, _read(value))
        if not network:
            raise BilatError(
                "The answer holds no nodes or relationships: return some, or name the columns of an edge's two ends, "
                f"to_networkx(start, end), of {', '.join(self.columns)}."
            )
        return network


def _read(value: object) -> object:
    """Arrow carries nodes, relationships, paths and lists of them as JSON."""
    if isinstance(value, str) and value[:2] in {'{"', "[{", "[["}:
        try:
            return orjson.loads(value)
        except orjson.JSONDecodeError:
            return value
    return value


def _add(network: nx.MultiDiGraph[Any], value: object) -> None:
    if isinstance(value, list):
        for each in value:
            _add(network, _read(each))
    elif isinstance(value, dict):
        if value.keys() == _NODE:
            network.add_node(value["id"], labels=value["labels"], **_named(value["properties"]))
        elif value.keys() == _RELATIONSHIP:
            network.add_edge(
                value["start"], value["end"], key=value["id"], type=value["type"], **_named(value["properties"])
            )
        else:
            _add(network, list(value.values()))


def _named(properties: Mapping[str, Any]) -> dict[str, Any]:
    """Properties as attributes; those whose names networkx keeps for itself get a line behind theirs."""
    taken = {"key", "labels", "type", "u_for_edge", "v_for_edge", "node_for_adding", "self"}
    return {f"{name}_" if name in taken else name: value for name, value in properties.items()}
