"""Readers of office files: one for each format, streaming, with nothing dropped silently.

for item in read(Path("ipg120327.xml")):
    item.record or item.problem
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from yizhan.ip.formats import (
    class_lists,
    cn,
    docdb,
    ep,
    jp,
    pap,
    redbook,
    st32,
    st66,
    st96,
    st96_marks,
    streams,
    tables,
    trademark_daily,
    us_text,
)
from yizhan.ip.formats.detect import HEAD, Format, detect, of_head
from yizhan.ip.formats.items import Item, Limits, Problem, SkippedFile, UnreadableFile, Withdrawn, failed

__all__ = ["Format", "Item", "Limits", "Problem", "SkippedFile", "UnreadableFile", "Withdrawn", "detect", "read", "readable"]


def read(path: Path, *, limits: Limits | None = None) -> Iterator[Item]:
    """Every record of a file, archives included, in order; what cannot be read comes as a problem.

    Raises:
        UnreadableFile: nothing in the file can be read; the message says why.
    """
    limits = limits or Limits()
    found = detect(path)
    if found.reason:
        raise UnreadableFile(found.reason)
    for member in streams.members(path, limits):
        if isinstance(member, Item):
            yield member
        elif found.kind == "archive":
            yield from _member(member, limits)
        else:
            yield from _by_format(member, found, limits)


def _member(member: streams.Member, limits: Limits) -> Iterator[Item]:
    """A member of an archive, by its own content; members without records are told as problems."""
    try:
        head = member.stream.peek(HEAD)  # type: ignore[attr-defined]
    except streams.TooMuch as error:
        yield failed(member.name, "", 0, f"refused: {error}")
        return
    except streams.BROKEN_ARCHIVE as error:
        yield failed(member.name, "", 0, f"the member is damaged: {error}")
        return
    found = of_head(head, Path(member.name))
    if found.reason:
        yield failed(member.name, "", 0, found.reason)
    else:
        yield from _by_format(member, found, limits)


Reader = Callable[[streams.Member, Limits], Iterator[Item]]
_READERS: dict[str, Reader] = {
    "us-redbook": redbook.read,
    "us-st32": st32.read,
    "us-pap": pap.read,
    "us-aps": us_text.read_aps,
    "us-brs": us_text.read_brs,
    "docdb": docdb.read,
    "ep-fulltext": ep.read,
    "ep-register": ep.read_register,
    "cn": cn.read,
    "jp": jp.read,
    "st96": st96.read,
    "st96-marks": st96_marks.read,
    "st66": st66.read,
    "us-trademark-daily": trademark_daily.read,
}


def _by_format(member: streams.Member, found: Format, limits: Limits) -> Iterator[Item]:
    if found.mapping is not None:
        return tables.read(member, found.mapping, found.shape, limits)
    if found.kind == "classes":
        return class_lists.read(member, found.shape, limits)
    return _READERS[found.name](member, limits)


def readable(paths: Iterable[Path]) -> Iterator[Path | SkippedFile]:
    """The files under `paths` in order of name; those that carry no records come with their reason."""
    for path in paths:
        if path.is_dir():
            yield from readable(sorted(path.iterdir()))
        elif not path.exists():
            yield SkippedFile(path, "no such file")
        else:
            try:
                found = detect(path)
            except UnreadableFile as error:
                yield SkippedFile(path, str(error))
                continue
            yield SkippedFile(path, found.reason) if found.reason else path
