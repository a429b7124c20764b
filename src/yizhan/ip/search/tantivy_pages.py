"""Pages of hits, exact counts and folding to families with the embedded engine."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import tantivy
from tantivy import Occur, Order
from tantivy import Query as Clause

from yizhan.ip.rules.legal_status import STATES
from yizhan.ip.search.port import Bucket, Query
from yizhan.ip.search.tantivy_query import Searching
from yizhan.ip.search.tantivy_schema import schema

# Buckets each segment may give: more than the distinct values of most fields, and the engine's own limit.
_SEGMENT_SIZE = 65_000
# Up to here families are counted one by one; beyond, the engine estimates them.
MOST_COUNTED = 20_000
_FIRST_FETCH = 8


def page(searcher: tantivy.Searcher, query: Clause, wanted: Query) -> tantivy.SearchResult:
    """The hits of a page in the wanted order, and how many there are."""
    return _ordered(searcher, query, wanted, wanted.limit, wanted.offset)


def _ordered(searcher: tantivy.Searcher, query: Clause, wanted: Query, limit: int, offset: int) -> tantivy.SearchResult:
    if wanted.sort == "relevance":
        return searcher.search(query, limit, offset=offset)
    order = Order.Asc if wanted.sort == "oldest" else Order.Desc
    return searcher.search(query, limit, offset=offset, order_by_field="published", order=order)


Facets = dict[str, tuple[Bucket, ...]]


def counts(
    searcher: tantivy.Searcher, searching: Searching, query: Clause, wanted: Query
) -> tuple[Facets, tuple[tuple[int, int], ...]]:
    """Facets and the histogram in one pass over the matching records; states of patents by asking for each."""
    asked: dict[str, dict[str, dict[str, object]]] = {
        name: {"terms": {"field": name, "size": wanted.facet_size, "segment_size": _SEGMENT_SIZE}}
        for name in wanted.facets
        if name != "status" or wanted.on is None
    }
    if wanted.histogram:
        asked["_years"] = {"histogram": {"field": "year", "interval": 1, "min_doc_count": 1}}
    counted: dict[str, Any] = searcher.aggregate(query, asked) if asked else {}
    facets: Facets = {}
    for name in wanted.facets:
        facets[name] = _buckets(searcher, query, name, counted[name]) if name in asked else _states(searcher, searching, query)
    buckets: Iterable[dict[str, float]] = counted["_years"]["buckets"] if wanted.histogram else ()
    return facets, tuple((int(bucket["key"]), int(bucket["doc_count"])) for bucket in buckets)


def _buckets(searcher: tantivy.Searcher, query: Clause, name: str, counted: dict[str, Any]) -> tuple[Bucket, ...]:
    found = tuple(Bucket(str(b["key"]), int(b["doc_count"])) for b in counted["buckets"])
    if not counted.get("doc_count_error_upper_bound"):
        return found
    # Segments left values out: each shown one is counted by itself.
    exact = (Bucket(b.value, _count(searcher, query, Clause.term_query(schema(), name, b.value))) for b in found)
    return tuple(sorted(exact, key=lambda bucket: (-bucket.count, bucket.value)))


def _states(searcher: tantivy.Searcher, searching: Searching, query: Clause) -> tuple[Bucket, ...]:
    """Legal states on the asked day: a term that is over ends what no event has ended."""
    found = (Bucket(state, _count(searcher, query, searching.status(state))) for state in STATES)
    return tuple(sorted((bucket for bucket in found if bucket.count), key=lambda bucket: -bucket.count))


def _count(searcher: tantivy.Searcher, query: Clause, more: Clause) -> int:
    return int(searcher.search(Clause.boolean_query([(Occur.Must, query), (Occur.Must, more)]), 1).count or 0)


@dataclass(frozen=True, slots=True)
class Folded:
    """(score, address, other matching members) of each family on the page; how many families there are."""

    rows: list[tuple[Any, tantivy.DocAddress, int]]
    families: int
    estimated: bool


def fold(searcher: tantivy.Searcher, query: Clause, wanted: Query, total: int) -> Folded:
    """The page's families, each shown by its best member. More hits are fetched until the page is full."""
    needed = wanted.offset + wanted.limit
    fetch = min(total, max(needed * _FIRST_FETCH, 1)) if total > MOST_COUNTED else total
    while True:
        hits = _ordered(searcher, query, wanted, max(fetch, 1), 0).hits
        grouped = _grouped(searcher, hits)
        if len(grouped) >= needed or fetch >= min(total, MOST_COUNTED):
            break
        fetch = min(total, fetch * 4, MOST_COUNTED)
    estimated = fetch < total
    families = len(grouped)
    if estimated:
        families = int(searcher.cardinality(query, "family_number"))
    shown = list(grouped.values())[wanted.offset : needed]
    return Folded([(score, address, others) for score, address, others in shown], families, estimated)


def _grouped(searcher: tantivy.Searcher, hits: list[Any]) -> dict[object, tuple[Any, tantivy.DocAddress, int]]:
    numbers = searcher.fast_field_values("family_number", [address for _score, address in hits]) if hits else []
    grouped: dict[object, tuple[Any, tantivy.DocAddress, int]] = {}
    for place, ((score, address), number) in enumerate(zip(hits, numbers, strict=True)):
        family = number if number is not None else f"alone {place}"
        held = grouped.get(family)
        grouped[family] = (held[0], held[1], held[2] + 1) if held else (score, address, 0)
    return grouped
