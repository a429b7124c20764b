"""One system over one set of queries: every measure, over each half, with its interval and its latency."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from benchmarks.relevance import metrics

Measure = Callable[[Sequence[str], Mapping[str, int]], float]


@dataclass
class Run:
    """Ranked keys of each query, and how long each took (ms)."""

    name: str
    found: dict[str, list[str]] = field(default_factory=dict)
    took: list[float] = field(default_factory=list)


def run(name: str, queries: Mapping[str, str], search: Callable[[str, str], list[str]]) -> Run:
    """Asks a system every query. `search` takes the query's name and its text."""
    done = Run(name)
    for query, text in queries.items():
        started = time.perf_counter()
        done.found[query] = search(query, text)
        done.took.append((time.perf_counter() - started) * 1000)
    return done


def values(done: Run, judgements: Mapping[str, Mapping[str, int]], measure: Measure, which: str = "") -> list[float]:
    """The measure of each query of a half (of all where none is named), in the order of their names."""
    return [
        measure(done.found[query], judgements[query]) for query in sorted(done.found) if not which or metrics.half(query) == which
    ]


def line(done: Run, judgements: Mapping[str, Mapping[str, int]], measures: Mapping[str, Measure], which: str) -> str:
    """`| system | half | queries | measure 0.43 (0.36–0.51) | … | p50 / p95 ms |`"""
    cells = []
    count = 0
    for measure in measures.values():
        found = values(done, judgements, measure, which)
        count = len(found)
        low, high = metrics.interval(found)
        cells.append(f"{metrics.mean(found):.3f} ({low:.3f}–{high:.3f})")
    p95 = statistics.quantiles(done.took, n=20)[-1] if len(done.took) > 1 else done.took[0]
    return f"| {done.name} | {which or 'all'} | {count} | {' | '.join(cells)} | {statistics.median(done.took):.1f} / {p95:.1f} |"


def compared(
    ours: Run, theirs: Run, judgements: Mapping[str, Mapping[str, int]], measures: Mapping[str, Measure], which: str
) -> str:
    """The paired differences of two systems, each with its interval."""
    parts = []
    for name, measure in measures.items():
        by, low, high = metrics.difference(values(ours, judgements, measure, which), values(theirs, judgements, measure, which))
        parts.append(f"{name} {by:+.3f} ({low:+.3f} to {high:+.3f})")
    return f"{ours.name} against {theirs.name}, {which or 'all'}: {', '.join(parts)}"
