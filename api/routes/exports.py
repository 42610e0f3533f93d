"""`/export/{format}`: the facts that pass the filters, in other people's formats."""

from __future__ import annotations

from itertools import chain, islice

from fastapi import APIRouter, Response
from fastapi.responses import StreamingResponse

from api.dependencies import FactFilterDep, StoreDep
from api.exports import EXPORTS
from api.reading import READING
from graph.errors import UnknownNameError

router = APIRouter(prefix="/export", tags=["exports"], dependencies=READING)

# CSV first: it is what generated clients take an answer for.
_KINDS = dict.fromkeys(export.media_type for export in EXPORTS.values())


@router.get(
    "/{form}",
    summary="Export facts or the network",
    response_class=StreamingResponse,
    responses={200: {"content": {kind: {"schema": {"type": "string"}} for kind in _KINDS}}},
)
def get_export(form: str, store: StoreDep, wanted: FactFilterDep) -> Response:
    """With the filters of `/facts`: facts (csv, parquet, jsonld), actors, resources and derived edges (graphml, gexf), or
    directed dyad-years (dyad-years.csv, dyad-years.parquet)."""
    found = EXPORTS.get(form)
    if found is None:
        raise UnknownNameError(f"There is no export {form!r}; there are {', '.join(EXPORTS)}.")
    pieces = found.write(store, wanted)
    # What is wrong shows here, while the status can still say so: a head is written before anything is asked.
    first = list(islice(pieces, 2))
    headers = {"Content-Disposition": f'attachment; filename="bilat{"-" if form.startswith("dyad") else "."}{form}"'}
    return StreamingResponse(chain(first, pieces), media_type=found.media_type, headers=headers)
