"""Timing and the table."""

from __future__ import annotations

import json
import os
import platform
import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

RESULTS = Path(__file__).parent / "results"


@dataclass(frozen=True)
class Row:
    """One line of the table; `goal` as the project sets it, empty where it sets none."""

    what: str
    value: str
    goal: str = ""
    note: str = ""


def best(run: Callable[[], object], times: int = 3) -> float:
    """Seconds of the fastest of some runs."""
    found = []
    for _time in range(times):
        started = time.perf_counter()
        run()
        found.append(time.perf_counter() - started)
    return min(found)


def latencies(run: Callable[[str], object], queries: Iterable[str]) -> tuple[float, float, float]:
    """(p50, p95, sum of all) in milliseconds; each query once to warm up, then twice."""
    wanted = list(queries)
    for query in wanted:
        run(query)
    found = []
    for query in wanted * 2:
        started = time.perf_counter()
        run(query)
        found.append((time.perf_counter() - started) * 1000)
    return statistics.median(found), statistics.quantiles(found, n=20)[-1], sum(found)


def machine() -> str:
    model = platform.processor() or "unknown processor"
    info = Path("/proc/cpuinfo")
    if info.exists():
        model = next(
            (line.split(":", 1)[1].strip() for line in info.read_text().splitlines() if line.startswith("model name")), model
        )
    packages = ", ".join(f"{name} {version(name)}" for name in ("lxml", "tantivy", "Django", "granian"))
    return f"{model}, {os.cpu_count()} cores; Python {platform.python_version()}; {packages}"


def write(rows: list[Row], data: str) -> Path:
    """The table as Markdown and JSON, named by the day."""
    RESULTS.mkdir(exist_ok=True)
    now = datetime.now(UTC)
    lines = [
        f"# {now:%Y-%m-%d %H:%M} UTC",
        "",
        f"Machine: {machine()}  ",
        f"Data: {data}",
        "",
        "| what | measured | goal | note |",
        "|---|---|---|---|",
    ]
    lines += [f"| {row.what} | {row.value} | {row.goal} | {row.note} |" for row in rows]
    path = RESULTS / f"{now:%Y-%m-%d}.md"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    details = {"at": now.isoformat(), "machine": machine(), "data": data, "rows": [asdict(row) for row in rows]}
    path.with_suffix(".json").write_text(json.dumps(details, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return path
