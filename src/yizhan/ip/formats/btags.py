"""WIPO ST.32 and ST.36 bibliography in B-tags (`B110` the number, `B540` the title …), as USPTO and EPO use them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from yizhan.ip.formats.symbols import ipc_column, ipcr_text, locarno
from yizhan.ip.formats.xmltext import Element, below, kid, kids, local, value
from yizhan.ip.records import BadNumber, Citation, Classification, PartialDate, Party, Priority, PublicationNumber, Text

_EPO_CITED = re.compile(r"([A-Z]{2})-([A-Z]\d?)-?\s*([\d/ ]+)")
_LEGAL_FORM = re.compile(
    r"\b(?:Inc|Ltd|Corp|LLC|LLP|GmbH|AG|S\.?A|Co|Company|Corporation|University|B\.?V|Oy|AB|KG|S\.p\.A)\b\.?", re.IGNORECASE
)


def number(head: Element) -> PublicationNumber:
    """B190 office, B110 number, B130 kind.

    Raises:
        BadNumber: absent or unreadable.
    """
    first = kid(head, "B100")
    office, serial, kind = value(first, "B190"), value(first, "B110"), value(first, "B130")
    if not serial:
        raise BadNumber("absent")
    return PublicationNumber.parse(f"{office}{serial.replace(' ', '')} {kind}".strip(), office=office)


def dates(head: Element) -> tuple[PartialDate | None, str, PartialDate | None]:
    """Publication date, application number, filing date."""
    published = PartialDate.parse(value(head, "B100", "B140"))
    application = kid(head, "B200")
    return published, value(application, "B210"), PartialDate.parse(value(application, "B220"))


def priorities(head: Element) -> tuple[Priority, ...]:
    """Each B300, in which the EPO may repeat B310, B320 and B330 in turn."""
    found: list[Priority] = []
    for group in kids(head, "B300"):
        printed, when = "", None
        for part in group:
            name = local(part)
            if name == "B310":
                printed, when = value(part), None
            elif name == "B320":
                when = PartialDate.parse(value(part))
            elif name == "B330" and printed:
                found.append(Priority(value(part), printed, when))
                printed = ""
        if printed:
            found.append(Priority("", printed, when))
    return tuple(found)


def titles(head: Element, default: str) -> tuple[Text, ...]:
    """B540: plain text, or pairs of language (B541) and title (B542)."""
    group = kid(head, "B500", "B540")
    if group is None:
        return ()
    found, lang = [], default
    for part in group:
        if local(part) == "B541":
            lang = value(part).lower()
        elif local(part) == "B542" and value(part):
            found.append(Text(value(part), lang))
    if not found and value(group):
        found.append(Text(value(group), default))
    return tuple(found)


def classifications(head: Element, *, design: bool) -> tuple[Classification, ...]:
    """IPC (B510; B510EP), for designs Locarno, and the national class (B520)."""
    group = kid(head, "B500")
    found: list[Classification] = []
    for part in kids(kid(group, "B510"), "B511", "B512", "B513", "B514"):
        symbol = locarno(value(part)) if design else ipc_column(value(part))
        if symbol:
            found.append(Classification("locarno" if design else "ipc", symbol, local(part) == "B511"))
    for place, part in enumerate(below(kid(group, "B510EP"), "text")):
        symbol, inventive = ipcr_text(part.text or "")
        if symbol:
            found.append(Classification("ipc", symbol, place == 0, inventive))
    found.extend(
        Classification("uspc", value(part), local(part) == "B521")
        for part in kids(kid(group, "B520"), "B521", "B522")
        if value(part)
    )
    return tuple(dict.fromkeys(found))


def citations(head: Element) -> tuple[Citation, ...]:
    """B561 cited patents, B562 other documents; who cited them stands beside them in US files."""
    found = []
    for part in kids(kid(head, "B500", "B560"), "B561", "B562"):
        phase = "examiner" if kid(part, "CITED-BY-EXAMINER") is not None else ""
        phase = phase or ("applicant" if kid(part, "CITED-BY-OTHER") is not None else "")
        document = kid(part, "PCIT", "DOC")
        if document is not None:
            office, serial, kind = value(document, "CTRY") or "US", value(document, "DNUM"), value(document, "KIND")
            printed = " ".join(filter(None, (office, serial, kind)))
            found.append(Citation(printed, cited_number(office, serial, kind), phase))
        elif value(part):
            text = value(part)
            match = _EPO_CITED.search(text) if local(part) == "B561" else None
            cited = cited_number(match.group(1), match.group(3), match.group(2)) if match else None
            found.append(Citation(text, cited, phase))
    return tuple(found)


def cited_number(office: str, serial: str, kind: str) -> PublicationNumber | None:
    """A cited number as printed (`D. 271298`, `96/25012`, `0 529 854`), None where it cannot be read."""
    bare = re.sub(r"[ .,]", "", serial)
    # A bare `A` of an EPO citation means `application`; the kind of the document is not known.
    try:
        return PublicationNumber.parse(f"{office}{bare}" + (f" {kind}" if len(kind) == 2 else ""), office=office)
    except BadNumber:
        return None


_ROLES = (("B710", "B711", "applicant"), ("B720", "B721", "inventor"), ("B730", "B731", "assignee"), ("B740", "B741", "agent"))


def parties(head: Element) -> tuple[Party, ...]:
    """B710 applicants, B720 inventors, B730 grantees, B740 agents."""
    found: list[Party] = []
    for group in kids(head, "B700"):
        for outer, inner, role in _ROLES:
            for part in below(group, outer):
                # An EP specification names its proprietors in B730: in Chinese and European practice the patentee.
                found.extend(party for one in kids(part, inner) for party in _party(one, role))
            if role == "inventor":
                found.extend(party for one in below(group, "B723") for party in _party(one, "inventor"))
    return tuple(dict.fromkeys(found))


def _party(element: Element, role: str) -> Iterator[Party]:
    name_at = next(below(element, "NAM"), element)
    organisation = value(name_at, "ONM")
    first, last = value(name_at, "FNM"), value(name_at, "SNM") or value(name_at, "snm") or value(name_at, "TTL")
    name = organisation or " ".join(filter(None, (first, last)))
    # An EPO name carries its care-of line within: `Yoshida, Naoki c/o Wedg Co., Ltd.`
    name = re.split(r"\s+c/o\s", name)[0].strip(" ,")
    if not name:
        return
    address = next(below(element, "ADR", "adr"), None)
    city = value(address, "CITY") or value(address, "city")
    country = value(address, "CTRY") or value(address, "ctry") or ("US" if value(address, "STATE") else "")
    lines = (value(address, tag) for tag in ("STR", "str", "CITY", "city", "STATE"))
    firm = bool(organisation) or role == "assignee" or (role == "applicant" and bool(_LEGAL_FORM.search(name)))
    yield Party(name, role, firm, country, city, ", ".join(filter(None, lines)))
