"""A record as an index takes it: engine-neutral fields, text already segmented."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import msgspec

from yizhan.ip.records import ClassEntry, Mark, Patent, Record
from yizhan.ip.records.families import family_of, own_application, priority_set
from yizhan.ip.rules.legal_status import expires, status_on
from yizhan.ip.text import SEGMENTER_VERSION, segment

# Raised whenever fields or their meaning change: an index made with another version is rebuilt.
SCHEMA_VERSION = f"4.{SEGMENTER_VERSION}"
KINDS = ("patents", "marks", "classes")
_SHOWN_ABSTRACT = 1200
_SHOWN_CLAIM = 600
_MOST_NAMES = 20
_MOST_SHOWN_CITATIONS = 100
_ENCODER = msgspec.json.Encoder()
_DECODERS: dict[str, msgspec.json.Decoder[Record]] = {
    "patents": msgspec.json.Decoder(Patent),
    "marks": msgspec.json.Decoder(Mark),
    "classes": msgspec.json.Decoder(ClassEntry),
}
# The legal status by events alone, on a day after every event: what a term has ended by itself is found at query time.
_DATED_BY_EVENTS = date(2100, 12, 31)


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
    filed: str = ""
    inventors: tuple[str, ...] = ()
    family: str = ""
    cites: tuple[str, ...] = ()


@dataclass(slots=True)
class Document:
    """Fields of one record: `text` (searched), `terms` (filtered and counted), `numbers` (sorted and ranged), stored bytes.

    `gist` is title and abstract as one text, for likeness. Values of a text field are apart from each other: no phrase crosses from one into the next. `transaction`: when the
    office made the record (ISO date, empty where unknown). `partial`: adds to the record that is held.
    """

    key: str
    text: dict[str, list[str]]
    terms: dict[str, list[str]]
    numbers: dict[str, int]
    shown: bytes
    record: bytes
    transaction: str = ""
    partial: bool = False


def prepare(record: Record) -> Document:
    """The document of a record."""
    if isinstance(record, Patent):
        return _patent(record)
    return _mark(record) if isinstance(record, Mark) else _class_entry(record)


def kind_of(record: Record) -> str:
    """Which index a record belongs to."""
    if isinstance(record, Patent):
        return "patents"
    return "marks" if isinstance(record, Mark) else "classes"


def decode(kind: str, stored: bytes) -> Record:
    """The record as it was stored."""
    return _DECODERS[kind].decode(zlib.decompress(stored))


def decode_shown(stored: bytes) -> Shown:
    return _SHOWN.decode(stored)


_SHOWN = msgspec.json.Decoder(Shown)


def _stored(record: Record) -> bytes:
    return zlib.compress(_ENCODER.encode(record), 1)


def day_number(day: object) -> int:
    """20200131 for a whole date, 20200100 for a month: sortable, and partial dates stay partial; 0 for none."""
    year, month, number = (getattr(day, part, 0) for part in ("year", "month", "day"))
    return year * 10000 + month * 100 + number


def family_number(family: str) -> int:
    """A family's identity as a number that fits 63 bits."""
    return int.from_bytes(hashlib.sha256(family.encode()).digest()[:8], "big") >> 1


def prefixes(symbol: str) -> list[str]:
    """The terms a symbol answers to: H, H01, H01M, H01M10, H01M10/0525; Locarno 12, 12-11; Vienna 27, 27.05, 27.05.01."""
    for sign in "-.":
        if sign in symbol:
            parts = symbol.split(sign)
            return [sign.join(parts[:count]) for count in range(1, len(parts) + 1)]
    if symbol.isdigit():
        return [symbol]
    levels = [symbol[:1], symbol[:3], symbol[:4], symbol.split("/", maxsplit=1)[0], symbol]
    return list(dict.fromkeys(level for level in levels if level))


def _segmented(texts: Iterable[str]) -> list[str]:
    return [segment(text) for text in texts if text]


def _levels(symbols: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(level for symbol in symbols for level in prefixes(symbol)))


def _patent(patent: Patent) -> Document:
    number = patent.number
    symbols: dict[str, list[str]] = {"cpc": [], "ipc": [], "locarno": []}
    for one in patent.classifications:
        if one.scheme in symbols:
            symbols[one.scheme].append(one.symbol)
    every = [symbol for group in symbols.values() for symbol in group]
    groups = list(dict.fromkeys(symbol.split("-")[0] if "-" in symbol else symbol[:4] for symbol in every))
    published, granted = patent.publication_date or patent.filing_date, patent.stage == "grant"
    first_claim = patent.claims[0].text if patent.claims else ""
    ends = expires(patent)
    family = family_of(patent)
    shown = Shown(
        number.national or patent.key, patent.title, str(patent.publication_date or ""), patent.abstract[:_SHOWN_ABSTRACT],
        first_claim[:_SHOWN_CLAIM], number.office, number.kind, patent.right, patent.stage, patent.language,
        patent.applicants[:4], tuple(groups[:8]), str(patent.filing_date or ""), patent.inventors[:4],
        family, tuple(_cited(patent)[:_MOST_SHOWN_CITATIONS]),
    )  # fmt: skip
    agents = list(dict.fromkeys(party.name for party in patent.parties if party.role == "agent"))
    return Document(
        key=patent.key,
        text={
            "title": _segmented(text.text for text in patent.titles),
            "abstract": _segmented(text.text for text in patent.abstracts),
            "gist": _segmented(["\n".join(text.text for text in (*patent.titles, *patent.abstracts))]),
            "claims": _segmented(["\n".join(claim.text for claim in patent.claims)]),
            "description": _segmented(["\n".join(t for part in patent.description for t in (part.heading, *part.paragraphs))]),
            "applicants": _segmented(patent.applicants),
            "inventors": _segmented(patent.inventors),
            "agents": _segmented(agents),
        },
        terms=_patent_terms(patent, symbols, groups, family),
        numbers={
            "year": published.year if published else 0,
            "published": day_number(patent.publication_date),
            "filed": day_number(patent.filing_date),
            "granted": day_number(patent.publication_date) if granted else 0,
            "ends": day_number(ends.day) if ends else 0,
            "family_number": family_number(family),
        },
        shown=_ENCODER.encode(shown),
        record=_stored(patent),
        transaction=str(patent.produced or ""),
        partial=patent.partial,
    )


