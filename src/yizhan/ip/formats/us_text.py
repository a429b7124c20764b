"""USPTO grants as tagged text: greenbook (APS) and BRS, told apart by how the file begins."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from yizhan.ip.formats import aps, brs
from yizhan.ip.formats.items import MEGABYTE, Item, Limits, failed
from yizhan.ip.formats.split import Piece, at_marker
from yizhan.ip.formats.streams import Member, TooMuch
from yizhan.ip.formats.tagged import Line, lines
from yizhan.ip.records import BadNumber, Patent

_WKU = re.compile(rb"WKU\s+(\S+)")
Convert = Callable[[list[Line]], Patent]


def read_aps(member: Member, limits: Limits) -> Iterator[Item]:
    """Every grant of a greenbook file, in order."""
    return _read(member, limits, b"PATN", aps.patent)


def read_brs(member: Member, limits: Limits) -> Iterator[Item]:
    """Every grant of a BRS export, in order."""
    return _read(member, limits, b"*** BRS DOCUMENT BOUNDARY ***", brs.patent)


def _read(member: Member, limits: Limits, marker: bytes, convert: Convert) -> Iterator[Item]:
    try:
        for piece in at_marker(member.stream, marker, limits.record):
            item = _one(piece, member.name, limits, convert)
            if item is not None:
                yield item
    except TooMuch as error:
        yield failed(member.name, "", 0, f"refused: {error}")
    except (OSError, EOFError) as error:
        yield failed(member.name, "", 0, f"the file is damaged: {error}")


def _one(piece: Piece, file: str, limits: Limits, convert: Convert) -> Item | None:
    found = _WKU.search(piece.data[:4096])
    if found is None:
        return None  # what stands before the first document: a header of the file
    name = found.group(1).decode("latin-1")
    if piece.refused:
        return failed(file, name, piece.position, f"refused: longer than {limits.record // MEGABYTE} MB")
    try:
        return Item(file, piece.position, record=convert(lines(piece.data)))
    except BadNumber as error:
        return failed(file, name, piece.position, f"the publication number cannot be read: {error}")
