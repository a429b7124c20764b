"""USPTO applications of 2001 to 2004 (`patent-application-publication`, versions 1.5 and 1.6)."""

from __future__ import annotations

from collections.abc import Iterator

from yizhan.ip.formats import bodies, entities, xmlfiles
from yizhan.ip.formats.items import Item, Limits
from yizhan.ip.formats.streams import Member
from yizhan.ip.formats.symbols import ipc_column, locarno
from yizhan.ip.formats.xmltext import Element, below, kid, kids, local, value
from yizhan.ip.records import (
    BadNumber,
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

_RELATIONS = {
    "continuation-of": "continuation",
    "continuation-in-part-of": "continuation-in-part",
    "division-of": "division",
    "reissue-of": "reissue",
    "a-371-of-international": "national-stage",
    "non-provisional-of-provisional": "provisional",
}
_FIRMS = ("name-1", "name-2")


def read(member: Member, limits: Limits) -> Iterator[Item]:
    """Every application of a stream; entities are resolved by standard names, never by what a file declares."""
    return xmlfiles.read(member, limits, _convert, clean=_clean)


def _clean(data: bytes) -> bytes:
    return entities.resolve(xmlfiles.without_prolog(data))


def _convert(root: Element) -> Iterator[tuple[str, Patent]]:
    head = kid(root, "subdoc-bibliographic-information")
    if local(root) != "patent-application-publication" or head is None:
        raise xmlfiles.NotADocument("the document has no bibliographic data")
    serial, kind = value(head, "document-id", "doc-number"), value(head, "document-id", "kind-code")
    if not serial:
        raise BadNumber("absent")
    filing, technical = kid(head, "domestic-filing-data"), kid(head, "technical-information")
    application = value(filing, "application-number", "doc-number")
    title = value(technical, "title-of-invention")
    yield (
        "",
        Patent(
            number=PublicationNumber.parse(f"US{serial} {kind}".strip(), office="US"),
            right="plant" if kind.startswith("P") else "invention",
            stage="application",
            language="en",
            titles=(Text(title, "en"),) if title else (),
            abstracts=_abstract(kid(root, "subdoc-abstract")),
            claims=bodies.claims(below(kid(root, "subdoc-claims"), "claim")),
            description=_description(root),
            parties=tuple(dict.fromkeys(_parties(head))),
            classifications=tuple(_classifications(technical)),
            priorities=tuple(_priorities(head)),
            publication_date=PartialDate.parse(value(head, "document-id", "document-date")),
            application_number=f"US{application}" if application else "",
            filing_date=PartialDate.parse(value(filing, "filing-date")),
            figures=tuple(image.get("file") or "" for image in root.iter("image") if image.get("file")),
            source="us-pap-1",
            relations=tuple(_continuity(head)),
        ),
    )


def _abstract(parent: Element | None) -> tuple[Text, ...]:
    text = " ".join(filter(None, (bodies.blocks_text(p) for p in kids(parent, "paragraph"))))
    return (Text(text, "en"),) if text else ()


def _description(root: Element) -> tuple[Section, ...]:
    parent = kid(root, "subdoc-description")
    for number in list(below(parent, "number")):
        number.text = ""  # paragraph numbers are printed within the paragraphs
    return bodies.description(parent)


def _classifications(technical: Element | None) -> Iterator[Classification]:
    for group, main in (("classification-ipc-primary", True), ("classification-ipc-secondary", False)):
        for part in below(technical, group):
            text = value(part, "ipc")
            symbol = ipc_column(text) if "/" in text or not text[:2].isdigit() else locarno(text)
            if symbol:
                yield Classification("ipc" if symbol[0].isalpha() else "locarno", symbol, main)
    for group, main in (("classification-us-primary", True), ("classification-us-secondary", False)):
        for part in below(technical, group):
            text = "/".join(filter(None, (value(part, "uspc", "class"), value(part, "uspc", "subclass"))))
            if text:
                yield Classification("uspc", text, main)


def _name(element: Element) -> str:
    name = kid(element, "name") if kid(element, "name") is not None else element
    parts = (value(name, tag) for tag in ("given-name", "middle-name", "family-name", "name-suffix"))
    return " ".join(filter(None, parts))


def _parties(head: Element) -> Iterator[Party]:
    for element in kids(kid(head, "inventors"), "first-named-inventor", "inventor"):
        where = kid(element, "residence", "residence-us")
        where = where if where is not None else kid(element, "residence", "residence-non-us")
        city = value(where, "city")
        country = value(where, "country-code") or value(element, "address", "country", "country-code")
        if _name(element):
            yield Party(_name(element), "inventor", False, country, city, ", ".join(filter(None, (city, value(where, "state")))))
    for element in kids(head, "assignee"):
        name = value(element, "organization-name") or _name(element)
        if name:
            country = value(element, "address", "country", "country-code")
            city = value(element, "address", "city")
            yield Party(name, "assignee", bool(value(element, "organization-name")), country, city, city)
    for element in kids(head, "correspondence-address"):
        name = " ".join(filter(None, (value(element, tag) for tag in _FIRMS)))
        if name:
            lines = (value(element, "address", tag) for tag in ("address-1", "address-2", "city", "state"))
            yield Party(name, "correspondent", address=", ".join(filter(None, lines)))


def _priorities(head: Element) -> Iterator[Priority]:
    for claim in below(head, "foreign-priority-data"):
        number = value(claim, "priority-application-number", "doc-number") or value(claim, "doc-number")
        if number:
            yield Priority(value(claim, "country-code"), number, PartialDate.parse(value(claim, "filing-date")))


def _continuity(head: Element) -> Iterator[Relation]:
    group = next(below(head, "continuity-data"), None)
    for tag, kind in _RELATIONS.items():
        for element in below(group, tag):
            for parent in (*below(element, "parent"), *kids(element, "document-id")):
                document = kid(parent, "document-id") if local(parent) == "parent" else parent
                number = value(document, "doc-number")
                if number:
                    office = value(document, "country-code") or "US"
                    yield Relation(kind, office, number, PartialDate.parse(value(document, "document-date")))
