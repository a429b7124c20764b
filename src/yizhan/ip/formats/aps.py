"""USPTO grants of 1976 to 2001: the greenbook (Automated Patent System), `PATN` and `WKU`."""

from __future__ import annotations

import re

from yizhan.ip.formats.bodies import numbered_claims
from yizhan.ip.formats.btags import cited_number
from yizhan.ip.formats.symbols import ipc_column, locarno
from yizhan.ip.formats.tagged import Line, groups, readable, values
from yizhan.ip.records import (
    BadNumber,
    Citation,
    Claim,
    Classification,
    PartialDate,
    Party,
    Patent,
    Priority,
    PublicationNumber,
    Relation,
    Section,
    Text,
)

_OPENERS = frozenset(
    {
        "PATN", "INVT", "ASSG", "PRIR", "REIS", "RLAP", "CLAS", "UREF", "FREF", "OREF", "LREP", "PCTA", "ABST", "GOVT", "PARN",
        "BSUM", "DRWD", "DETD", "CLMS", "DCLM",
    }
)  # fmt: skip
_TEXTS = frozenset({"PAR", "PAL", "PA0", "PA1", "PA2", "PA3", "PA4", "PA5", "FNT", "EQU", "TBL", "TBL3"})
_CHECKED = re.compile(r"(D|PP|RE|T|H)?0*(\d+)")
# WKU: seven characters and a check digit. The kind of document stands in its letters.
_KINDS = {"D": ("design", "S"), "PP": ("plant", "P"), "RE": ("invention", "E"), "T": ("invention", "I4"), "H": ("invention", "H")}
_RELATION = {"71": "continuation", "72": "continuation-in-part", "74": "division", "82": "reissue", "73": "continuation"}
_COUNTRY = {"GB2": "GB", "EN": "GB", "DT": "DE", "SW": "SE", "OE": "AT", "CA2": "CA", "SU": "SU", "JA": "JP", "NL": "NL"}


def patent(lines: list[Line]) -> Patent:
    """The grant that a document's lines describe.

    Raises:
        BadNumber: the WKU cannot be read.
    """
    parts: dict[str, list[list[Line]]] = {}
    for name, found in groups(lines, _OPENERS):
        parts.setdefault(name or "PATN", []).append(found)
    head = values([line for found in parts["PATN"] for line in found])
    number, right = _number(head.get("WKU", ""))
    series, serial = head.get("SRC", "").strip(), head.get("APN", "").strip()
    abstract = " ".join(_texts(parts.get("ABST", [])))
    return Patent(
        number=number,
        right=right,
        stage="grant",
        language="en",
        titles=(Text(readable(head["TTL"]), "en"),) if head.get("TTL") else (),
        abstracts=(Text(abstract, "en"),) if abstract else (),
        claims=_claims(parts.get("CLMS", []) or parts.get("DCLM", [])),
        description=_description(parts),
        parties=_parties(parts),
        classifications=_classifications(parts, right),
        citations=_citations(parts),
        priorities=tuple(
            Priority(_country(given.get("CNT", "")), given["APN"], PartialDate.parse(given.get("APD")))
            for given in map(values, parts.get("PRIR", []))
            if given.get("APN")
        ),
        publication_date=PartialDate.parse(head.get("ISD")),
        # The last digit of APN is a check digit; the series code completes the number.
        application_number=f"US{series.zfill(2) if series else ''}{serial[:6]}" if serial else "",
        filing_date=PartialDate.parse(head.get("APD")),
        source="us-aps",
        relations=_relations(parts),
    )


def _number(wku: str) -> tuple[PublicationNumber, str]:
    bare = wku.replace(" ", "").upper()
    match = _CHECKED.fullmatch(bare[:-1] if len(bare) == 9 else bare)
    if match is None:
        raise BadNumber(wku)
    right, kind = _KINDS.get(match.group(1) or "", ("invention", "A"))
    return PublicationNumber("US", f"{match.group(1) or ''}{int(match.group(2))}", kind), right


def _texts(found: list[list[Line]]) -> list[str]:
    return [text for lines in found for line in lines if line.tag in _TEXTS and (text := readable(line.value))]


def _claims(found: list[list[Line]]) -> tuple[Claim, ...]:
    """Each NUM opens a claim; a design's one claim has no number."""
    claims: list[list[str]] = []
    for lines in found:
        for line in lines:
            if line.tag == "NUM":
                claims.append([line.value])
            elif line.tag in _TEXTS:
                if not claims:
                    claims.append([])
                claims[-1].append(readable(line.value))
    return numbered_claims(_claim_text(parts) for parts in claims)


