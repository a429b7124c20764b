"""Reads the hand-written sources of the demo's sample (demo/sources): fictional patents and marks in two languages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Idea:
    """One fictional patent as written: the builders turn it into an office's document."""

    kind: str  # A published application, B grant, U utility model, DESIGN
    title: str
    symbols: list[str]
    owner: str
    place: tuple[str, str]  # city, country
    claimed: str
    problem: str = ""
    effect: str = ""
    parts: list[str] = field(default_factory=list)
    refinements: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class MarkIdea:
    """One fictional mark as written."""

    text: str
    classes: list[int]
    owner: str
    place: tuple[str, str]
    status: str
    goods: list[str]


def _lines(path: Path) -> Iterator[str]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.strip()


def _fields(line: str) -> list[str]:
    return [part.strip() for part in line.split(" | ")]


def english_ideas(path: Path) -> list[Idea]:
    """Ideas of patents_en.txt; every third one is a published application, the others are grants."""
    found: list[Idea] = []
    for line in _lines(path):
        if line[0] in "!+~=":
            _add(found[-1], line)
        else:
            title, symbols, owner, claimed = _fields(line)
            design = title.startswith("DESIGN ")
            kind = "DESIGN" if design else "A" if len(found) % 3 == 2 else "B"
            name, city, country = (part.strip() for part in owner.split(","))
            found.append(Idea(kind, title.removeprefix("DESIGN "), symbols.split(), name, (city, country), claimed))
    return found


def chinese_ideas(path: Path) -> list[Idea]:
    """Ideas of patents_zh.txt."""
    found: list[Idea] = []
    for line in _lines(path):
        if line[0] in "!+~=":
            _add(found[-1], line)
        else:
            kind, title, symbols, owner, *claimed = _fields(line)
            found.append(Idea(kind, title, symbols.split(), owner, ("云州", "CN"), claimed[0] if claimed else title))
    return found


def _add(idea: Idea, line: str) -> None:
    text = line[1:].strip()
    match line[0]:
        case "!":
            idea.problem = text
        case "=":
            idea.effect = text
        case "+":
            idea.parts.append(text)
        case _:
            idea.refinements.append(text)


def mark_ideas(path: Path, *, chinese: bool) -> list[MarkIdea]:
    """Marks of marks_en.txt or marks_zh.txt: one line each."""
    found = []
    for line in _lines(path):
        text, classes, owner, status, goods = _fields(line)
        if chinese:
            name, place = owner, ("云州", "CN")
        else:
            name, city, region = (part.strip() for part in owner.rsplit(",", 2))
            place = (city, region)
        split = goods.replace("；", ";").split(";")
        found.append(MarkIdea(text, [int(n) for n in classes.split()], name, place, status, [g.strip() for g in split]))
    return found
