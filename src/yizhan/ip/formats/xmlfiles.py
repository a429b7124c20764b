"""Reading XML files document by document: cutting, parsing, and telling of what fails, the same for every dialect."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from yizhan.ip.formats.items import MEGABYTE, Item, Limits, Withdrawn, failed
from yizhan.ip.formats.split import Piece, at_marker
from yizhan.ip.formats.streams import Member, TooMuch
from yizhan.ip.formats.xmltext import BrokenXml, Element, parse
from yizhan.ip.records import BadNumber, Record

Made = Record | Withdrawn | str
# From a root element to its records: each with the name by which a problem would be told; a text is the reason
# why there is no record.
Convert = Callable[[Element], Iterable[tuple[str, Made]]]


class NotADocument(ValueError):
    """Well-formed XML, but no document of this format; the message says what is missing."""


_NUMBER = re.compile(
    rb"<(?:[\w-]+:)?(?:doc-number|DocNumber|DNUM><PDAT|B110|PublicationNumber|ApplicationNumber)>\s*([^<]{1,40})<"
)


def read(member: Member, limits: Limits, convert: Convert, *, clean: Callable[[bytes], bytes] | None = None) -> Iterator[Item]:
    """Every document of a stream (several may follow one another, each with its own `<?xml`), in order.

    `clean`: what must be done to the bytes of a document before they are XML (entities of SGML, for instance).
    """
    try:
        for piece in at_marker(member.stream, b"<?xml ", limits.record):
            yield from one(piece, member.name, limits, convert, clean)
    except TooMuch as error:
        yield failed(member.name, "", 0, f"refused: {error}")
    except (OSError, EOFError) as error:
        yield failed(member.name, "", 0, f"the file is damaged: {error}")


def one(
    piece: Piece, file: str, limits: Limits, convert: Convert, clean: Callable[[bytes], bytes] | None = None
) -> Iterator[Item]:
    """The records of one document."""
    found = _NUMBER.search(piece.data[:8192])
    name = found.group(1).decode("utf-8", "replace").strip() if found else f"byte {piece.position}"
    if piece.refused:
        yield failed(file, name, piece.position, f"refused: longer than {limits.record // MEGABYTE} MB")
        return
    data = piece.data.strip()
    if data in {b"", b"\xef\xbb\xbf"}:
        return
    try:
        root = parse(clean(data) if clean else data.removeprefix(b"\xef\xbb\xbf"))
        for called, made in convert(root):
            if isinstance(made, str):
                yield failed(file, called or name, piece.position, made)
            elif isinstance(made, Withdrawn):
                yield Item(file, piece.position, withdrawn=made)
            else:
                yield Item(file, piece.position, record=made)
    except (BrokenXml, NotADocument) as error:
        yield failed(file, name, piece.position, str(error))
    except BadNumber as error:
        yield failed(file, name, piece.position, f"the publication number cannot be read: {error}")


def without_prolog(data: bytes) -> bytes:
    """The document from its root element on: declarations of types and entities are never looked at."""
    bare = re.sub(rb"<!--.*?-->", b"", data[:200_000], flags=re.DOTALL) + data[200_000:] if b"<!--" in data[:4096] else data
    start = _document_start(bare)
    return bare[start:]


def _document_start(data: bytes) -> int:
    position = 0
    while True:
        found = data.find(b"<", position)
        if found < 0:
            return 0
        if data.startswith(b"<?", found):
            position = max(data.find(b"?>", found) + 2, found + 2)
        elif data.startswith(b"<!DOCTYPE", found):
            end, bracket = data.find(b">", found), data.find(b"[", found)
            if 0 <= bracket < end:
                closing = re.compile(rb"\]\s*>").search(data, bracket)
                end = closing.end() - 1 if closing else end
            position = max(end + 1, found + 2)
        elif data.startswith(b"<!", found):
            position = max(data.find(b">", found) + 1, found + 2)
        else:
            return found
