"""CNIPA publications: `business:PatentDocumentAndRelated` (schema V2.2.1) and the older `cn-patent-document`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from yizhan.ip.formats import bodies, xmlfiles
from yizhan.ip.formats.btags import cited_number
from yizhan.ip.formats.items import Item, Limits
from yizhan.ip.formats.streams import Member
from yizhan.ip.formats.symbols import from_parts, ipcr_text, locarno
from yizhan.ip.formats.xmltext import Element, attribute, below, kid, kids, local, squeeze, value
from yizhan.ip.records import (
    BadNumber,
    Citation,
    Classification,
    PartialDate,
    Party,
    Patent,
    Priority,
    PublicationNumber,
    Relation,
    Text,
)

_APPLICATION_TYPES = {
    "10": "invention",
    "11": "invention",
    "20": "utility-model",
    "21": "utility-model",
    "30": "design",
    "31": "design",
}
_APPLICATION_NAMES = {"发明专利": "invention", "实用新型": "utility-model", "外观设计": "design"}
_KINDS = {"U": "utility-model", "Y": "utility-model", "S": "design", "D": "design"}
_PHASES = {"SEA": "examiner", "ISR": "examiner", "EXA": "examiner", "APP": "applicant"}
# An agency's name ends with the number of its licence: `杭州求是专利事务所有限公司 33200`.
_LICENCE = re.compile(r"\s*\d{5}$")


def read(member: Member, limits: Limits) -> Iterator[Item]:
    """Every publication of a stream, in either schema."""
    return xmlfiles.read(member, limits, _convert, clean=xmlfiles.without_prolog)


def _convert(root: Element) -> Iterator[tuple[str, Patent]]:
    if local(root) == "cn-patent-document":
        yield "", _legacy(root)
    elif kid(root, "BibliographicData") is not None:
        yield "", _current(root)
    else:
        raise xmlfiles.NotADocument("the document has no bibliographic data")


def _number(document: Element | None, tags: tuple[str, str, str]) -> PublicationNumber:
    office, serial, kind = (value(document, tag) for tag in tags)
    if not serial:
        raise BadNumber("absent")
    return PublicationNumber.parse(f"{office or 'CN'}{serial} {kind}".strip(), office=office or "CN")


def _stage(number: PublicationNumber) -> str:
    """A is a published application; B, C (before 2010), U, Y, S and D are granted."""
    return "application" if number.kind[:1] == "A" else "grant" if number.kind else ""


_CURRENT_ID = ("WIPOST3Code", "DocNumber", "Kind")


def _standard(parent: Element | None, tag: str, form: str = "original") -> Element | None:
    """The `DocumentID` of a reference; the form as the office prints it is the one kept."""
    references = list(kids(parent, tag))
    chosen = next((each for each in references if attribute(each, "dataFormat") == form), references[0] if references else None)
    return kid(chosen, "DocumentID")


def _current(root: Element) -> Patent:
    head = kid(root, "BibliographicData")
    published = _standard(head, "PublicationReference")
    number = _number(published, _CURRENT_ID)
    applied = _standard(head, "ApplicationReference")
    reference = kid(head, "ApplicationReference")
    right = _APPLICATION_TYPES.get(attribute(reference, "applType"), _KINDS.get(number.kind[:1], "invention"))
    serial = value(applied, "DocNumber")
    title = value(head, "InventionTitle") or value(head, "DesignTitle")
    abstract = squeeze(" ".join(bodies.blocks_text(p) for p in kids(kid(root, "Abstract"), "Paragraphs")))
    return Patent(
        number=number,
        right=right,
        stage=_stage(number),
        language="zh",
        titles=(Text(title, "zh"),) if title else (),
        abstracts=(Text(abstract, "zh"),) if abstract else (),
        claims=bodies.claims(kids(kid(root, "Claims"), "Claim")),
        description=bodies.description(kid(root, "Description"), own_headings=bodies.CHINESE_HEADINGS),
        parties=tuple(dict.fromkeys(_parties(head))),
        classifications=tuple(dict.fromkeys(_classes(head))),
        citations=tuple(_citations(head)),
        priorities=tuple(_priorities(head)),
        publication_date=PartialDate.parse(value(published, "Date")),
        application_number=f"CN{serial}" if serial else "",
        filing_date=PartialDate.parse(value(applied, "Date")),
        figures=tuple(attribute(image, "file") for image in below(kid(root, "Drawings"), "Image") if attribute(image, "file")),
        source=f"cn-{attribute(root, 'xsdVersion').lower() or 'v2'}",
        relations=tuple(_relations(head)),
        produced=PartialDate.parse(attribute(root, "dateProduced")),
    )


def _classes(head: Element | None) -> Iterator[Classification]:
    for place, each in enumerate(below(head, "ClassificationIPCR")):
        symbol = from_parts(*(value(each, tag) for tag in ("Section", "MainClass", "Subclass", "MainGroup", "Subgroup")))
        symbol = symbol if "/" in symbol else ipcr_text(value(each, "Text"))[0]
        if symbol:
            yield Classification("ipc", symbol, place == 0)
    for each in below(head, "ClassificationIPC"):
        for tag in ("MainClassification", "FurtherClassification"):
            for part in kids(each, tag):
                symbol = ipcr_text(value(part))[0]
                if symbol:
                    yield Classification("ipc", symbol, tag == "MainClassification")
    for each in below(head, "ClassificationLocarno"):
        symbol = locarno(value(each))
        if symbol:
            yield Classification("locarno", symbol, is_main=True)


_ROLES = (
    ("ApplicantDetails", "Applicant", "applicant"),
    ("AssigneeDetails", "Assignee", "assignee"),
    ("InventorDetails", "Inventor", "inventor"),
)


def _parties(head: Element | None) -> Iterator[Party]:
    parties = kid(head, "Parties")
    for group, one, role in _ROLES:
        for element in kids(kid(parties, group), one):
            book = kid(element, "AddressBook")
            name = value(book, "Name") or value(book, "OrganizationName")
            if name:
                address = kid(book, "Address")
                city = value(address, "City") if value(address, "City") != "0" else ""
                yield Party(name, role, is_organisation(name, role), value(address, "WIPOST3Code"), city, value(address, "Text"))
    for agent in kids(kid(parties, "AgentDetails"), "Agent"):
        agency = _LICENCE.sub("", value(agent, "Agency", "AddressBook", "OrganizationName"))
        if agency:
            yield Party(agency, "agent", is_organisation=True)
        if value(agent, "AddressBook", "Name"):
            yield Party(value(agent, "AddressBook", "Name"), "agent")


def is_organisation(name: str, role: str) -> bool:
    """Chinese registers do not say it: names of four characters or fewer are people's; inventors always are."""
    return role != "inventor" and (len(name) > 4 or not re.fullmatch(r"[\u4e00-\u9fff·]+", name))


