"""Cutting a stream into records, one at a time, with a bounded buffer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Piece:
    """The bytes of one record; `refused` where it was longer than allowed (then `data` holds its beginning only)."""

    position: int
    data: bytes
    refused: bool = False


def at_marker(stream: BinaryIO, marker: bytes, most: int) -> Iterator[Piece]:
    """Records that each begin with `marker`; what stands before the first one comes as a piece of its own.

    A record longer than `most` bytes is passed over; its first bytes come with `refused`.
    """
    buffer, position, searched, refused = bytearray(), 0, 1, False
    head, begin = b"", 0
    while True:
        found = buffer.find(marker, searched)
        if found >= 0:
            data = bytes(buffer[:found])
            if refused:
                yield Piece(begin, head, refused=True)
            elif data.strip():
                yield Piece(position, data)
            del buffer[:found]
            position, searched, refused = position + found, 1, False
            continue
        chunk = stream.read(CHUNK)
        if not chunk:
            break
        searched = max(1, len(buffer) - len(marker) + 1)
        buffer += chunk
        if len(buffer) > most:
            if not refused:
                head, begin, refused = bytes(buffer[:4096]), position, True
                position += len(head)
                del buffer[: len(head)]
            drop = max(0, len(buffer) - len(marker) + 1)
            if buffer.find(marker, 0) < 0:
                position += drop
                del buffer[:drop]
            searched = 0
    if refused:
        yield Piece(begin, head, refused=True)
    elif buffer.strip():
        yield Piece(position, bytes(buffer))


def between(stream: BinaryIO, opening: bytes, closing: bytes, most: int) -> Iterator[Piece]:
    """Records from `opening` to `closing`, both included; what stands between records is passed over.

    A record that is cut short (by the end of the file or the opening of the next one) comes as it is.
    """
    for piece in at_marker(stream, opening, most):
        if not piece.data.startswith(opening):
            continue
        end = piece.data.find(closing)
        yield Piece(piece.position, piece.data[: end + len(closing)] if end >= 0 else piece.data, piece.refused)
