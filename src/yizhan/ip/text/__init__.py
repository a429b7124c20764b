"""One segmenter and normaliser for Chinese and Latin text, the same at index and query time.

Chinese (and kana and Hangul) runs become overlapping bigrams in order; everything else is left to the index's word
tokenizer. `石墨烯电池` → `石墨 墨烯 烯电 电池`: a phrase is a run of bigrams in their true positions, so it matches only
where the characters really stand side by side. A run ends at punctuation, and no bigram crosses it, so no gap in
positions is needed: a phrase of three or more characters always holds a bigram that only the true run can give.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

# Raised whenever the same text would be segmented differently: an index made with another version is rebuilt.
SEGMENTER_VERSION = 1

_HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3040-\u30ff\u31f0-\u31ff\uac00-\ud7af\U00020000-\U0003ffff〇々"
_HAN_RUN = re.compile(f"[{_HAN}]+")
_WORD = re.compile(rf"[{_HAN}]+|(?:(?![{_HAN}])[^\W_])+")
# Words that say nothing about a subject: passed over in loose queries, kept in phrases and in the index.
FUNCTION_WORDS = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "by",
        "for",
        "from",
        "has",
        "have",
        "in",
        "into",
        "is",
        "it",
        "its",
        "of",
        "on",
        "or",
        "such",
        "that",
        "the",
        "their",
        "there",
        "these",
        "this",
        "to",
        "was",
        "were",
        "which",
        "with",
    ]
)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a run of Chinese characters, and where it stands in the text (characters, end excluded)."""

    start: int
    end: int
    text: str
    is_han: bool


def normalise(text: str) -> str:
    """Full-width letters become plain, accents fall away, control characters become spaces; case is left to the index."""
    if text.isascii():
        return _CONTROL.sub(" ", text)
    text = _CONTROL.sub(" ", unicodedata.normalize("NFKC", text))
    return "".join(map(_bare, text)) if any("\u00c0" <= letter <= "\u024f" for letter in text) else text


def _bare(letter: str) -> str:
    if "\u00c0" <= letter <= "\u024f":
        return unicodedata.normalize("NFKD", letter)[0]
    return letter


def segment(text: str) -> str:
    """The text as it is given to the index: Chinese runs as spaced bigrams, the rest unchanged."""
    if text.isascii():
        return text
    return _HAN_RUN.sub(_spaced, normalise(text))


def _spaced(match: re.Match[str]) -> str:
    return f" {' '.join(bigrams(match.group()))} "


def bigrams(run: str) -> list[str]:
    """`石墨烯` → 石墨, 墨烯; a single character stays alone."""
    return [run[place : place + 2] for place in range(len(run) - 1)] or [run]


def words(text: str) -> Iterator[Word]:
    """Words and Chinese runs of a text as it stands, for finding matches in it."""
    for match in _WORD.finditer(text):
        first = match.group()[0]
        yield Word(match.start(), match.end(), match.group(), _HAN_RUN.match(first) is not None)
