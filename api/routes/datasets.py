"""`/datasets`: what can be loaded."""

from __future__ import annotations

from fastapi import APIRouter, Depends

from api.answers import JSONAnswer
from api.dependencies import SettingsDep, may_read
from api.openapi.answers import Datasets
from loaders.catalogue import catalogue

router = APIRouter(tags=["vocabulary"], dependencies=[Depends(may_read)])


@router.get("/datasets", summary="The datasets that can be loaded", responses={200: {"model": Datasets}})
def list_datasets(chosen: SettingsDep) -> JSONAnswer:
    """Each with its title, version, publisher, licence, citation (text and BibTeX), address, and whether it is here."""
    return JSONAnswer({"datasets": catalogue(chosen.home)})
