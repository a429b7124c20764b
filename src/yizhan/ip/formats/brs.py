"""USPTO BRS full text: one tag for each fact (`WKU`, `TTL`, `URPN`, `CLPR`), as exported from the office's search system."""

from __future__ import annotations

import re

from yizhan.ip.formats.bodies import numbered_claims
from yizhan.ip.formats.btags import cited_number
from yizhan.ip.formats.tagged import Line, readable, values
from yizhan.ip.records import Citation, Classification, PartialDate, Party, Patent, Priority, PublicationNumber, Section, Text

_GROUP = re.compile(r"([A-Z]{2}) (\S+) ([A-Z]\d?)\b.*?cited by (\w+)")
_SYMBOL = re.compile(r"[A-HY]\d{2}[A-Z]\d{1,4}/\d{2,6}")


def patent(lines: list[Line]) -> Patent:
    """The grant that a document's lines describe.

    Raises:
        BadNumber: the document identifier cannot be read.
    """
    head = values(lines)
    abstract = " ".join(readable(line.value) for line in lines if line.tag in {"ABPR", "ABTX"})
    return Patent(
        number=PublicationNumber.parse(head.get("DID") or f"US {head.get('WKU', '')} {head.get('APT', '')}"),
        right="design" if head.get("APT", "").startswith("S") else "invention",
        stage="grant",
        language="en",
        titles=(Text(readable(head["TTL"]), "en"),) if head.get("TTL") else (),
        abstracts=(Text(abstract, "en"),) if abstract else (),
        claims=numbered_claims(readable(line.value) for line in lines if line.tag == "CLPR"),
        description=_description(lines),
        parties=_parties(lines),
        classifications=_classifications(lines),
        citations=tuple(_citations(lines)),
        priorities=_priorities(lines),
        publication_date=PartialDate.parse(head.get("GISD")),
        application_number=f"US{head['APNR']}" if head.get("APNR") else "",
        filing_date=PartialDate.parse(head.get("AFD")),
        source="us-brs",
    )


def _description(lines: list[Line]) -> tuple[Section, ...]:
    """Sections by kind: brief summary, drawings, detailed description."""
    sections: list[Section] = []
    for begins in ("BS", "DR", "DE"):
        heading = ""
        paragraphs: list[str] = []
        for line in lines:
            if line.tag not in {f"{begins}TL", f"{begins}TX", f"{begins}PR"} or not line.value:
                continue
            # The export has no mark for headings: they are the short lines in capitals.
            if line.tag.endswith("TL") or (line.value.isupper() and len(line.value) < 120):
                if heading or paragraphs:
                    sections.append(Section(heading, tuple(paragraphs)))
                heading, paragraphs = readable(line.value), []
            else:
                paragraphs.append(readable(line.value))
        if heading or paragraphs:
            sections.append(Section(heading, tuple(paragraphs)))
    return tuple(sections)


_PEOPLE = {"IN": "inventor", "AS": "assignee", "AA": "applicant"}


def _parties(lines: list[Line]) -> tuple[Party, ...]:
    """`INNM` opens an inventor, `ASNM` an assignee, `AANM` an applicant; city, state and country follow."""
    found: list[dict[str, str]] = []
    for line in lines:
        group, part = line.tag[:2], line.tag[2:]
        if group in _PEOPLE and len(line.tag) == 4:
            if part == "NM":
                found.append({"group": group})
            if found and found[-1]["group"] == group:
                found[-1].setdefault(part, line.value)
        elif line.tag in {"LRFM", "LRFW"} and line.value:
            found.append({"group": "LR", "NM": line.value, "FM": line.tag})
    parties = []
    for given in found:
        last, _, first = given.get("NM", "").partition(";")
        name = " ".join(f"{first} {last}".split())
        role = _PEOPLE.get(given["group"], "agent")
        firm = given.get("FM") == "LRFM" or (role in {"assignee", "applicant"} and not first)
        known = {key: "" if given.get(key, "").upper() == "N/A" else given.get(key, "") for key in ("CI", "ST", "CO")}
        country = known["CO"] or ("US" if known["ST"] else "")
        if name:
            parties.append(Party(name, role, firm, country, known["CI"], ", ".join(filter(None, (known["CI"], known["ST"])))))
    return tuple(dict.fromkeys(parties))


def _classifications(lines: list[Line]) -> tuple[Classification, ...]:
    found: list[Classification] = []
    for line in lines:
        scheme = {"CPOI": "cpc", "CPOA": "cpc", "IPCP": "ipc", "IPCS": "ipc"}.get(line.tag)
        match = _SYMBOL.search(line.value) if scheme else None
        if scheme and match:
            main = line.tag == "IPCP" or (scheme == "cpc" and not any(c.scheme == "cpc" for c in found))
            found.append(Classification(scheme, match.group(), main, line.tag != "CPOA"))
    return tuple(dict.fromkeys(found))


def _citations(lines: list[Line]) -> list[Citation]:
    found: list[Citation] = []
    for line in lines:
        match = _GROUP.match(line.value) if line.tag in {"URGP", "FRGP"} else None
        if match:
            office, serial, kind, phase = match.groups()
            found.append(
                Citation(f"{office} {serial} {kind}", cited_number(office, serial, kind), phase.replace("other", "applicant"))
            )
        elif line.tag == "ORPL" and line.value:
            found.append(Citation(readable(line.value)))
    return found


def _priorities(lines: list[Line]) -> tuple[Priority, ...]:
    offices = [line.value for line in lines if line.tag == "PRCO"]
    numbers = [line.value for line in lines if line.tag == "PRAN"]
    days = [line.value for line in lines if line.tag == "PRAD"]
    if not len(offices) == len(numbers) == len(days):
        return ()
    return tuple(Priority(o, n, PartialDate.parse(d)) for o, n, d in zip(offices, numbers, days, strict=True))
