"""What every read asks for first: that the caller may read, and whether the caller has the answer already."""

from __future__ import annotations

from fastapi import Depends

from api.caching import fresh
from api.dependencies import may_read

# In this order: whoever may not read isn't told that nothing has changed, either.
READING = [Depends(may_read), Depends(fresh)]
