"""The project's table format: JSONL, JSON arrays and CSV, plain or gzip; columns mapped by a small YAML file.

The mapping is found by the table's own columns, or stands beside the table (`name.yaml` for `name.jsonl`).
docs/en/formats.md describes both.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from yizhan.ip.formats.items import MEGABYTE, Item, Limits, failed
from yizhan.ip.formats.mapping import BadValue, Mapping
from yizhan.ip.formats.streams import Member, TooMuch
from yizhan.ip.records import BadNumber

Row = dict[str, Any]
_CHUNK = 1 << 18


class BadRow(ValueError):
    """A row cannot be read as a row; `position` is its first byte."""

    def __init__(self, position: int, reason: str) -> None:
        super().__init__(reason)
        self.position = position


def read(member: Member, mapping: Mapping, shape: str, limits: Limits) -> Iterator[Item]:
    """Every row of a table as a record or a problem. `shape`: jsonl, json or csv."""
    rows = {"jsonl": _json_lines, "json": _json_array, "csv": _csv_rows}[shape](member, mapping, limits)
    place = 0
    while True:
        place += 1
        try:
            position, row = next(rows)
        except StopIteration:
            return
        except BadRow as error:
            yield failed(member.name, f"row {place}", error.position, str(error))
            continue
        except TooMuch as error:
            yield failed(member.name, f"row {place}", 0, f"refused: {error}")
            return
        except (OSError, EOFError, UnicodeDecodeError) as error:
            yield failed(member.name, f"row {place}", 0, f"the file is damaged: {error}")
            return
        yield _record(mapping, row, member.name, position, place)


def _record(mapping: Mapping, row: Row, file: str, position: int, place: int) -> Item:
    try:
        return Item(file, position, record=mapping.record(row))
    except BadNumber as error:
        return failed(file, f"row {place}", position, f"the number cannot be read: {str(error)[:80]!r}")
    except BadValue as error:
        return failed(file, f"row {place}", position, str(error))


def _json_lines(member: Member, mapping: Mapping, limits: Limits) -> Iterator[tuple[int, Row]]:
    return _Resumable(_lines(member, limits), _json_row)


def _lines(member: Member, limits: Limits) -> Iterator[tuple[int, bytes]]:
    position = 0
    while line := member.stream.readline(limits.record + 1):
        if len(line) > limits.record:
            yield position, b""
            while line and not line.endswith(b"\n"):
                position += len(line)
                line = member.stream.readline(_CHUNK)
        elif line.strip():
            yield position, line
        position += len(line)


def _json_row(position: int, line: bytes) -> Row:
    if not line:
        raise BadRow(position, "refused: the row is too long")
    try:
        row = json.loads(line)
    except ValueError as error:
        raise BadRow(position, f"not valid JSON: {error}") from error
    if not isinstance(row, dict):
        raise BadRow(position, "not a JSON object")
    return row


class _Resumable:
    """An iterator that goes on after a row that could not be read (a generator would end there)."""

    def __init__(self, source: Iterator[tuple[int, Any]], convert: Any) -> None:
        self._source, self._convert = source, convert

    def __iter__(self) -> _Resumable:
        return self

    def __next__(self) -> tuple[int, Row]:
        position, raw = next(self._source)
        return position, self._convert(position, raw)


def _json_array(member: Member, mapping: Mapping, limits: Limits) -> Iterator[tuple[int, Row]]:
    """Objects of one big array, each decoded when it has arrived whole."""
    return _Resumable(_objects(member, limits), _object_row)


def _object_row(position: int, value: Any) -> Row:
    if isinstance(value, BadRow):
        raise value
    if not isinstance(value, dict):
        raise BadRow(position, "not a JSON object")
    return value


def _objects(member: Member, limits: Limits) -> Iterator[tuple[int, Any]]:
    reader = io.TextIOWrapper(member.stream, encoding="utf-8-sig")
    decoder, buffer, done = json.JSONDecoder(), reader.read(_CHUNK).lstrip(), 0
    if not buffer.startswith("["):
        yield 0, BadRow(0, "not a JSON array")
        return
    buffer, done = buffer[1:], 1
    while True:
        stripped = buffer.lstrip(" \t\r\n,")
        done += len(buffer) - len(stripped)
        buffer = stripped
        if buffer.startswith("]"):
            return
        try:
            value, end = decoder.raw_decode(buffer)
        except ValueError as error:
            more = reader.read(_CHUNK)
            buffer += more
            if not more or len(buffer) > limits.record:
                if buffer:
                    reason = "refused: the row is too long" if more else f"not valid JSON: {error}"
                    yield done, BadRow(done, reason)
                return
            continue
        yield done, value
        done += len(buffer[:end].encode())
        buffer = buffer[end:]


def _csv_rows(member: Member, mapping: Mapping, limits: Limits) -> Iterator[tuple[int, Row]]:
    csv.field_size_limit(limits.record)
    source = _PositionedLines(member)
    reader = csv.reader(source, delimiter=mapping.delimiter)
    try:
        names = [name.strip() for name in next(reader)]
    except StopIteration:
        return iter(())
    names = ["" for _ in range(mapping.extra_leading_columns)] + names
    return _Resumable(_cells(reader, source), lambda position, cells: _csv_row(position, cells, names))


def _cells(reader: Any, source: _PositionedLines) -> Iterator[tuple[int, Any]]:
    while True:
        position = source.position
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield position, BadRow(position, f"not a valid CSV row: {error}")
            continue
        if cells:
            yield position, cells


def _csv_row(position: int, cells: Any, names: list[str]) -> Row:
    if isinstance(cells, BadRow):
        raise cells
    if len(cells) != len(names):
        raise BadRow(position, f"the row has {len(cells)} cells, the header {len(names)}")
    return {name: cell for name, cell in zip(names, cells, strict=True) if name}


class _PositionedLines:
    """Text lines of a stream, and the byte at which the next one begins."""

    def __init__(self, member: Member) -> None:
        self._stream, self.position = member.stream, 0

    def __iter__(self) -> _PositionedLines:
        return self

    def __next__(self) -> str:
        line = self._stream.readline(64 * MEGABYTE)
        if not line:
            raise StopIteration
        text = line.decode("utf-8-sig" if self.position == 0 else "utf-8", "replace").replace("\x00", "")
        self.position += len(line)
        return text


def columns_of(head: bytes) -> tuple[str, frozenset[str]]:
    """(shape, column names) that the first bytes of a table show; ("", ∅) where they show none."""
    text = head.decode("utf-8-sig", "ignore").lstrip()
    if text.startswith(("{", "[")):
        shape = "jsonl" if text.startswith("{") else "json"
        try:
            first, _end = json.JSONDecoder().raw_decode(text.lstrip("[ \r\n\t"))
        except ValueError:
            return "", frozenset()
        return (shape, frozenset(first)) if isinstance(first, dict) else ("", frozenset())
    line = text.splitlines()[0] if text else ""
    delimiter = max(",;\t|", key=line.count)
    names = [name.strip().strip('"') for name in line.split(delimiter)]
    if len(names) > 1 and all(name.isprintable() and len(name) < 60 for name in names):
        return "csv", frozenset(names)
    return "", frozenset()
