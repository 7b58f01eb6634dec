"""Measuring so that another program on the same machine spoils little."""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median

BATCHES = 3
TIMES = 30


def milliseconds(work: Callable[[], object], times: int = TIMES, batches: int = BATCHES) -> float:
    """The lowest of the medians of `batches` rows of `times` measurements; one call before warms what is kept."""
    work()
    return min(median(_once(work) for _ in range(times)) for _ in range(batches))


def best(work: Callable[[], object], times: int) -> float:
    """The shortest of `times` measurements in milliseconds, for work that is long enough in itself."""
    return min(_once(work) for _ in range(times))


def _once(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000
