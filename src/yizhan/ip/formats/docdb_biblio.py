"""The bibliography of EPO exchange data: numbers in three forms, parties in two, classes, citations, INPADOC events."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from yizhan.ip.formats.symbols import from_parts, ipcr_text
from yizhan.ip.formats.xmltext import Element, attribute, below, kid, kids, local, plain, value
from yizhan.ip.records import (
    BadNumber,
    Citation,
    Classification,
    LegalEvent,
    PartialDate,
    Party,
    Priority,
    PublicationNumber,
    Text,
)

_COUNTRY = re.compile(r"\s*\[([A-Z]{2})\]\s*$")
_UTILITY_MODELS = {"CN": "UY", "DE": "U", "KR": "UY", "JP": "UY", "AT": "U", "ES": "U", "FR": ""}
_PHASES = {"applicant": "applicant", "examiner": "examiner", "third-party": "third-party", "opponent": "third-party"}


def right_of(number: PublicationNumber) -> str:
    """invention, utility-model, design or plant, from office and kind code (WIPO ST.16)."""
    letter = number.kind[:1]
    if letter and letter in _UTILITY_MODELS.get(number.office, ""):
        return "utility-model"
    if letter == "S":
        return "design"
    return "plant" if number.office == "US" and letter == "P" else "invention"


def stage_of(number: PublicationNumber) -> str:
    """application or grant, from the kind code; US patents of before 2001 carry A and are grants."""
    letter = number.kind[:1]
    if number.office == "US" and letter == "A" and len(number.serial) < 11:
        return "grant"
    if number.office == "WO" or number.kind[:2] in {"A1", "A2", "A3", "A4"}:
        return "application"
    return {
        "A": "application",
        "B": "grant",
        "C": "grant",
        "U": "grant",
        "Y": "grant",
        "S": "grant",
        "E": "grant",
        "T": "grant",
    }.get(letter, "")


def language_of(*texts: Iterable[Text]) -> str:
    """English where there is any, else the first language."""
    languages = [text.lang for group in texts for text in group if text.lang]
    return "en" if "en" in languages else next(iter(languages), "")


def own_number(document: Element) -> PublicationNumber:
    """From the attributes of a document or from its publication reference.

    Raises:
        BadNumber: neither gives one.
    """
    office, serial = attribute(document, "country"), attribute(document, "doc-number")
    if office and serial:
        return PublicationNumber.parse(f"{office}{serial} {attribute(document, 'kind')}".strip(), office=office)
    found = publication(kid(document, "bibliographic-data"))
    if found is None:
        raise BadNumber("absent")
    return found[0]


def _identified(parent: Element | None, form: str) -> Element | None:
    """The `document-id` in a form (docdb, epodoc, original); the form may stand at the parent."""
    first = None
    for document in kids(parent, "document-id"):
        if attribute(document, "document-id-type") == form:
            return document
        first = first if first is not None else document
    return first if form == "docdb" and attribute(first, "document-id-type") in {"", "docdb"} else None


def _number(document: Element | None) -> PublicationNumber | None:
    office, serial, kind = value(document, "country"), value(document, "doc-number"), value(document, "kind")
    if not serial:
        return None
    try:
        return PublicationNumber.parse(f"{office}{serial} {kind}".strip(), office=office)
    except BadNumber:
        return None


def publication(parent: Element | None) -> tuple[PublicationNumber, PartialDate | None] | None:
    """(number, date) of the publication reference."""
    for reference in kids(parent, "publication-reference"):
        document = _identified(reference, "docdb")
        number = _number(document)
        if number is not None:
            return number, PartialDate.parse(value(document, "date"))
    return None


def application(parent: Element | None) -> tuple[str, PartialDate | None]:
    """(number with its office, filing date): DOCDB's number, the date from whichever form gives one."""
    number, filed = "", None
    for reference in kids(parent, "application-reference"):
        document = _identified(reference, "docdb")
        if document is not None and not number:
            number = f"{value(document, 'country')}{value(document, 'doc-number')}"
        for each in kids(reference, "document-id"):
            filed = filed or PartialDate.parse(value(each, "date"))
    return number, filed


def priorities(parent: Element | None) -> tuple[Priority, ...]:
    """Active priorities; an application that is its own priority (EP without an earlier one) is one too."""
    found = []
    for claim in (*kids(parent, "priority-claim"), *kids(kid(parent, "priority-claims"), "priority-claim")):
        if value(claim, "priority-active-indicator") == "NO":
            continue
        docdb, epodoc = _identified(claim, "docdb"), _identified(claim, "epodoc")
        document = docdb if docdb is not None else epodoc
        printed = value(document, "doc-number")
        office = value(document, "country") or (printed[:2] if printed[:2].isalpha() else "")
        dates = (PartialDate.parse(value(each, "date")) for each in kids(claim, "document-id"))
        if printed:
            kind = value(document, "kind")
            shown = f"PCT/{office}{printed[:2]}/{printed[2:]}" if kind == "W" and len(printed) == 7 else printed
            found.append(Priority(office, shown, next(filter(None, dates), None)))
    return tuple(dict.fromkeys(found))


