"""Small office files, written as the offices write them."""

from __future__ import annotations

from pathlib import Path

from yizhan.site.demo import SOURCES, sample_us
from yizhan.site.demo.sources import english_ideas, mark_ideas


def grants(count: int = 3) -> str:
    """A concatenated weekly file of fictional grants."""
    ideas = [idea for idea in english_ideas(SOURCES / "patents_en.txt") if idea.kind == "B"][:count]
    return sample_us.patents(ideas)["us_grants.xml"]


def marks(count: int = 3) -> str:
    return sample_us.marks(mark_ideas(SOURCES / "marks_en.txt", chinese=False)[:count])


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path
