"""A description or a claim taken apart, and for each part the passage of a document that comes nearest: a clue to read, no finding."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from yizhan.ip.records import Patent

MOST_ELEMENTS = 12
_SHORTEST, _LONGEST = 12, 700
_MOST_PASSAGES = 400
Terms = Callable[[str], list[str]]

# A claim's parts are set apart by semicolons and line ends; a description's by sentences.
_CLAIM = re.compile(r"(?:;|；|\n|\bwherein\b|其特征在于|\bcharacteri[sz]ed in that\b|\bcomprising\s*:|包括：)", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z(])|(?<=[。！？；])")
_NUMBER = re.compile(r"^\s*(?:\d{1,3}\s*[.)、．]|\(?[a-z]\)|[-•])\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Nearest:
    """The passage of a document nearest to an element: where it stands, its text, and the share of the element's telling
    words (weighted by rarity, 0 to 1) that stand in it."""

    field: str
    text: str
    share: float


def elements_of(text: str) -> tuple[str, ...]:
    """The parts of a claim, or the sentences of a description; at most twelve, the longest pieces first given up."""
    is_claim = bool(re.search(r";|；|\bwherein\b|其特征在于|\bcompris", text, re.IGNORECASE))
    pieces = _CLAIM.split(text) if is_claim else _SENTENCE.split(text)
    clean = [" ".join(_NUMBER.sub("", piece).split()).strip(" ,，:：") for piece in pieces]
    found = [piece for piece in dict.fromkeys(clean) if len(piece) >= (_SHORTEST if piece.isascii() else _SHORTEST // 3)]
    return tuple(found[:MOST_ELEMENTS]) or ((text.strip()[:_LONGEST],) if text.strip() else ())


def passages_of(record: Patent) -> list[tuple[str, str]]:
    """(field, text) of what a document says: abstract, claims, paragraphs."""
    found = [("abstract", record.abstract)] if record.abstract else []
    found += [("claims", claim.text) for claim in record.claims]
    found += [("description", paragraph) for section in record.description for paragraph in section.paragraphs]
    return [(name, text[: _LONGEST * 3]) for name, text in found[:_MOST_PASSAGES] if text]


def nearest(record: Patent, elements: Sequence[str], terms: Terms) -> list[Nearest | None]:
    """For each element the nearest passage of a document, None where no telling word of it occurs.

    Words are weighed by how rare they are among the document's own passages: what stands everywhere tells nothing.
    """
    passages = [(name, text, frozenset(terms(text))) for name, text in passages_of(record)]
    spread = Counter(term for _name, _text, held in passages for term in held)
    count = len(passages)

    def weight(term: str) -> float:
        return math.log(1 + (count + 1) / (spread.get(term, 0) + 0.5))

    found: list[Nearest | None] = []
    for element in elements:
        wanted = frozenset(terms(element))
        total = sum(weight(term) for term in wanted)
        best = max(
            passages, key=lambda passage: sum(weight(t) for t in wanted & passage[2]) / (1 + len(passage[1]) / 4000), default=None
        )
        share = sum(weight(term) for term in wanted & best[2]) / total if best and total else 0.0
        found.append(Nearest(best[0], _cut(best[1], wanted, terms), round(share, 2)) if best and share > 0 else None)
    return found


def _cut(text: str, wanted: frozenset[str], terms: Terms) -> str:
    """The sentences of a long passage around the one that holds most."""
    if len(text) <= _LONGEST:
        return text
    sentences = [piece for piece in _SENTENCE.split(text) if piece.strip()]
    place = max(range(len(sentences)), key=lambda at: len(wanted & frozenset(terms(sentences[at]))))
    shown = sentences[place].strip()[:_LONGEST]
    for following in sentences[place + 1 :]:
        if len(shown) + len(following) > _LONGEST:
            break
        shown = f"{shown} {following.strip()}"
    return f"… {shown} …"
