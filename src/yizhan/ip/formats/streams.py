"""Opening files safely: plain, gzip, zip (also zip in zip), with limits on size, ratio, names and depth."""

from __future__ import annotations

import gzip
import io
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from yizhan.ip.formats import split_zip
from yizhan.ip.formats.items import MEGABYTE, Item, Limits, failed

BROKEN_ARCHIVE = (OSError, EOFError, zlib.error, zipfile.BadZipFile, NotImplementedError, RuntimeError)


@dataclass(frozen=True, slots=True)
class Member:
    """An open file: `name` is its path, for a zip's member `archive.zip/member.xml`."""

    name: str
    stream: BinaryIO


class TooMuch(ValueError):
    """The unpacked bytes exceed what the limits allow."""


class Counted(io.RawIOBase):
    """A stream that stops with `TooMuch` when more comes out than the limits allow for what went in."""

    def __init__(self, inner: BinaryIO, *, packed: int, limits: Limits) -> None:
        self._inner, self._seen = inner, 0
        # Small files may be packed very densely without harm: the ratio counts from ten megabytes on.
        self._most = min(limits.unpacked, max(packed * limits.ratio, 10 * MEGABYTE))

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._inner.read(len(buffer))
        self._seen += len(data)
        if self._seen > self._most:
            raise TooMuch(f"unpacks to more than {self._most // MEGABYTE} MB, which its packed size does not justify")
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._inner.close()
        super().close()


def counted(inner: BinaryIO, *, packed: int, limits: Limits) -> BinaryIO:
    return io.BufferedReader(Counted(inner, packed=packed, limits=limits), 1 << 18)


def magic(path: Path) -> bytes:
    with path.open("rb") as handle:
        return handle.read(8)


def is_gzip(head: bytes) -> bool:
    return head.startswith(b"\x1f\x8b")


def is_zip(head: bytes) -> bool:
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def members(path: Path, limits: Limits) -> Iterator[Member | Item]:
    """The readable streams of a file: itself, or what is packed in it; refused members come as problems."""
    head = magic(path)
    if len(split_zip.parts_of(path)) > 1:
        yield from _split_members(path, limits)
    elif is_zip(head):
        yield from _zip_members(path, str(path), limits, limits.depth)
    elif is_gzip(head):
        packed = path.stat().st_size
        with gzip.open(path, "rb") as inner, counted(inner, packed=packed, limits=limits) as stream:  # type: ignore[arg-type]
            yield Member(str(path), stream)
    else:
        with path.open("rb", buffering=1 << 18) as stream:
            yield Member(str(path), stream)


def _zip_members(source: Path | BinaryIO, name: str, limits: Limits, depth: int) -> Iterator[Member | Item]:
    try:
        with zipfile.ZipFile(source) as archive:
            entries = archive.infolist()
            if len(entries) > limits.members:
                yield failed(name, "", 0, f"the archive has more than {limits.members} members")
                return
            for entry in entries:
                if not entry.is_dir():
                    yield from _zip_member(archive, entry, name, limits, depth)
    except BROKEN_ARCHIVE as error:
        yield failed(name, "", 0, f"the archive is damaged: {error}")


def _split_members(path: Path, limits: Limits) -> Iterator[Member | Item]:
    """The members of an archive in parts."""
    with split_zip.Joined(split_zip.parts_of(path)) as joined:
        try:
            for place, entry in enumerate(split_zip.entries(joined)):
                full = f"{path}/{entry.name}"
                if place >= limits.members:
                    yield failed(str(path), "", 0, f"the archive has more than {limits.members} members")
                    return
                if entry.name.endswith("/"):
                    continue
                if unsafe_name(entry.name):
                    yield failed(full, "", 0, "refused: the member's name points outside its archive")
                elif entry.is_encrypted:
                    yield failed(full, "", 0, "the member is encrypted")
                else:
                    yield from _split_member(joined, entry, full, limits)
        except BROKEN_ARCHIVE as error:
            yield failed(str(path), "", 0, f"the archive is damaged: {error}")


def _split_member(joined: split_zip.Joined, entry: split_zip.Entry, full: str, limits: Limits) -> Iterator[Member | Item]:
    try:
        inner = split_zip.Unpacked(joined, entry)
    except BROKEN_ARCHIVE as error:
        yield failed(full, "", 0, f"the member is damaged: {error}")
        return
    with counted(io.BufferedReader(inner, 1 << 18), packed=max(entry.packed, 1), limits=limits) as stream:
        yield from _opened(stream, full, limits, limits.depth)


def unsafe_name(name: str) -> bool:
    """A name that would leave the folder it is unpacked in."""
    parts = PurePosixPath(name.replace("\\", "/"))
    return parts.is_absolute() or ".." in parts.parts or ":" in name.split("/", maxsplit=1)[0] or "\x00" in name


def _zip_member(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str, limits: Limits, depth: int
) -> Iterator[Member | Item]:
    full = f"{name}/{entry.filename}"
    if unsafe_name(entry.filename):
        yield failed(full, "", 0, "refused: the member's name points outside its archive")
    elif stat.S_ISLNK(entry.external_attr >> 16):
        yield failed(full, "", 0, "refused: the member is a link")
    elif entry.flag_bits & 1:
        yield failed(full, "", 0, "the member is encrypted")
    else:
        try:
            inner = archive.open(entry)
        except BROKEN_ARCHIVE as error:
            yield failed(full, "", 0, f"the member is damaged: {error}")
            return
        with counted(inner, packed=max(entry.compress_size, 1), limits=limits) as stream:  # type: ignore[arg-type]
            yield from _opened(stream, full, limits, depth)


def _opened(stream: BinaryIO, name: str, limits: Limits, depth: int) -> Iterator[Member | Item]:
    head = stream.peek(8)[:8] if isinstance(stream, io.BufferedReader) else b""
    if not is_zip(head):
        yield Member(name, stream)
    elif depth <= 1:
        yield failed(name, "", 0, "refused: archives are nested too deeply")
    else:
        try:
            nested = stream.read(limits.record + 1)
        except TooMuch as error:
            yield failed(name, "", 0, f"refused: {error}")
            return
        if len(nested) > limits.record:
            yield failed(name, "", 0, f"refused: a nested archive over {limits.record // MEGABYTE} MB")
        else:
            yield from _zip_members(io.BytesIO(nested), name, limits, depth - 1)
