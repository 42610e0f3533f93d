"""What `/metrics` counts, in Prometheus' terms.

With several workers, PROMETHEUS_MULTIPROC_DIR (which `bilat serve --workers` sets) lets each answer for all.
"""

from __future__ import annotations

import os

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

REGISTRY = CollectorRegistry()

REQUESTS = Counter(
    "bilat_http_requests", "Requests by method, route and status.", ["method", "route", "status"], registry=REGISTRY
)
SECONDS = Histogram(
    "bilat_http_request_seconds",
    "How long requests took until their last byte, by route.",
    ["route"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
    registry=REGISTRY,
)
QUERY_ROWS = Counter(
    "bilat_query_rows", "Rows answered, by the query's name (cypher: one without).", ["query"], registry=REGISTRY
)
QUERY_SECONDS = Histogram(
    "bilat_query_seconds",
    "How long queries took until their last row, by name.",
    ["query"],
    buckets=(0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30),
    registry=REGISTRY,
)


def exposition() -> bytes:
    """All numbers in the text format of Prometheus."""
    if not os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        return generate_latest(REGISTRY)
    together = CollectorRegistry()
    MultiProcessCollector(together)  # type: ignore[no-untyped-call]
    return generate_latest(together)
