"""Citation expansion: what the nearest documents cite, and what cites the same, is looked at too.

Two documents that cite the same rare document are close; so is what a near document cites. The weight of each shared
document falls with how often it is cited at all.
"""

from __future__ import annotations

import tantivy
from tantivy import Query as Clause

from yizhan.ip.search.document import decode_shown
from yizhan.ip.search.tantivy_schema import schema

NEIGHBOURS = 50
STRENGTH = 0.02
_MOST_CITED = 60  # a document cited more often than this says little
_MOST_CLAUSES = 800


def neighbours_citations(searcher: tantivy.Searcher, query: Clause) -> list[Clause]:
    """Clauses that add to the score of documents near to the query's best hits by citations."""
    weights: dict[str, float] = {}
    for score, address in searcher.search(query, NEIGHBOURS, count=False).hits:
        document = searcher.doc(address)
        shown = decode_shown(bytes(document.get_first("shown")))
        own = "".join(str(document.get_first("key")).split(".")[:2]).lower()
        for number in (own, *shown.cites):
            weights[number] = weights.get(number, 0.0) + (float(score) if isinstance(score, int | float) else 0.0)
    clauses = []
    for number, weight in sorted(weights.items(), key=lambda pair: -pair[1])[:_MOST_CLAUSES]:
        frequency = int(searcher.doc_freq("cites", number)) + 1
        if frequency <= _MOST_CITED:
            clauses += [
                _worth("cites", number, STRENGTH * weight / frequency),
                _worth("number", number, STRENGTH * weight / frequency),
            ]
    return clauses


def _worth(name: str, number: str, weight: float) -> Clause:
    return Clause.const_score_query(Clause.term_query(schema(), name, number), weight)
