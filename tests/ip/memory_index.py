"""The Index port over a plain list: slow, obvious, and the yardstick of the contract tests."""

from __future__ import annotations

from collections import Counter
from datetime import date

from yizhan.ip.records import Record
from yizhan.ip.search import Bucket, Hit, Query, Results, State
from yizhan.ip.search.document import day_number, prepare
from yizhan.ip.search.understand import number_in, understand
from yizhan.ip.text import segment

_CLASSES = ("cpc", "ipc", "locarno", "nice")


def _tokens(text: str) -> list[str]:
    return list(dict.fromkeys(token.lower() for word in understand(text).words for token in segment(word).split()))


def _hits(record: Record, wanted: list[str]) -> int:
    texts = [text for values in prepare(record).text.values() for text in values]
    tokens = " ".join(texts).lower().replace(".", " ").split()
    return sum(token in tokens for token in wanted)


class MemoryIndex:
    """Holds records in a dictionary and looks at each of them."""

    def __init__(self) -> None:
        self._held: dict[str, Record] = {}

    def add(self, record: Record) -> str:
        outcome = "replaced" if record.key in self._held else "indexed"
        self._held[record.key] = record
        return outcome

    def _matching(self, query: Query) -> list[Record]:
        passing = [record for record in self._held.values() if self._passes(record, query)]
        wanted = _tokens(query.text)
        # All of one or two words, most of more; where nothing has so many, what has any of them.
        needed = len(wanted) if len(wanted) <= 2 else max(2, round(len(wanted) * 0.7))
        found = [record for record in passing if _hits(record, wanted) >= needed]
        return found or [record for record in passing if _hits(record, wanted) >= min(1, needed)]

    def _passes(self, record: Record, query: Query) -> bool:
        terms = prepare(record).terms
        for name, values in query.filters.items():
            if not set(values) & {term for field in (_CLASSES if name == "group" else (name,)) for term in terms.get(field, [])}:
                return False
        published = day_number(getattr(record, "publication_date", None))
        low = day_number(query.published_from) if query.published_from else 0
        high = day_number(query.published_to) if query.published_to else 99999999
        return (low <= published <= high) if (query.published_from or query.published_to) else True

    def search(self, query: Query) -> Results:
        found = sorted(self._matching(query), key=lambda record: record.key)
        counts = {name: Counter(term for record in found for term in prepare(record).terms[name]) for name in query.facets}
        facets = {
            name: tuple(Bucket(value, count) for value, count in sorted(counter.items(), key=lambda pair: (-pair[1], pair[0])))
            for name, counter in counts.items()
        }
        years = Counter(prepare(record).numbers["year"] for record in found)
        hits = tuple(Hit(record.key, record.key, record.title, 0.0, "", ()) for record in found)
        return Results(len(found), hits[query.offset : query.offset + query.limit], facets, tuple(sorted(years.items())), 0.0, "")

    def get(self, key: str) -> Record | None:
        return self._held.get(key)

    def find(self, number: str) -> tuple[str, ...]:
        wanted = number_in(number).lower()
        return tuple(sorted(key for key, record in self._held.items() if wanted in prepare(record).terms["number"]))

    def terms(self, text: str) -> list[str]:
        return _tokens(text)

    def state(self) -> State:
        return State("memory", len(self._held), "")

    def similar(
        self,
        text: str,
        *,
        before: date | None = None,
        limit: int = 10,
        leave_out: str = "",
        leave_out_family: str = "",
        follow_citations: bool = False,
    ) -> Results:
        raise NotImplementedError