def fields(head: Element) -> dict[str, Any]:
    """Fields of a `Patent` that the bibliography gives."""
    published = publication(head)
    number, filed = application(head)
    return {
        "publication_date": published[1] if published else None,
        "application_number": number,
        "filing_date": filed,
        "titles": tuple(
            Text(plain(title), (attribute(title, "lang") or "").lower())
            for title in kids(head, "invention-title")
            if plain(title)
        ),
        "parties": _parties(head),
        "classifications": _classifications(head),
        "citations": tuple(_citation(each) for each in kids(kid(head, "references-cited"), "citation")),
        "priorities": priorities(head),
    }


def _parties(head: Element) -> tuple[Party, ...]:
    """Names as the document prints them, with the country that only the standard form (`… [FI]`) gives."""
    found: list[Party] = []
    for group, one, role in (
        ("applicants", "applicant", "applicant"),
        ("inventors", "inventor", "inventor"),
        ("agents", "agent", "agent"),
    ):
        forms: dict[str, list[str]] = {}
        for element in kids(kid(head, "parties", group), one):
            name = next((plain(name) for name in below(element, "name", "last-name") if plain(name)), "")
            if name:
                forms.setdefault(attribute(element, "data-format") or "original", []).append(name)
        # The standard form is given once for each person; printed forms repeat in every spelling the file has seen.
        chosen = forms.get("epodoc") or forms.get("docdb") or forms.get("docdba") or forms.get("original") or []
        countries = [_COUNTRY.search(name) for name in chosen]
        printed = forms.get("original", [])
        for place, name in enumerate(chosen):
            shown = printed[place] if len(printed) == len(chosen) else name
            match = countries[place]
            clean = _COUNTRY.sub("", shown).strip(" ,")
            found.append(Party(clean, role, role == "applicant" and "," not in clean, match.group(1) if match else ""))
    return tuple(dict.fromkeys(found))


def _classifications(head: Element) -> tuple[Classification, ...]:
    found: list[Classification] = []
    for place, each in enumerate(kids(kid(head, "classifications-ipcr"), "classification-ipcr")):
        symbol, inventive = ipcr_text(value(each, "text"))
        if symbol:
            found.append(Classification("ipc", symbol, place == 0, inventive))
    for place, each in enumerate(kids(kid(head, "patent-classifications"), "patent-classification")):
        scheme = attribute(kid(each, "classification-scheme"), "scheme")
        if not scheme.startswith("CPC"):
            continue
        symbol = value(each, "classification-symbol").replace(" ", "") or from_parts(
            *(value(each, part) for part in ("section", "class", "subclass", "main-group", "subgroup"))
        )
        if symbol:
            found.append(Classification("cpc", symbol, place == 0, value(each, "classification-value") != "A"))
    return tuple(dict.fromkeys(found))


def _citation(element: Element) -> Citation:
    phase = _PHASES.get(attribute(element, "cited-by"), "")
    phase = phase or ("applicant" if "applicant" in attribute(element, "cited-phase") else "examiner")
    category = "".join(dict.fromkeys("".join(value_of for value_of in map(plain, below(element, "category"))).replace(" ", "")))
    passages = tuple(text for text in (plain(part).strip("* ") for part in below(element, "passage")) if text)
    claims = ", ".join(filter(None, (plain(part) for part in below(element, "rel-claims"))))
    patent = kid(element, "patcit")
    if patent is not None:
        document = _identified(patent, "docdb")
        document = document if document is not None else next(kids(patent, "document-id"), None)
        number = _number(document)
        printed = " ".join(filter(None, (value(document, tag) for tag in ("country", "doc-number", "kind"))))
        return Citation(printed or plain(patent), number, phase, category, claims, passages)
    other = kid(element, "nplcit")
    text = value(other, "text") or (plain(other) if other is not None else plain(element))
    return Citation(text, None, phase, category, claims, passages)


def event(entry: Element) -> LegalEvent:
    """One INPADOC event: code, what it says, gazette and effective day, and the state it concerns."""
    office = _line(entry, "L001EP")
    texts: list[str] = []
    details = kid(entry, "L500EP")
    effective, country = None, ""
    for part in details if details is not None else ():
        name = local(part)
        if name == "L525EP":
            effective = PartialDate.parse(plain(part))
        elif name == "L501EP":
            country = plain(part)
        elif name != "L503EP" and plain(part):
            texts.append(f"{attribute(part, 'desc')}: {plain(part)}")
    text = "; ".join(filter(None, (attribute(entry, "desc"), *texts)))
    return LegalEvent(
        office=office,
        code=attribute(entry, "code").strip() or _line(entry, "L008EP"),
        text=text,
        date=PartialDate.parse(_line(entry, "L007EP")),
        effective=effective,
        country=country or office,
    )


def _line(entry: Element, name: str) -> str:
    return value(entry, name)
