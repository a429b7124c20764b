"""Mappings: which column of a table is which field of a record. Data (YAML), read by this small interpreter."""

from __future__ import annotations

import ast
import hashlib
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from yizhan.ip.formats import mark_codes
from yizhan.ip.formats.bodies import references
from yizhan.ip.formats.items import UnreadableFile
from yizhan.ip.records import (
    Citation,
    Claim,
    Classification,
    GoodsClass,
    Mark,
    PartialDate,
    Party,
    Patent,
    PublicationNumber,
    Record,
    Section,
    Text,
)

SHIPPED = Path(__file__).parent / "mappings"
_CLAIM_START = re.compile(r"(?:^|\n)\s*(\d{1,4})\s*[.．、]\s*(?=\S)")


class BadValue(ValueError):
    """A cell does not hold what the mapping says it should."""


@dataclass(frozen=True, slots=True)
class Column:
    """One field of the mapping: the column it comes from and how its value is read."""

    source: str
    split: str = ""
    strip: str = ""
    read_as: str = ""  # localized: a Python or JSON list of {text, language}; numbered: one text with numbered claims


@dataclass(frozen=True, slots=True)
class Mapping:
    """A mapping as loaded. `match` names columns that a table must have to be read with it."""

    name: str
    record_kind: str
    match: frozenset[str]
    columns: dict[str, Column]
    constants: dict[str, str] = field(default_factory=dict)
    delimiter: str = ","
    extra_leading_columns: int = 0

    def record(self, row: dict[str, Any]) -> Record:
        """The record of a row.

        Raises:
            BadNumber, BadValue: the row cannot be one.
        """
        return _patent(self, row) if self.record_kind == "patent" else _mark(self, row)

    def values(self, row: dict[str, Any], target: str) -> list[Any]:
        """The value or values of a field: a list, split and cleaned as the mapping says; empty cells give none."""
        column = self.columns.get(target)
        if column is None:
            constant = self.constants.get(target, "")
            return [constant] if constant else []
        cell = row.get(column.source)
        if cell is None or cell == "":
            return []
        if column.read_as == "localized":
            return _localized(cell)
        parts: Iterable[Any] = cell if isinstance(cell, list) else [cell]
        if column.split:
            parts = [piece for part in parts for piece in re.split(column.split, str(part))]
        if column.strip:
            parts = [re.sub(column.strip, "", str(part)) for part in parts]
        return [part for part in (part.strip() if isinstance(part, str) else part for part in parts) if part not in ("", None)]

    def text(self, row: dict[str, Any], target: str) -> str:
        values = self.values(row, target)
        return " ".join(str(values[0]).split()) if values else ""

    def date(self, row: dict[str, Any], target: str) -> PartialDate | None:
        return PartialDate.parse(self.text(row, target))


