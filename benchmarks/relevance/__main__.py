"""Measures retrieval and writes the table: `python -m benchmarks.relevance [--data PATH] [--only citations,papers,chinese]`."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from benchmarks.relevance import external, metrics, runs, sets
from benchmarks.relevance.runs import Measure, Run
from benchmarks.timing import RESULTS, machine
from yizhan.ip.search import Index, Query, open_index
from yizhan.ip.text import FUNCTION_WORDS, words

ROOT = Path(__file__).resolve().parents[2]
BESIDE = ROOT.parent / "shared" / "data"
PARTS = ("citations", "papers", "chinese")
_NEIGHBOURS = 25
_DEPTH = 100
RECALLS: dict[str, Measure] = {
    "R@10": lambda found, relevant: metrics.recall(found, relevant, 10),
    "R@100": lambda found, relevant: metrics.recall(found, relevant, 100),
    "nDCG@10": lambda found, relevant: metrics.ndcg(found, relevant, 10),
}
FIRST: dict[str, Measure] = {
    "R@1": lambda found, relevant: metrics.recall(found, relevant, 1),
    "R@10": lambda found, relevant: metrics.recall(found, relevant, 10),
    "MRR": metrics.reciprocal_rank,
}
CLASSES: dict[str, Measure] = {
    "right first": lambda found, relevant: metrics.success(found, relevant, 1),
    "right in 3": lambda found, relevant: metrics.success(found, relevant, 3),
    "R@5": lambda found, relevant: metrics.recall(found, relevant, 5),
}


def plain(index: Index, text: str) -> list[str]:
    """Every word counts the same: BM25 over title, abstract and what else there is, any word may match."""
    wanted = list(dict.fromkeys(w.text for w in words(text) if w.text.lower() not in FUNCTION_WORDS))[:180]
    query = " OR ".join(f'"{word}"' for word in wanted)
    return [hit.key for hit in index.search(Query(text=query, limit=_DEPTH)).hits] if len(wanted) > 1 else []


def like(index: Index, text: str, *, before: date | None = None, leave_out: str = "", follow: bool = False) -> list[str]:
    """What the product does: terms weighted by what they say, published before a day, citations followed or not."""
    return [
        hit.key for hit in index.similar(text, before=before, limit=_DEPTH, leave_out=leave_out, follow_citations=follow).hits
    ]


def citations(data: Path, folder: Path) -> list[str]:
    records = sets.us_abstracts(data)
    asked, own = sets.citations(data, records)
    # What the asked documents cite is the answer: their own citations are not in the index that is searched.
    count = sets.build(folder, sets.without_citations(records, asked.queries))
    index = open_index(folder, "patents")
    keys = {record.number.epodoc: record.key for record in records}
    systems = [
        runs.run("plain BM25", asked.queries, lambda query, text: [k for k in plain(index, text) if k != keys[query]]),
        runs.run("likeness, any date", asked.queries, lambda query, text: like(index, text, leave_out=keys[query])),
        runs.run(
            "likeness, published before",
            asked.queries,
            lambda q, text: like(index, text, before=asked.days[q], leave_out=keys[q]),
        ),
        runs.run(
            "… and citations followed",
            asked.queries,
            lambda q, text: like(index, text, before=asked.days[q], leave_out=keys[q], follow=True),
        ),
    ]
    title = f"(a) US citations: {len(asked.queries)} citing documents, {count:,} searched; one owner's own citations apart ({len(own.queries)})"
    table = _table(title, systems, asked.judgements, RECALLS, ("development", "test"))
    return [*table, runs.compared(systems[2], systems[0], asked.judgements, RECALLS, "test")]


def papers(data: Path, folder: Path) -> list[str]:
    records, asked = sets.papers(data)
    count = sets.build(folder, records)
    index = open_index(folder, "patents")
    systems = [
        runs.run("plain BM25", asked.queries, lambda _query, text: plain(index, text)),
        runs.run("likeness", asked.queries, lambda _query, text: like(index, text)),
    ]
    title = f"(b) Paper → patent on the same invention: {len(asked.queries)} papers, {count:,} patents searched"
    return _table(title, systems, asked.judgements, FIRST, ("development", "test"))


def chinese(data: Path, folder: Path) -> list[str]:
    records, asked = sets.chinese_titles(data)
    count = sets.build(folder, records)
    index = open_index(folder, "patents")

    def classes(text: str) -> list[str]:
        """Subclasses of the nearest titles, each counted with the likeness of its title."""
        votes: Counter[str] = Counter()
        for hit in index.similar(text, limit=_NEIGHBOURS).hits:
            for symbol in hit.groups:
                votes[symbol] += hit.score  # type: ignore[assignment]
        return [symbol for symbol, _votes in votes.most_common(_DEPTH)]

    system = runs.run(f"votes of the {_NEIGHBOURS} nearest titles", asked.queries, lambda _query, text: classes(text))
    title = f"(c) Chinese title → IPC subclasses: {len(asked.queries)} titles asked, {count:,} searched"
    return _table(title, [system], asked.judgements, CLASSES, ("development", "test"))


def _table(
    title: str,
    systems: Sequence[Run],
    judgements: Mapping[str, Mapping[str, int]],
    measures: Mapping[str, Measure],
    halves: Sequence[str],
) -> list[str]:
    head = f"| system | half | queries | {' | '.join(measures)} | p50 / p95 ms |"
    rows = [runs.line(system, judgements, measures, which) for system in systems for which in halves]
    return [f"## {title}", "", head, f"|{'---|' * (4 + len(measures))}", *rows, ""]


def main() -> int:
    options = argparse.ArgumentParser(prog="benchmarks.relevance")
    options.add_argument("--data", type=Path, default=BESIDE if BESIDE.is_dir() else None)
    options.add_argument("--only", default=",".join(PARTS))
    options.add_argument("--external", type=Path, help="a folder with DAPFAM, NanoDAPFAM (BEIR layout) or CLEF-IP files")
    chosen = options.parse_args()
    lines: list[str] = []
    with tempfile.TemporaryDirectory(prefix="yizhan-relevance-") as temporary:
        parts = {"citations": citations, "papers": papers, "chinese": chinese}
        for name in chosen.only.split(",") if chosen.data else ():
            lines += _told(parts[name](chosen.data, Path(temporary) / name))
        if chosen.external:
            lines += _told(external.measure(chosen.external, Path(temporary) / "external", like))
    if not lines:
        print("No data: give --data (the shared sets) or --external (DAPFAM, NanoDAPFAM, CLEF-IP).", file=sys.stderr)
        return 1
    print(f"written: {_write(lines).relative_to(ROOT)}")
    return 0


def _told(lines: list[str]) -> list[str]:
    print("\n".join(lines), flush=True)
    return [*lines, ""]


def _write(lines: list[str]) -> Path:
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"relevance-{datetime.now(UTC):%Y-%m-%d}.md"
    head = [
        f"# Retrieval, {datetime.now(UTC):%Y-%m-%d}",
        "",
        f"{machine()}. Intervals: 95 %, paired bootstrap of 2,000 draws. Halves by a hash of each query's name; weights were chosen on",
        "the development half and on nothing else.",
        "",
    ]
    path.write_text("\n".join([*head, *lines]).rstrip() + "\n", encoding="utf-8")
    return path


if __name__ == "__main__":
    sys.exit(main())
