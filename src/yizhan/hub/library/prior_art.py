"""Prior-art search from a plain description: nearest documents before a day, classes they suggest, element by element."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from yizhan.hub.library import indexes
from yizhan.ip.records import Patent
from yizhan.ip.records.families import family_of
from yizhan.ip.search import Hit, IndexFailure, Query, Results, State
from yizhan.ip.search.passages import Nearest, elements_of, nearest

SHOWN, CHARTED, _VOTING = 30, 5, 50
_SUGGESTED = 6


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A subclass, the share of the nearest documents' likeness that speaks for it, and its title where one is held."""

    symbol: str
    share: float
    title: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A document beside the elements of the description: its nearest passage for each."""

    hit: Hit
    nearest: tuple[Nearest | None, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What was found, with everything that is needed to ask it again."""

    found: Results
    state: State
    elements: tuple[str, ...]
    charts: tuple[Chart, ...]
    classes: tuple[Suggestion, ...]


def report(*, text: str, before: date | None, own: str = "", language: str = "en") -> Report:
    """Searches a description.

    Args:
        before: only documents published before this day count.
        own: number of one's own document, whose family is left out.

    Raises:
        BadQuery: there is nothing to search for. IndexFailure: the index cannot be read.
    """
    index = indexes.index("patents")
    found = index.similar(text, before=before, limit=_VOTING, leave_out_family=_family_of(own), follow_citations=True)
    elements = elements_of(text)
    charts = []
    for hit in found.hits[:CHARTED]:
        record = index.get(hit.key)
        if isinstance(record, Patent):
            charts.append(Chart(hit, tuple(nearest(record, elements, index.terms))))
    shown = Results(found.total, found.hits[:SHOWN], {}, (), found.took_ms, found.understood)
    return Report(shown, index.state(), elements, tuple(charts), _classes(found.hits, language))


def _family_of(number: str) -> str:
    if not number.strip():
        return ""
    index = indexes.index("patents")
    record = next((index.get(key) for key in index.find(number)), None)
    return family_of(record) if isinstance(record, Patent) else ""


def _classes(hits: tuple[Hit, ...], language: str) -> tuple[Suggestion, ...]:
    """Subclasses of the nearest documents, each weighed by likeness."""
    votes: Counter[str] = Counter()
    for hit in hits:
        for symbol in hit.groups[:3]:
            votes[symbol] += hit.score  # type: ignore[assignment]
    total = sum(hit.score for hit in hits) or 1.0
    return tuple(Suggestion(symbol, count / total, _title(symbol, language)) for symbol, count in votes.most_common(_SUGGESTED))


def _title(symbol: str, language: str) -> str:
    """The title of a class in the reader's language, where the lists have been ingested."""
    try:
        found = indexes.index("classes").search(Query(filters={"number": (symbol.lower(),), "lang": (language,)}, limit=1))
    except IndexFailure:
        return ""
    return found.hits[0].title if found.hits else ""
