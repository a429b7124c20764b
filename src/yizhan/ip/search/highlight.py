"""Which places of a text a query matched: passages with character positions, right for Chinese and for inflected words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from yizhan.ip.search.port import Span

PASSAGE = 260
Stem = Callable[[str], str]


@lru_cache(maxsize=512)
def _candidates(terms: frozenset[str]) -> re.Pattern[str] | None:
    """What can match: words that begin like a term (its stem may end otherwise), Chinese terms as they are."""
    begins = sorted({re.escape(term[:3]) for term in terms if term.isascii()})
    chinese = sorted((re.escape(term) for term in terms if not term.isascii()), key=len, reverse=True)
    parts = [rf"(?<![^\W_])(?:{'|'.join(begins)})[^\W_]*"] if begins else []
    if chinese:
        parts.append(f"(?=({'|'.join(chinese)}))")  # looks ahead, so that overlapping bigrams are all found
    return re.compile("|".join(parts), re.IGNORECASE) if parts else None


def matched(text: str, terms: frozenset[str], stem: Stem) -> tuple[tuple[int, int], ...]:
    """Places of `text` whose terms are searched; touching places are merged."""
    pattern = _candidates(terms)
    if pattern is None:
        return ()
    found: list[tuple[int, int]] = []
    for match in pattern.finditer(text):
        if match.lastindex:
            found.append(match.span(1))
        elif stem(match.group()) in terms:
            found.append(match.span())
    return tuple(_merged(sorted(found)))


def _merged(places: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in places:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def whole(field: str, text: str, terms: frozenset[str], stem: Stem) -> Span:
    """The whole text with its matches."""
    return Span(field, text, matched(text, terms, stem))


def passage(field: str, text: str, terms: frozenset[str], stem: Stem) -> Span:
    """The passage of about 260 characters that holds most matches; its beginning where there are none."""
    places = matched(text, terms, stem)
    start = _densest(places) if places else 0
    start = max(0, start - PASSAGE // 5)
    if start:
        space = text.find(" ", start, start + 24)
        start = space + 1 if space >= 0 else start
    end = min(len(text), start + PASSAGE)
    if end < len(text):
        space = text.rfind(" ", end - 24, end)
        end = space if space > start else end
    inside = tuple((a - start, b - start) for a, b in places if a >= start and b <= end)
    before, after = ("… " if start else ""), (" …" if end < len(text) else "")
    shift = len(before)
    return Span(field, f"{before}{text[start:end]}{after}", tuple((a + shift, b + shift) for a, b in inside))


def _densest(places: tuple[tuple[int, int], ...]) -> int:
    best, most = places[0][0], 0
    for start, _end in places:
        inside = sum(1 for a, b in places if a >= start and b <= start + PASSAGE * 4 // 5)
        if inside > most:
            best, most = start, inside
    return best