def load(path: Path) -> Mapping:
    """A mapping from its YAML file.

    Raises:
        UnreadableFile: the file is no mapping; the message says what is missing.
    """
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
        columns = {
            target: Column(given) if isinstance(given, str) else Column(**{_KEYS[key]: value for key, value in given.items()})
            for target, given in raw["fields"].items()
        }
        mapping = Mapping(
            name=path.stem,
            record_kind=raw["record"],
            match=frozenset(raw.get("match", ())),
            columns=columns,
            constants={key: str(value) for key, value in raw.get("constants", {}).items()},
            delimiter=raw.get("delimiter", ","),
            extra_leading_columns=int(raw.get("extra_leading_columns", 0)),
        )
    except (OSError, yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
        raise UnreadableFile(f"{path.name} is no table mapping: {error}") from error
    if mapping.record_kind not in {"patent", "mark"}:
        raise UnreadableFile(f"{path.name} is no table mapping: record must be patent or mark")
    return mapping


_KEYS = {"from": "source", "split": "split", "strip": "strip", "as": "read_as"}


@cache
def shipped() -> tuple[Mapping, ...]:
    """The mappings of this package, the most demanding first."""
    found = [load(path) for path in sorted(SHIPPED.glob("*.yaml"))]
    return tuple(sorted(found, key=lambda mapping: -len(mapping.match)))


def matching(columns: frozenset[str]) -> Mapping | None:
    """The shipped mapping whose columns a table has."""
    return next((mapping for mapping in shipped() if mapping.match and mapping.match <= columns), None)


def _localized(cell: Any) -> list[Text]:
    if isinstance(cell, str):
        try:
            cell = ast.literal_eval(cell)
        except (ValueError, SyntaxError) as error:
            raise BadValue("a list of texts with their language was expected") from error
    if not isinstance(cell, list):
        raise BadValue("a list of texts with their language was expected")
    return [Text(str(item.get("text", "")), str(item.get("language", "")).lower()) for item in cell if isinstance(item, dict)]


def _texts(mapping: Mapping, row: dict[str, Any], target: str) -> tuple[Text, ...]:
    language = mapping.constants.get("language", "")
    found = (value if isinstance(value, Text) else Text(str(value), language) for value in mapping.values(row, target))
    return tuple(Text(" ".join(text.text.split()), text.lang) for text in found if text.text.strip())


def _patent(mapping: Mapping, row: dict[str, Any]) -> Patent:
    number = _number(mapping, row)
    titles = _texts(mapping, row, "title")
    abstracts = _texts(mapping, row, "abstract")
    language = next((text.lang for text in (*titles, *abstracts) if text.lang), "")
    return Patent(
        number=number,
        right=mapping.text(row, "right") or _right_of(number),
        stage=mapping.text(row, "stage") or _stage_of(number),
        language=language,
        titles=titles,
        abstracts=abstracts,
        claims=_claims(mapping, row),
        description=_description(mapping, row),
        parties=_parties(mapping, row),
        classifications=_classifications(mapping, row),
        citations=tuple(_citation(str(value)) for value in mapping.values(row, "citations")),
        publication_date=mapping.date(row, "publication_date"),
        application_number=mapping.text(row, "application_number"),
        filing_date=mapping.date(row, "filing_date"),
        source=f"table:{mapping.name}",
    )


def _number(mapping: Mapping, row: dict[str, Any]) -> PublicationNumber:
    text = mapping.text(row, "number")
    if not text and "record_id" in mapping.columns:
        # A row without a publication number keeps the identifier of its own set (or a digest of itself), with no
        # office: nothing is invented.
        digest = mapping.columns["record_id"].read_as == "digest"
        identifier = _digest(row) if digest else mapping.text(row, "record_id")
        if identifier:
            return PublicationNumber("", identifier)
    return PublicationNumber.parse(text, office=mapping.constants.get("office", ""))


def _digest(row: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(row, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:20]


_RIGHTS = {
    ("CN", "U"): "utility-model",
    ("CN", "Y"): "utility-model",
    ("CN", "S"): "design",
    ("US", "S"): "design",
    ("US", "P"): "plant",
}


def _right_of(number: PublicationNumber) -> str:
    return _RIGHTS.get((number.office, number.kind[:1]), "invention")


def _stage_of(number: PublicationNumber) -> str:
    """Kind codes of WIPO ST.16: A an application, B and C a grant; utility models and designs are granted at publication."""
    first = number.kind[:1]
    if number.office == "US" and number.kind == "A":  # US grants before 2001 carried A
        return "grant"
    return {"A": "application", "B": "grant", "C": "grant", "U": "grant", "Y": "grant", "S": "grant", "E": "grant"}.get(first, "")


def _claims(mapping: Mapping, row: dict[str, Any]) -> tuple[Claim, ...]:
    values = mapping.values(row, "claims")
    if values and isinstance(values[0], dict):
        return tuple(
            Claim(int(value["number"]), str(value["text"]), tuple(int(n) for n in value.get("depends_on", ())))
            for value in values
        )
    texts = [value.text if isinstance(value, Text) else str(value) for value in values]
    if "claims" in mapping.columns and (mapping.columns["claims"].read_as in {"numbered", "localized"}) and texts:
        texts = _numbered(texts[0])
    claims = []
    for place, text in enumerate(texts, 1):
        start = _CLAIM_START.match(text)
        number = int(start.group(1)) if start else place
        claims.append(Claim(number, " ".join(text.split()), references(text, number)))
    return tuple(claims)


def _numbered(text: str) -> list[str]:
    """`1. A thing … 2. The thing …` → each claim with its number; numbers must rise one by one."""
    starts: list[int] = []
    for match in _CLAIM_START.finditer(text):
        if int(match.group(1)) == len(starts) + 1:
            starts.append(match.start())
    if not starts:
        return [text]
    return [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]


def _description(mapping: Mapping, row: dict[str, Any]) -> tuple[Section, ...]:
    values = mapping.values(row, "description")
    if values and isinstance(values[0], dict):
        return tuple(_sections(values))
    return tuple(Section("", (" ".join(str(value).split()),)) for value in values)


def _sections(values: list[dict[str, Any]]) -> Iterable[Section]:
    for value in values:
        heading = str(value.get("heading") or value.get("title") or "")
        paragraphs = tuple(text for text in (" ".join(str(p).split()) for p in value.get("paragraphs") or ()) if text)
        if heading or paragraphs:
            yield Section(heading, paragraphs)
        yield from _sections([item for item in value.get("subsections") or () if isinstance(item, dict)])


def _parties(mapping: Mapping, row: dict[str, Any]) -> tuple[Party, ...]:
    country, city = mapping.text(row, "country"), mapping.text(row, "city")
    parties = []
    for target, role, organisation in (
        ("applicants", "applicant", True),
        ("assignees", "assignee", True),
        ("inventors", "inventor", False),
    ):
        for name in mapping.values(row, target):
            clean = " ".join(str(name).split())
            if clean:
                parties.append(Party(clean, role, organisation, country if organisation else "", city if organisation else ""))
    return tuple(dict.fromkeys(parties))


def _classifications(mapping: Mapping, row: dict[str, Any]) -> tuple[Classification, ...]:
    found = []
    for scheme in ("cpc", "ipc", "locarno"):
        values = mapping.values(row, scheme)
        if scheme == "ipc" and number_is_design(mapping, row):
            scheme = "locarno"  # noqa: PLW2901  one gazette column holds either
        for place, value in enumerate(values):
            symbol = str(value).replace(" ", "") if scheme != "locarno" else str(value).split("(")[0].strip()
            if symbol:
                found.append(Classification(scheme, symbol, place == 0))
    return tuple(dict.fromkeys(found))


def number_is_design(mapping: Mapping, row: dict[str, Any]) -> bool:
    """Chinese design gazettes write Locarno classes into the classification column."""
    return mapping.text(row, "number").upper().startswith("CN") and mapping.text(row, "number").upper().endswith("S")


def _citation(text: str) -> Citation:
    try:
        return Citation(text, PublicationNumber.parse(text))
    except ValueError:
        return Citation(text)


def _mark(mapping: Mapping, row: dict[str, Any]) -> Mark:
    number = mapping.text(row, "application_number")
    if not number:
        raise BadValue("the row has no application number")
    registered, expires = mapping.date(row, "registration_date"), mapping.date(row, "expiry_date")
    text: Callable[[str], str] = lambda target: mapping.text(row, target)  # noqa: E731
    return Mark(
        office=text("office"),
        application_number=number,
        registration_number=text("registration_number"),
        text=text("text"),
        language=text("language"),
        feature=text("feature"),
        # A table without a status says as much as its dates: a registration date means it was registered.
        status=_status(mapping, row) or ("registered" if registered else ""),
        filing_date=mapping.date(row, "filing_date"),
        publication_date=mapping.date(row, "publication_date"),
        registration_date=registered,
        expiry_date=expires,
        classes=_goods(mapping, row),
        parties=tuple(Party(str(name), "owner", is_organisation=True) for name in mapping.values(row, "owner")),
        figurative=tuple(Classification("vienna", str(code)) for code in mapping.values(row, "vienna")),
        source=f"table:{mapping.name}",
        similar_groups=tuple(dict.fromkeys(str(code) for code in mapping.values(row, "similar_groups"))),
    )


def _status(mapping: Mapping, row: dict[str, Any]) -> str:
    """As the column says it; `as: status` reads the register's own words."""
    printed = mapping.text(row, "status")
    column = mapping.columns.get("status")
    return mark_codes.status_by_words(printed) if column is not None and column.read_as == "status" else printed


def _goods(mapping: Mapping, row: dict[str, Any]) -> tuple[GoodsClass, ...]:
    language = mapping.constants.get("language", "")
    found = []
    for value in mapping.values(row, "classes"):
        if isinstance(value, dict):
            goods = str(value.get("goods", ""))
            found.append(GoodsClass(int(value["number"]), (Text(goods, language),) if goods else ()))
        elif str(value).isdigit():
            found.append(GoodsClass(int(value)))
    return tuple(found)
