"""What the codes and words of trade mark registers mean, in the terms that records use. The code lists are data."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

LAST_NICE_CLASS = 45
_WORDS = (
    ("ended", ("refused", "withdrawn", "surrender", "cancel", "expired", "removed", "lapsed", "abandon", "dead", "实效", "실효", "거절", "포기", "취하", "무효")),
    ("registered", ("registered", "등록", "registration", "in force")),
    ("pending", ("filed", "under examination", "received", "published", "opposition", "pending", "accepted", "application", "출원", "공고", "appeal", "interruption", "start of")),
)  # fmt: skip
_FEATURES = (
    ("sound", ("sound",)),
    ("three-dimensional", ("3-d", "3d", "three-dimensional", "shape")),
    ("combined", ("combined", "stylized", "with design", "design plus")),
    ("figurative", ("figurative", "design only", "image")),
    ("word", ("word", "standard character", "typeset")),
    ("other", ("colour", "color", "hologram", "position", "pattern", "motion", "multimedia", "olfactory", "other")),
)


@cache
def _codes() -> dict[str, dict[str, str]]:
    loaded = yaml.safe_load((Path(__file__).parent / "data" / "us_mark_codes.yaml").read_text(encoding="utf-8"))
    return {name: dict(table) for name, table in loaded.items()}


def status_of(office: str, code: str) -> str:
    """pending, registered or ended for an office's status code; empty for unknown codes."""
    if office != "US":
        return ""
    return next((status for span, status in _codes()["status"].items() if _within(code, span)), "")


def _within(code: str, span: str) -> bool:
    low, _, high = span.partition("-")
    return low <= code <= (high or low)


def status_by_words(printed: str) -> str:
    """pending, registered or ended from a register's words; empty where they say none of them."""
    lowered = printed.lower()
    return next((status for status, words in _WORDS if any(word in lowered for word in words)), "")


def class_status(code: str) -> str:
    """Status of a class in a US file; a code that no list names stays as it is."""
    return _codes()["class_status"].get(code, code)


def drawing(code: str) -> str:
    """Feature of a mark from the first digit of the US drawing code."""
    return _codes()["drawing"].get(code[:1], "")


def feature(printed: str) -> str:
    """word, figurative, combined, sound, three-dimensional or other from a register's words; empty for none."""
    lowered = printed.lower()
    return next((name for name, words in _FEATURES if any(word in lowered for word in words)), "")
