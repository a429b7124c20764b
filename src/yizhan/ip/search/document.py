"""A record as an index takes it: engine-neutral fields, text already segmented."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from yizhan.ip.records import Mark, Patent, Record
from yizhan.ip.text import SEGMENTER_VERSION, segment

# Raised whenever fields or their meaning change: an index made with another version is rebuilt.
SCHEMA_VERSION = f"3.{SEGMENTER_VERSION}"
_SHOWN_ABSTRACT = 1200
_SHOWN_CLAIM = 600
_ENCODER = msgspec.json.Encoder()
_PATENTS, _MARKS = msgspec.json.Decoder(Patent), msgspec.json.Decoder(Mark)


class Shown(msgspec.Struct, array_like=True, frozen=True):
    """What a result list shows of a record, stored beside it so that lists need not decode whole texts."""

    number: str
    title: str
    date: str
    abstract: str
    claim: str
    office: str
    kind: str
    right: str
    status: str
    language: str
    applicants: tuple[str, ...]
    groups: tuple[str, ...]


@dataclass(slots=True)
class Document:
    """Fields of one record: `text` (searched), `terms` (filtered and counted), `numbers` (sorted and ranged), stored bytes.

    The text field `all` holds every text of the record, as separate values that no phrase crosses; the other text
    fields repeat the parts in which a match is worth more.
    """

    key: str
    text: dict[str, list[str]]
    terms: dict[str, list[str]]
    numbers: dict[str, int]
    shown: bytes
    record: bytes
    transaction: str = ""


def prepare(record: Record) -> Document:
    """The document of a record."""
    return _patent(record) if isinstance(record, Patent) else _mark(record)


def decode(kind: str, stored: bytes) -> Record:
    """The record as it was stored."""
    plain = zlib.decompress(stored)
    return _PATENTS.decode(plain) if kind == "patents" else _MARKS.decode(plain)


def decode_shown(stored: bytes) -> Shown:
    return _SHOWN.decode(stored)


_SHOWN = msgspec.json.Decoder(Shown)


def _stored(record: Record) -> bytes:
    return zlib.compress(_ENCODER.encode(record), 1)


def day_number(day: object) -> int:
    """20200131 for a whole date, 20200100 for a month: sortable, and partial dates stay partial; 0 for none."""
    year, month, date = (getattr(day, part, 0) for part in ("year", "month", "day"))
    return year * 10000 + month * 100 + date


def prefixes(symbol: str) -> list[str]:
    """The classification terms a symbol answers to: H, H01, H01M, H01M10, H01M10/0525 (and Locarno 12, 12-11)."""
    if "-" in symbol:
        return [symbol.split("-", maxsplit=1)[0], symbol]
    levels = [symbol[:1], symbol[:3], symbol[:4], symbol.split("/", maxsplit=1)[0], symbol]
    return list(dict.fromkeys(level for level in levels if level))


def _texts(titles: Sequence[str], abstracts: Sequence[str], parties: Sequence[str], *more: Sequence[str]) -> dict[str, list[str]]:
    weighty = {"title": titles, "abstract": abstracts, "parties": parties}
    fields = {name: [segment(text) for text in texts if text] for name, texts in weighty.items()}
    rest = [segment("\n".join(texts)) for texts in more]
    fields["all"] = [text for texts in (*fields.values(), rest) for text in texts if text]
    return fields


def _patent(patent: Patent) -> Document:
    number = patent.number
    symbols = [c.symbol for c in patent.classifications if c.scheme in {"cpc", "ipc", "locarno"}]
    groups = list(dict.fromkeys(symbol.split("-")[0] if "-" in symbol else symbol[:4] for symbol in symbols))
    published = patent.publication_date or patent.filing_date
    first_claim = patent.claims[0].text if patent.claims else ""
    shown = Shown(
        number.national or patent.key, patent.title, str(patent.publication_date or ""), patent.abstract[:_SHOWN_ABSTRACT],
        first_claim[:_SHOWN_CLAIM], number.office, number.kind, patent.right, patent.stage, patent.language,
        patent.applicants[:4], tuple(groups[:8]),
    )  # fmt: skip
    people = (*patent.applicants, *patent.inventors)
    return Document(
        key=patent.key,
        text=_texts(
            [text.text for text in patent.titles],
            [text.text for text in patent.abstracts],
            people,
            [claim.text for claim in patent.claims],
            [text for part in patent.description for text in (part.heading, *part.paragraphs)],
        ),
        terms={
            "number": [number.epodoc.lower(), number.serial.lower(), number.docdb.replace(".", "").lower()],
            "office": [number.office] if number.office else [],
            "kind": [number.kind] if number.kind else [],
            "right": [patent.right],
            "status": [patent.stage] if patent.stage else [],
            "group": groups,
            "prefix": list(dict.fromkeys(level for symbol in symbols for level in prefixes(symbol))),
            "applicant": list(patent.applicants[:10]),
        },
        numbers={
            "year": published.year if published else 0,
            "published": day_number(patent.publication_date),
            "filed": day_number(patent.filing_date),
        },
        shown=_ENCODER.encode(shown),
        record=_stored(patent),
    )


def _mark(mark: Mark) -> Document:
    goods = "\n".join(text.text for item in mark.classes for text in item.goods)
    classes = [str(number) for number in mark.nice_classes]
    filed = mark.filing_date
    shown = Shown(
        f"{mark.office} {mark.application_number}", mark.text, str(filed or ""), goods[:_SHOWN_ABSTRACT], "", mark.office,
        mark.feature, "trade-mark", mark.status, mark.language, mark.owners[:4], tuple(classes),
    )  # fmt: skip
    numbers = [mark.application_number, f"{mark.office}{mark.application_number}", mark.registration_number]
    return Document(
        key=mark.key,
        text=_texts([mark.text], [goods], mark.owners, [text.text for text in mark.statements]),
        terms={
            "number": [number.lower() for number in numbers if number],
            "office": [mark.office],
            "kind": [mark.feature] if mark.feature else [],
            "right": ["trade-mark"],
            "status": [mark.status] if mark.status else [],
            "group": classes,
            "prefix": classes,
            "applicant": list(mark.owners[:10]),
        },
        numbers={"year": filed.year if filed else 0, "published": day_number(mark.publication_date), "filed": day_number(filed)},
        shown=_ENCODER.encode(shown),
        record=_stored(mark),
        transaction=str(mark.transaction_date or ""),
    )
