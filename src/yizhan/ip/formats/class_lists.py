"""Lists of classification symbols: CPC titles, IPC in Chinese, Nice (English and Chinese with similar groups), Vienna, IPC → field."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from typing import Any

from yizhan.ip.formats.items import MEGABYTE, Item, Limits, failed
from yizhan.ip.formats.streams import Member, TooMuch
from yizhan.ip.records import ClassEntry, Text

# What tells the lists apart: the beginning of the file.
_SIGNS: tuple[tuple[str, re.Pattern[bytes]], ...] = (
    ("cpc-titles", re.compile(rb"\A[A-HY]\t\t[^\t\n]+\r?\n[A-HY]\d\d\t")),
    ("ipc-zh", re.compile(rb"\A(?:\xef\xbb\xbf)?[A-H]\t[\xe3-\xe9][^\t\n]+\r?\n[A-H]\d\d\t")),
    ("nice-terms", re.compile(rb"\A(?:\xef\xbb\xbf)?basic_number,class_number,term,language")),
    ("vienna", re.compile(rb"\A(?:\xef\xbb\xbf)?idcategory,categdesc")),
    ("wipo35", re.compile(rb"\A(?:\xef\xbb\xbf)?Field_number,Sector_en,")),
    ("nice-headings", re.compile(rb'\A\s*\[\s*\{\s*"number":\s*\d+,\s*"heading"')),
    ("nice-zh", re.compile(rb'\A\s*\[\s*\{(?=[^}]{0,400}"code")(?=[^}]{0,400}"name")(?=[^}]{0,900}(?:"pid"|"children"))')),
)


def list_of(head: bytes) -> str:
    """The name of the list that begins so; empty for none."""
    return next((name for name, sign in _SIGNS if sign.search(head)), "")


def read(member: Member, name: str, limits: Limits) -> Iterator[Item]:
    """Every entry of a list, in order; rows that are none come as problems."""
    try:
        yield from _READERS[name](member, limits)
    except TooMuch as error:
        yield failed(member.name, "", 0, f"refused: {error}")
    except (OSError, EOFError) as error:
        yield failed(member.name, "", 0, f"the file is damaged: {error}")


def _rows(member: Member, delimiter: str) -> Iterator[tuple[int, int, list[str]]]:
    """(row, its first byte, cells)."""
    position = 0
    for place, raw in enumerate(member.stream, 1):
        line = raw.decode("utf-8-sig" if place == 1 else "utf-8", "replace").rstrip("\r\n")
        if line.strip():
            # A tab ends a cell; quotes within a title mean nothing. A comma may stand in a quoted cell.
            yield place, position, line.split("\t") if delimiter == "\t" else next(csv.reader(io.StringIO(line)), [])
        position += len(raw)


def _short(member: Member, place: int, position: int) -> Item:
    return failed(member.name, f"row {place}", position, "the row has too few cells")


def _cpc(member: Member, limits: Limits) -> Iterator[Item]:
    for place, position, cells in _rows(member, "\t"):
        if len(cells) < 3 or not cells[0]:
            yield _short(member, place, position)
            continue
        level = int(cells[1]) if cells[1].isdigit() else -1
        entry = ClassEntry("cpc", cells[0].strip(), (Text(cells[2].strip(), "en"),), parent_of(cells[0]), (), level, "cpc-titles")
        yield Item(member.name, position, record=entry)


def _ipc(member: Member, limits: Limits) -> Iterator[Item]:
    for place, position, cells in _rows(member, "\t"):
        if len(cells) < 2 or not cells[0]:
            yield _short(member, place, position)
            continue
        entry = ClassEntry("ipc", cells[0].strip(), (Text(cells[1].strip(), "zh"),), parent_of(cells[0]), source="ipc-zh")
        yield Item(member.name, position, record=entry)


def parent_of(symbol: str) -> str:
    """What a symbol stands below by its form: H01M10/0525 → H01M10/00 → H01M → H01 → H."""
    if "/" in symbol:
        group = symbol.split("/", maxsplit=1)[0]
        return symbol[:4] if symbol.endswith("/00") else f"{group}/00"
    return {4: symbol[:3], 3: symbol[:1]}.get(len(symbol), "")


def _nice_terms(member: Member, limits: Limits) -> Iterator[Item]:
    for place, position, cells in _rows(member, ","):
        if place == 1:
            continue
        if len(cells) < 4 or not cells[1].isdigit():
            yield _short(member, place, position)
            continue
        number, parent, term, language = cells[0], str(int(cells[1])), cells[2].strip(), cells[3]
        yield Item(member.name, position, record=ClassEntry("nice", number, (Text(term, language),), parent, source="nice-terms"))


def _vienna(member: Member, limits: Limits) -> Iterator[Item]:
    for place, position, cells in _rows(member, ","):
        if place == 1:
            continue
        if len(cells) < 2 or len(cells[0]) not in {2, 4, 6}:
            yield _short(member, place, position)
            continue
        parts = [cells[0][at : at + 2] for at in range(0, len(cells[0]), 2)]
        entry = ClassEntry("vienna", ".".join(parts), (Text(cells[1].strip(), "en"),), ".".join(parts[:-1]), source="vienna")
        yield Item(member.name, position, record=entry)


def _wipo35(member: Member, limits: Limits) -> Iterator[Item]:
    for place, position, cells in _rows(member, ","):
        if place == 1:
            continue
        if len(cells) < 8 or not cells[0].isdigit():
            yield _short(member, place, position)
            continue
        titles = (Text(cells[4].strip(), "en"), Text(cells[5].strip(), "fr"), Text(cells[6].strip(), "es"))
        symbol = cells[7].rstrip("%").replace(" ", "")
        yield Item(member.name, position, record=ClassEntry("wipo35", cells[0], titles, cells[1], (symbol,), source="wipo35"))


def _json(member: Member, limits: Limits) -> list[Any] | Item:
    data = member.stream.read(limits.record + 1)
    if len(data) > limits.record:
        return failed(member.name, "", 0, f"refused: longer than {limits.record // MEGABYTE} MB")
    try:
        loaded = json.loads(data)
    except ValueError as error:
        return failed(member.name, "", 0, f"not valid JSON: {error}")
    return loaded if isinstance(loaded, list) else failed(member.name, "", 0, "not a JSON array")


def _nice_headings(member: Member, limits: Limits) -> Iterator[Item]:
    loaded = _json(member, limits)
    if isinstance(loaded, Item):
        yield loaded
        return
    for place, row in enumerate(loaded, 1):
        if isinstance(row, dict) and isinstance(row.get("number"), int) and row.get("heading"):
            titles = (Text(" ".join(str(row["heading"]).split()), "en"),)
            yield Item(member.name, 0, record=ClassEntry("nice", str(row["number"]), titles, source="nice-headings"))
        else:
            yield failed(member.name, f"row {place}", 0, "not a class with its heading")


def _nice_zh(member: Member, limits: Limits) -> Iterator[Item]:
    """Classes, similar groups and goods: nested (`children`) or flat (`pid` names the row above)."""
    loaded = _json(member, limits)
    if isinstance(loaded, Item):
        yield loaded
        return
    named = {str(row.get("id")): row for row in loaded if isinstance(row, dict)}
    for place, row in enumerate(loaded, 1):
        if not isinstance(row, dict) or not row.get("code") or not row.get("name"):
            yield failed(member.name, f"row {place}", 0, "a row without code and name")
            continue
        above = named.get(str(row.get("pid") or ""))
        for entry in _nice_rows(row, str(above.get("code")) if above else ""):
            yield Item(member.name, 0, record=entry)


def _nice_rows(row: dict[str, Any], above: str) -> Iterator[ClassEntry]:
    code, name = str(row["code"]).strip(), " ".join(str(row["name"]).split())
    title = (Text(re.sub(r"^第.{1,4}类\s*", "", name), "zh"),)
    if len(code) == 2 and code.isdigit():
        yield ClassEntry("nice", str(int(code)), title, source="nice-zh")
    elif len(code) == 4 and code.isdigit():
        yield ClassEntry("nice-group", code, title, str(int(code[:2])), source="nice-zh")
    else:
        parent = str(int(above[:2])) if above[:2].isdigit() else ""
        yield ClassEntry("nice", code, title, parent, (above,) if above else (), source="nice-zh")
    for child in row.get("children") or ():
        if isinstance(child, dict) and child.get("code") and child.get("name"):
            yield from _nice_rows(child, code)


_READERS = {
    "cpc-titles": _cpc,
    "ipc-zh": _ipc,
    "nice-terms": _nice_terms,
    "vienna": _vienna,
    "wipo35": _wipo35,
    "nice-headings": _nice_headings,
    "nice-zh": _nice_zh,
}