def _claim_text(parts: list[str]) -> str:
    """`NUM 1.` and `PAR 1. A device …` say the number twice."""
    number = parts[0] if parts and re.fullmatch(r"\d+\.?", parts[0]) else ""
    body = " ".join(parts[1:] if number else parts)
    return body if re.match(r"\d{1,4}\s*\.", body) or not number else f"{number.rstrip('.')}. {body}"


def _description(parts: dict[str, list[list[Line]]]) -> tuple[Section, ...]:
    sections: list[Section] = []
    for name in ("GOVT", "PARN", "BSUM", "DRWD", "DETD"):
        heading = ""
        paragraphs: list[str] = []
        for line in (line for lines in parts.get(name, []) for line in lines):
            if line.tag == "PAC":
                if heading or paragraphs:
                    sections.append(Section(heading, tuple(paragraphs)))
                heading, paragraphs = readable(line.value), []
            elif line.tag in _TEXTS and line.value:
                paragraphs.append(readable(line.value))
        if heading or paragraphs:
            sections.append(Section(heading, tuple(paragraphs)))
    return tuple(sections)


def _country(code: str) -> str:
    """Three-letter codes of the greenbook: JPX → JP; historic two-letter ones to ST.3."""
    bare = code.strip()
    return _COUNTRY.get(bare, bare[:2])


def _person(name: str) -> str:
    """`Hoff; Don G.` → `Don G. Hoff`."""
    last, _, first = name.partition(";")
    return " ".join(f"{first.strip()} {last.strip()}".split()) if first else last.strip()


def _parties(parts: dict[str, list[list[Line]]]) -> tuple[Party, ...]:
    found: list[Party] = []
    for name, role in (("INVT", "inventor"), ("ASSG", "assignee")):
        for given in map(values, parts.get(name, [])):
            if given.get("NAM"):
                firm = role == "assignee" and given.get("COD", "02") not in {"04", "05", "01"}
                country = _country(given.get("CNT", "")) or ("US" if given.get("STA") else "")
                place = ", ".join(filter(None, (given.get("CTY", ""), given.get("STA", ""))))
                named = given["NAM"] if firm else _person(given["NAM"])
                found.append(Party(named, role, firm, country, given.get("CTY", ""), place))
    found.extend(
        Party(line.value if line.tag == "FRM" else _person(line.value), "agent", line.tag == "FRM")
        for lines in parts.get("LREP", [])
        for line in lines
        if line.tag in {"FRM", "FR2", "AAT", "AGT", "ATT"} and line.value
    )
    return tuple(dict.fromkeys(found))


def _classifications(parts: dict[str, list[list[Line]]], right: str) -> tuple[Classification, ...]:
    found: list[Classification] = []
    for line in (line for lines in parts.get("CLAS", []) for line in lines):
        if line.tag == "ICL" and line.value:
            symbol = locarno(line.value) if right == "design" else ipc_column(line.value)
            main = not any(c.scheme in {"ipc", "locarno"} for c in found)
            if symbol:
                found.append(Classification("locarno" if right == "design" else "ipc", symbol, main))
        elif line.tag in {"OCL", "XCL"} and line.value:
            found.append(Classification("uspc", " ".join(line.value.split()), line.tag == "OCL"))
    return tuple(dict.fromkeys(found))


def _citations(parts: dict[str, list[list[Line]]]) -> tuple[Citation, ...]:
    found = [
        Citation(f"US {given['PNO']}", cited_number("US", given["PNO"], ""))
        for given in map(values, parts.get("UREF", []))
        if given.get("PNO")
    ]
    for given in map(values, parts.get("FREF", [])):
        if given.get("PNO"):
            office = _country(given.get("CNT", ""))
            found.append(Citation(f"{office} {given['PNO']}".strip(), cited_number(office, given["PNO"], "")))
    found.extend(Citation(text) for text in _texts(parts.get("OREF", [])))
    return tuple(found)


def _relations(parts: dict[str, list[list[Line]]]) -> tuple[Relation, ...]:
    found = [
        Relation(_RELATION.get(given.get("COD", ""), "other"), "US", given["APN"], PartialDate.parse(given.get("APD")))
        for given in map(values, parts.get("RLAP", []))
        if given.get("APN")
    ]
    found.extend(
        Relation("national-stage", "WO", given["PCN"], PartialDate.parse(given.get("PD3")))
        for given in map(values, parts.get("PCTA", []))
        if given.get("PCN")
    )
    return tuple(found)