def _citations(head: Element | None) -> Iterator[Citation]:
    for each in below(kid(head, "ReferencesCited"), "Citation"):
        phase = _PHASES.get(attribute(each, "srepPhase"), "examiner")
        category = value(each, "Category")
        cited = next(below(each, "DocumentID"), None)
        if cited is not None:
            office, serial, kind = (value(cited, tag) for tag in _CURRENT_ID)
            yield Citation(" ".join(filter(None, (office, serial, kind))), _cited(office, serial, kind), phase, category)
        else:
            text = bodies.blocks_text(each)
            if text:
                yield Citation(text, None, phase, category)


def _cited(office: str, serial: str, kind: str) -> PublicationNumber | None:
    try:
        return PublicationNumber.parse(f"{office}{serial} {kind}".strip(), office=office)
    except BadNumber:
        return cited_number(office, serial, kind)


def _priorities(head: Element | None) -> Iterator[Priority]:
    for each in below(head, "Priority"):
        if attribute(each, "dataFormat") in {"", "original"}:
            document = next(below(each, "DocumentID"), each)
            number = value(document, "DocNumber")
            if number:
                yield Priority(value(document, "WIPOST3Code"), number, PartialDate.parse(value(document, "Date")))


def _relations(head: Element | None) -> Iterator[Relation]:
    for division in below(kid(head, "RelatedDocuments"), "Division"):
        parent = next(below(division, "ParentDocument"), None)
        document = next(below(parent, "DocumentID"), None)
        if value(document, "DocNumber"):
            day = PartialDate.parse(value(document, "Date"))
            yield Relation("division", value(document, "WIPOST3Code") or "CN", value(document, "DocNumber"), day)
    international = kid(head, "PCTOrRegionalApplicationData")
    document = next(below(international, "DocumentID"), None)
    if value(document, "DocNumber"):
        yield Relation("national-stage", "WO", value(document, "DocNumber"), PartialDate.parse(value(document, "Date")))


