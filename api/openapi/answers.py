"""Models of all other answers."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from api.openapi.facts import Document, Named


class CountryInList(BaseModel):
    """A country and how many facts it is in."""

    id: str
    name: str
    flag: str | None
    kind: Literal["country", "territory", "former"]
    facts: int


class Countries(BaseModel):
    """Countries, best match or most facts first."""

    countries: list[CountryInList]


class Succession(BaseModel):
    """A state that this one continues, and since when."""

    id: str
    on: str


class Country(BaseModel):
    """A country with its codes and times as a state (`cow` and `gw` as "number abbreviation days")."""

    model_config = ConfigDict(extra="allow")

    id: str
    name: str
    flag: str | None
    kind: Literal["country", "territory", "former"]
    succeeds: list[Succession]
    partners: int


class Partner(BaseModel):
    """The other side of a country's facts."""

    id: str
    name: str
    flag: str | None
    facts: int
    disputed: int
    done: int
    received: int


class CountryBrief(BaseModel):
    """A country in short."""

    id: str
    name: str
    flag: str | None
    kind: str


class Partners(BaseModel):
    """A country's partners, most facts first."""

    country: CountryBrief
    partners: list[Partner]


class DyadInList(BaseModel):
    """A pair and how much is told of it."""

    dyad: str
    facts: int
    claims: int
    disputed: int
    parties: list[Named]


class Dyads(BaseModel):
    """The pairs with most facts."""

    dyads: list[DyadInList]


class SourceInList(Document):
    """A source and how many facts it reports."""

    facts: int


class Sources(BaseModel):
    """A page of sources; `next` is the address of the next one, or null."""

    sources: list[SourceInList]
    next: str | None


class Source(SourceInList):
    """A source, who speaks in it, and how many of its claims are retracted."""

    claims: int
    retracted: int
    claimants: list[Named]


class Write(BaseModel):
    """An entry of the journal: who wrote when and what, how much, and the hashes that chain it to the one before."""

    id: str
    number: int
    at: str
    by: str
    kind: Literal["load", "retraction", "adoption", "schema", "rebuild"]
    what: str | None
    claims: int
    facts: int
    links: int
    content: str
    previous: str
    hash: str


class Writes(BaseModel):
    """A page of the journal, the newest first; `next` is the address of the next one, or null."""

    writes: list[Write]
    next: str | None


class Listed(BaseModel):
    """A word of the vocabulary; its further members are in the reference pages."""

    model_config = ConfigDict(extra="allow")

    id: str
    facts: int


class Relations(BaseModel):
    """The kinds of facts."""

    relations: list[Listed]


class Resources(BaseModel):
    """What is given and received."""

    resources: list[Listed]


class Dataset(BaseModel):
    """A dataset that can be loaded."""

    model_config = ConfigDict(extra="allow")

    name: str
    title: str
    version: str
    publisher: str
    licence: str


class Datasets(BaseModel):
    """The datasets that can be loaded."""

    datasets: list[Dataset]


class Reject(BaseModel):
    """A record that couldn't be taken, and why."""

    model_config = ConfigDict(extra="allow")

    file: str
    line: int | None
    field: str | None
    reason: str


class Load(BaseModel):
    """What a load did: `read` = `loaded` + `unchanged` + `rejected` + `held`."""

    model_config = ConfigDict(extra="allow")

    rows: int
    rows_without_fact: dict[str, int]
    read: int
    loaded: int
    unchanged: int
    rejected: int
    facts_created: int
    claims_created: int
    seconds: float
    rejects: list[Reject]


class Retracted(BaseModel):
    """What a retraction did; `facts` are the ids of the facts concerned."""

    retracted: int
    already_retracted: int
    facts: list[str]


class Parameter(BaseModel):
    """A parameter of a named query."""

    name: str
    type: Literal["text", "integer", "number", "boolean", "date", "country", "resource", "relation"]
    default: Any
    required: bool
    description: str


class NamedQuery(BaseModel):
    """A named query; `example` is an address that asks it."""

    name: str
    title: str
    description: str
    pattern: str
    parameters: list[Parameter]
    example: str
    query: str


class NamedQueries(BaseModel):
    """The named queries."""

    queries: list[NamedQuery]


class Table(BaseModel):
    """An answer of rows; `truncated`: there was more than the limits let through."""

    columns: list[str]
    rows: list[list[Any]]
    truncated: bool
    ms: float


class MethodTold(BaseModel):
    """What was calculated, and where the formula comes from."""

    name: str
    formula: str
    source: str


class Analysis(BaseModel):
    """An analysis with its method; the further members are those of each analysis."""

    model_config = ConfigDict(extra="allow")

    method: MethodTold


class PairReciprocity(BaseModel):
    """What the two of a pair give each other, in the order of `actors`."""

    dyad: str
    actors: list[Named]
    gives: list[float]
    returned: float


class ActorReciprocity(Named):
    """What one gives and gets, and how much of it is returned."""

    gives: float
    gets: float
    returned: float


class Reciprocity(BaseModel):
    """Weighted reciprocity; null without any weight."""

    method: MethodTold
    unit: str | None
    reciprocity: float | None
    binary: float | None
    total: float
    returned: float
    actors: list[ActorReciprocity]
    pairs: list[PairReciprocity]


class Supplier(Named):
    """A supplier and its share."""

    quantity: float
    share: float


class DependenceRow(BaseModel):
    """From whom a recipient gets a resource, in one unit."""

    recipient: Named
    relation: str
    resource: str
    unit: str | None
    counted: Literal["quantities", "facts"]
    total: float
    herfindahl: float
    effective_suppliers: float
    suppliers: list[Supplier]


class Dependence(BaseModel):
    """Shares and their concentration."""

    method: MethodTold
    rows: list[DependenceRow]


class Triad(BaseModel):
    """Three actors and their signs."""

    actors: list[Named]
    kind: Literal["+++", "++-", "+--", "---"]


class Balance(BaseModel):
    """Signed triads; shares are null without any."""

    method: MethodTold
    dyads: dict[str, int]
    triads: dict[str, int]
    balanced: int
    balance: float | None
    weak_balance: float | None
    unbalanced: list[Triad]


class Communities(BaseModel):
    """Groups, the largest first."""

    method: MethodTold
    unit: str | None
    modularity: float | None
    communities: list[list[Named]]


class ActorCentrality(Named):
    """One actor's centralities."""

    out_degree: int
    in_degree: int
    out_strength: float
    in_strength: float
    betweenness: float
    closeness: float
    eigenvector: float | None


class Centrality(BaseModel):
    """Centralities, most strength first."""

    method: MethodTold
    unit: str | None
    actors: list[ActorCentrality]


class CoverageRow(BaseModel):
    """How one dyad is covered: `word` says how many of its sides speak."""

    dyad: str
    parties: list[Named]
    facts: int
    single_origin: int
    word: Literal["both", "one", "none"]
    newest: str | None
    stale: bool


class Witness(BaseModel):
    """A dataset, the years that it covers (`last` null: it goes on), whether it is loaded, how many of these facts it tells."""

    name: str
    title: str
    first: int
    last: int | None
    loaded: bool
    facts: int
    could_speak: bool


class Coverage(BaseModel):
    """What the graph doesn't know, and who could have told it."""

    method: MethodTold
    facts: int
    single_origin: int
    dyads: int
    one_sided: int
    stale: int
    rows: list[CoverageRow]
    datasets: list[Witness]


class Health(BaseModel):
    """That something answers."""

    status: Literal["ok"]


class Ready(Health):
    """That the database does, too."""

    database: Literal["ok"]
    schema_: Literal["current"] = Field(alias="schema")
