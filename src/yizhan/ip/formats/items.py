"""What readers give: records and problems, in the order of the file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from yizhan.ip.records import Record

MEGABYTE = 1_000_000


class UnreadableFile(Exception):
    """The file as a whole cannot be read; the message says why, for people."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a reader takes before it refuses, in bytes; `members` and `depth` concern archives."""

    record: int = 64 * MEGABYTE
    unpacked: int = 20_000 * MEGABYTE
    ratio: int = 200
    members: int = 200_000
    depth: int = 2


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be read. `record`: its number, or its place in the file; `position`: bytes from the start."""

    file: str
    record: str
    position: int
    reason: str


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """The office says that this record no longer stands. `kind`: patents or marks."""

    kind: str
    key: str


@dataclass(frozen=True, slots=True)
class Item:
    """One record, one withdrawal or one problem; `position` is the byte at which it begins in its (unpacked) file.

    `withdrawn`: kind of index and key of a record that the office took back.
    """

    file: str
    position: int
    record: Record | None = None
    problem: Problem | None = None
    withdrawn: Withdrawn | None = None


@dataclass(frozen=True, slots=True)
class SkippedFile:
    """A file without records, and the reason."""

    path: Path
    reason: str


def failed(file: str, record: str, position: int, reason: str) -> Item:
    """An item that reports a problem."""
    return Item(file, position, problem=Problem(file, record, position, reason))
