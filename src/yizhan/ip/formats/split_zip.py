"""Zip archives in parts (`name.z01`, `name.z02`, …, `name.zip`), as offices deliver weeks of several gigabytes.

The standard library refuses them. The parts are read as one file; entries are found in the central directory, which
stands in the last part and names for each entry the part and the place within it.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_END = b"PK\x05\x06"
_ENTRY = struct.Struct("<4s6H3I5H2I")
_LOCAL = struct.Struct("<4s5H3I2H")
_CHUNK = 1 << 16
_STORED, _DEFLATED = 0, 8


@dataclass(frozen=True, slots=True)
class Entry:
    """A member: its name, packed and unpacked size, how it is packed, and where its header stands in the joined parts."""

    name: str
    packed: int
    unpacked: int
    method: int
    is_encrypted: bool
    position: int


def parts_of(path: Path) -> list[Path]:
    """The parts of an archive in order, the named file last; only that file where there are none."""
    if path.suffix.lower() != ".zip":
        return [path]
    found = [p for p in path.parent.iterdir() if p.stem == path.stem and is_part(p)]
    return [*sorted(found, key=lambda part: int(part.suffix[2:])), path]


def is_part(path: Path) -> bool:
    """Whether a file is a part other than the last."""
    return re.fullmatch(r"\.z\d{2,3}", path.suffix.lower()) is not None


class Joined(io.RawIOBase):
    """The parts as one file that can be read from any place."""

    def __init__(self, parts: list[Path]) -> None:
        self._files = [part.open("rb") for part in parts]
        self.starts: list[int] = []
        self.size = 0
        for part in parts:
            self.starts.append(self.size)
            self.size += part.stat().st_size

    def read_at(self, position: int, size: int) -> bytes:
        pieces: list[bytes] = []
        while size > 0 and position < self.size:
            place = max(index for index, start in enumerate(self.starts) if start <= position)
            handle = self._files[place]
            handle.seek(position - self.starts[place])
            piece = handle.read(size)
            if not piece:
                break
            pieces.append(piece)
            position, size = position + len(piece), size - len(piece)
        return b"".join(pieces)

    def close(self) -> None:
        for handle in self._files:
            handle.close()
        super().close()


def entries(joined: Joined) -> Iterator[Entry]:
    """The members that the central directory lists.

    Raises:
        zipfile.BadZipFile: there is no central directory, or it is damaged.
    """
    tail = joined.read_at(max(0, joined.size - 66_000), 66_000)
    place = tail.rfind(_END)
    if place < 0:
        raise zipfile.BadZipFile("the last part has no central directory")
    _sign, _disk, cd_disk, _here, total, _size, offset, _comment = struct.unpack_from("<4s4H2IH", tail, place)
    if cd_disk >= len(joined.starts):
        raise zipfile.BadZipFile(f"a part is missing: the directory stands in part {cd_disk + 1} of {len(joined.starts)}")
    position = joined.starts[cd_disk] + offset
    for _number in range(total):
        raw = joined.read_at(position, _ENTRY.size)
        if len(raw) < _ENTRY.size or not raw.startswith(b"PK\x01\x02"):
            raise zipfile.BadZipFile("the central directory is damaged")
        fields = _ENTRY.unpack(raw)
        flags, method, packed, unpacked = fields[3], fields[4], fields[8], fields[9]
        name_length, extra_length, comment_length, disk, at = fields[10], fields[11], fields[12], fields[13], fields[16]
        name = joined.read_at(position + _ENTRY.size, name_length)
        extra = joined.read_at(position + _ENTRY.size + name_length, extra_length)
        packed, unpacked, at, disk = _zip64(extra, packed, unpacked, at, disk)
        if disk >= len(joined.starts):
            raise zipfile.BadZipFile(f"a part is missing: an entry stands in part {disk + 1} of {len(joined.starts)}")
        yield Entry(_decoded(name, flags), packed, unpacked, method, bool(flags & 1), joined.starts[disk] + at)
        position += _ENTRY.size + name_length + extra_length + comment_length


def _zip64(extra: bytes, packed: int, unpacked: int, at: int, disk: int) -> tuple[int, int, int, int]:
    """Sizes and places over four gigabytes stand in the extra field, in this order, only those that do not fit."""
    place = 0
    while place + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, place)
        if kind == 1:
            body, cursor = extra[place + 4 : place + 4 + length], 0
            if unpacked == 0xFFFFFFFF and cursor + 8 <= len(body):
                unpacked, cursor = struct.unpack_from("<Q", body, cursor)[0], cursor + 8
            if packed == 0xFFFFFFFF and cursor + 8 <= len(body):
                packed, cursor = struct.unpack_from("<Q", body, cursor)[0], cursor + 8
            if at == 0xFFFFFFFF and cursor + 8 <= len(body):
                at, cursor = struct.unpack_from("<Q", body, cursor)[0], cursor + 8
            if disk == 0xFFFF and cursor + 4 <= len(body):
                disk = struct.unpack_from("<I", body, cursor)[0]
        place += 4 + length
    return packed, unpacked, at, disk


def _decoded(name: bytes, flags: int) -> str:
    """UTF-8 where the archive says so, else what Chinese systems write, else Latin-1."""
    for encoding in ("utf-8",) if flags & 0x800 else ("utf-8", "gb18030"):
        try:
            return name.decode(encoding)
        except UnicodeDecodeError:
            continue
    return name.decode("latin-1")


class Unpacked(io.RawIOBase):
    """The unpacked bytes of one entry."""

    def __init__(self, joined: Joined, entry: Entry) -> None:
        header = joined.read_at(entry.position, _LOCAL.size)
        if len(header) < _LOCAL.size or not header.startswith(b"PK\x03\x04"):
            raise zipfile.BadZipFile("the header of a member is damaged")
        if entry.method not in {_STORED, _DEFLATED}:
            raise NotImplementedError(f"packed in a way that is not read (method {entry.method})")
        name_length, extra_length = _LOCAL.unpack(header)[9:11]
        self._joined, self._position = joined, entry.position + _LOCAL.size + name_length + extra_length
        self._left = entry.packed
        self._inflate = zlib.decompressobj(-zlib.MAX_WBITS) if entry.method == _DEFLATED else None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = b""
        while not data:
            if self._inflate is not None and self._inflate.unconsumed_tail:
                data = self._inflate.decompress(self._inflate.unconsumed_tail, len(buffer))
                continue
            if self._left <= 0:
                data = self._inflate.flush(len(buffer)) if self._inflate is not None and not self._inflate.eof else b""
                break
            packed = self._joined.read_at(self._position, min(_CHUNK if self._inflate else len(buffer), self._left))
            if not packed:
                raise EOFError("the archive ends within a member")
            self._position, self._left = self._position + len(packed), self._left - len(packed)
            data = self._inflate.decompress(packed, len(buffer)) if self._inflate is not None else packed
        buffer[: len(data)] = data
        return len(data)