def _cited(patent: Patent) -> list[str]:
    return list(dict.fromkeys(c.number.epodoc.lower() for c in patent.citations if c.number))


def _patent_terms(patent: Patent, symbols: dict[str, list[str]], groups: list[str], family: str) -> dict[str, list[str]]:
    number, application = patent.number, own_application(patent)
    status = status_on(patent, _DATED_BY_EVENTS) if patent.events else None
    state = status.state if status and status.reason != "term" else "unknown"
    return {
        "number": [number.epodoc.lower(), number.serial.lower(), number.docdb.replace(".", "").lower()],
        "office": [number.office] if number.office else [],
        "kind": [number.kind] if number.kind else [],
        "right": [patent.right],
        "stage": [patent.stage] if patent.stage else [],
        "status": [state],
        "lang": [patent.language] if patent.language else [],
        "group": groups,
        **{scheme: _levels(found) for scheme, found in symbols.items()},
        "applicant": list(patent.applicants[:_MOST_NAMES]),
        "inventor": list(patent.inventors[:_MOST_NAMES]),
        "family": [family],
        "application": list(dict.fromkeys([*([application] if application else []), *sorted(priority_set(patent))])),
        "cites": _cited(patent),
    }


def _mark(mark: Mark) -> Document:
    goods = "\n".join(text.text for item in mark.classes for text in item.goods)
    classes = [str(number) for number in mark.nice_classes]
    vienna = [c.symbol for c in mark.figurative if c.scheme == "vienna"]
    filed = mark.filing_date
    shown = Shown(
        f"{mark.office} {mark.application_number}", mark.text, str(filed or ""), goods[:_SHOWN_ABSTRACT], "", mark.office,
        mark.feature, mark.right, mark.status, mark.language, mark.owners[:4], tuple(classes), str(filed or ""),
    )  # fmt: skip
    numbers = [mark.application_number, f"{mark.office}{mark.application_number}", mark.registration_number]
    agents = list(dict.fromkeys(party.name for party in mark.parties if party.role == "agent"))
    return Document(
        key=mark.key,
        text={
            "title": _segmented([mark.text]),
            "abstract": _segmented([goods]),
            "gist": _segmented([f"{mark.text}\n{goods}"]),
            "claims": [],
            "description": _segmented(["\n".join(text.text for text in mark.statements)]),
            "applicants": _segmented(mark.owners),
            "inventors": [],
            "agents": _segmented(agents),
        },
        terms={
            "number": [number.lower() for number in numbers if number],
            "office": [mark.office],
            "kind": [mark.feature] if mark.feature else [],
            "right": [mark.right],
            "stage": [],
            "status": [mark.status or "unknown"],
            "lang": [mark.language] if mark.language else [],
            "group": classes,
            "nice": classes,
            "vienna": _levels(vienna),
            "applicant": list(mark.owners[:_MOST_NAMES]),
        },
        numbers={
            "year": filed.year if filed else 0,
            "published": day_number(mark.publication_date),
            "filed": day_number(filed),
            "granted": day_number(mark.registration_date),
            "ends": day_number(mark.expiry_date),
        },
        shown=_ENCODER.encode(shown),
        record=_stored(mark),
        transaction=str(mark.transaction_date or ""),
    )


def _class_entry(entry: ClassEntry) -> Document:
    languages = list(dict.fromkeys(text.lang for text in entry.titles if text.lang))
    shown = Shown(
        entry.symbol, entry.title, "", "\n".join(t.text for t in entry.titles[1:6]), "", entry.scheme, "", "classification", "",
        "", (), (entry.parent, *entry.groups) if entry.parent else entry.groups,
    )  # fmt: skip
    scheme = entry.scheme if entry.scheme in {"cpc", "ipc", "nice", "vienna"} else ""
    return Document(
        key=entry.key,
        text={"title": _segmented(text.text for text in entry.titles)},
        terms={
            "number": [re_symbol(entry.symbol)],
            "office": [entry.scheme],
            "lang": languages,
            "group": list(dict.fromkeys(filter(None, (entry.parent, *entry.groups)))),
            **({scheme: prefixes(entry.symbol)} if scheme else {}),
        },
        numbers={},
        shown=_ENCODER.encode(shown),
        record=_stored(entry),
    )


def re_symbol(symbol: str) -> str:
    """A symbol as numbers are looked up: lower case, without spaces."""
    return symbol.replace(" ", "").lower()