_LEGACY_ID = ("country", "doc-number", "kind")


def _legacy(root: Element) -> Patent:
    head = kid(root, "cn-bibliographic-data")
    if head is None:
        raise xmlfiles.NotADocument("the document has no bibliographic data")
    published = kid(head, "cn-publication-reference", "document-id")
    number = _number(published, _LEGACY_ID)
    reference = kid(head, "application-reference")
    applied = kid(reference, "document-id")
    body = kid(root, "application-body")
    serial, title = value(applied, "doc-number"), value(head, "invention-title")
    paragraphs = (bodies.blocks_text(p) for p in kids(kid(head, "abstract"), "p") if attribute(p, "num") != "bio")
    abstract = squeeze(" ".join(paragraphs))
    return Patent(
        number=number,
        right=_APPLICATION_NAMES.get(attribute(reference, "appl-type"), _KINDS.get(number.kind[:1], "invention")),
        stage=_stage(number),
        language="zh",
        titles=(Text(title, "zh"),) if title else (),
        abstracts=(Text(abstract, "zh"),) if abstract else (),
        claims=bodies.claims(below(kid(body, "claims"), "claim")),
        description=bodies.description(kid(body, "description"), own_headings=bodies.CHINESE_HEADINGS),
        parties=tuple(dict.fromkeys(_legacy_parties(head))),
        classifications=tuple(dict.fromkeys(_legacy_classes(head))),
        priorities=tuple(_legacy_priorities(head)),
        publication_date=PartialDate.parse(value(published, "date")),
        application_number=f"CN{serial}" if serial else "",
        filing_date=PartialDate.parse(value(applied, "date")),
        figures=tuple(attribute(image, "file") for image in below(kid(body, "drawings"), "img") if attribute(image, "file")),
        source="cn-patent-document",
        relations=tuple(_legacy_relations(head)),
    )


def _legacy_classes(head: Element) -> Iterator[Classification]:
    for place, each in enumerate(below(head, "classification-ipcr")):
        symbol, inventive = ipcr_text(value(each, "text"))
        if symbol:
            yield Classification("ipc", symbol, place == 0, inventive)
    for each in below(head, "classification-locarno"):
        symbol = locarno(value(each))
        if symbol:
            yield Classification("locarno", symbol, is_main=True)


def _legacy_parties(head: Element) -> Iterator[Party]:
    parties = kid(head, "cn-parties")
    for element in below(parties, "cn-applicant"):
        book = kid(element, "addressbook")
        name = value(book, "name") or value(book, "orgname")
        if name:
            yield Party(name, "applicant", is_organisation(name, "applicant"), "", "", value(book, "address", "text"))
    for element in below(parties, "cn-inventor"):
        name = value(element, "name") or value(element, "addressbook", "name")
        if name:
            yield Party(name, "inventor")
    for element in below(parties, "cn-agent"):
        agency = _LICENCE.sub("", value(element, "cn-agency", "name"))
        if agency:
            yield Party(agency, "agent", is_organisation=True)
        if value(element, "name"):
            yield Party(value(element, "name"), "agent")


def _legacy_priorities(head: Element) -> Iterator[Priority]:
    for each in below(head, "priority-claim", "cn-priority-claim"):
        document = kid(each, "document-id")
        document = document if document is not None else each
        if value(document, "doc-number"):
            yield Priority(value(document, "country"), value(document, "doc-number"), PartialDate.parse(value(document, "date")))


def _legacy_relations(head: Element) -> Iterator[Relation]:
    document = kid(head, "pct-or-regional-filing-data", "document-id")
    if value(document, "doc-number"):
        yield Relation("national-stage", "WO", value(document, "doc-number"), PartialDate.parse(value(document, "date")))
    for each in below(kid(head, "cn-related-documents"), "division"):
        parent = next(below(each, "document-id"), None)
        if value(parent, "doc-number"):
            day = PartialDate.parse(value(parent, "date"))
            yield Relation("division", value(parent, "country") or "CN", value(parent, "doc-number"), day)
