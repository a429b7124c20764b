"""WIPO ST.96 (versions 1 to 6): patent publications and design applications, whatever prefixes an office chooses."""

from __future__ import annotations

from collections.abc import Iterator

from yizhan.ip.formats import bodies, xmlfiles
from yizhan.ip.formats.btags import cited_number
from yizhan.ip.formats.items import Item, Limits
from yizhan.ip.formats.streams import Member
from yizhan.ip.formats.symbols import from_parts, ipcr_text, locarno
from yizhan.ip.formats.xmltext import Element, attribute, below, kid, kids, local, plain, value
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

_RIGHTS = {"design": "design", "plant": "plant", "utility model": "utility-model"}
_RELATIONS = {
    "Continuation": "continuation", "ContinuationInPart": "continuation-in-part", "Division": "division", "Reissue": "reissue",
    "Provisional": "provisional", "RelatedProvisional": "provisional", "InternationalApplication": "national-stage",
}  # fmt: skip


def read(member: Member, limits: Limits) -> Iterator[Item]:
    """Every patent publication or design application of a stream."""
    return xmlfiles.read(member, limits, _convert)


def _convert(root: Element) -> Iterator[tuple[str, Patent]]:
    if local(root) == "PatentPublication":
        yield "", _publication(root)
        return
    designs = list(below(root, "Design"))
    if not designs:
        raise xmlfiles.NotADocument(f"no publication (root element {local(root)})")
    for design in designs:
        yield "", _design(root, design)


def _publication(root: Element) -> Patent:
    head = kid(root, "BibliographicData")
    number = _number(head)
    language = (attribute(root, "languageCode") or "en").lower()[:2]
    applied = kid(head, "ApplicationIdentification")
    serial, office = value(applied, "ApplicationNumber", "ApplicationNumberText"), value(applied, "IPOfficeCode") or number.office
    category = value(applied, "InventionSubjectMatterCategory").lower()
    abstracts = tuple(
        Text(text, attribute(each, "languageCode").lower()[:2] or language)
        for each in kids(root, "Abstract")
        if (text := bodies.blocks_text(each))
    )
    return Patent(
        number=number,
        right=_RIGHTS.get(category, "design" if number.kind.startswith("S") else "invention"),
        stage="application" if number.kind.startswith("A") else "grant" if number.kind else "",
        language=language,
        titles=_titles(head, "InventionTitle", language),
        abstracts=abstracts,
        claims=bodies.claims(_claims(root)),
        description=bodies.description(kid(root, "Description"), own_headings=bodies.CHINESE_HEADINGS),
        parties=tuple(dict.fromkeys(_parties(head))),
        classifications=tuple(dict.fromkeys(_classes(head))),
        citations=tuple(_citations(head)),
        priorities=tuple(_priorities(head)),
        publication_date=PartialDate.parse(value(head, "PatentPublicationIdentification", "PublicationDate")),
        application_number=f"{office}{serial}" if serial else "",
        filing_date=PartialDate.parse(value(applied, "FilingDate")),
        figures=tuple(plain(name) for name in below(kid(root, "Drawings"), "FileName") if plain(name)),
        source=f"st96-{attribute(root, 'st96Version').lower() or 'patent'}",
        relations=tuple(_relations(head)),
        produced=PartialDate.parse(attribute(root, "creationDate")),
    )


def _claims(root: Element) -> Iterator[Element]:
    """Claims without their number and category, which stand beside the text as elements of their own."""
    for claim in below(kid(root, "Claims"), "Claim"):
        number = kid(claim, "ClaimNumber")
        if number is not None:
            claim.set("num", plain(number))
        for beside in list(kids(claim, "ClaimNumber", "ClaimTypeCategory")):
            claim.remove(beside)
        yield claim


def _number(head: Element | None) -> PublicationNumber:
    published = kid(head, "PatentPublicationIdentification")
    office, serial = value(published, "IPOfficeCode"), value(published, "PublicationNumber")
    if not serial:
        raise BadNumber("absent")
    kind = value(published, "PatentDocumentKindCode")
    return PublicationNumber.parse(f"{office}{serial} {kind}".strip(), office=office)


def _titles(head: Element | None, tag: str, language: str) -> tuple[Text, ...]:
    return tuple(
        Text(plain(title), attribute(title, "languageCode").lower()[:2] or language) for title in below(head, tag) if plain(title)
    )


def _classes(head: Element | None) -> Iterator[Classification]:
    for tag, scheme, section in (("IPCRClassification", "ipc", "Section"), ("CPCClassification", "cpc", "CPCSection")):
        for place, each in enumerate(below(head, tag)):
            symbol = from_parts(*(value(each, part) for part in (section, "Class", "Subclass", "MainGroup", "Subgroup")))
            symbol = symbol or ipcr_text(value(each, "PatentClassificationText"))[0]
            worth = value(each, "IPCClassificationValueCode") or value(each, "CPCClassificationValueCode")
            if symbol:
                yield Classification(scheme, symbol, place == 0, worth not in {"N", "A"})
    for each in below(head, "LocarnoClassificationText", "LocarnoClassification"):
        symbol = locarno(plain(each))
        if symbol:
            yield Classification("locarno", symbol, is_main=True)


def name_of(contact: Element | None) -> tuple[str, bool]:
    """(name, whether an organisation's) of a `Contact` or `PublicationContact`."""
    name = kid(contact, "Name")
    organisation = value(name, "OrganizationName", "OrganizationStandardName") or value(name, "OrganizationName")
    entity = value(name, "EntityName")
    person = kid(name, "PersonName")
    structured = kid(person, "PersonStructuredName")
    parts = (value(structured, tag) for tag in ("FirstName", "MiddleName", "LastName"))
    printed = value(person, "PersonFullName") or " ".join(filter(None, parts))
    return (organisation or entity or printed), bool(organisation or (entity and not printed))


def place_of(contact: Element | None) -> tuple[str, str]:
    """(country, city) of a `Contact`."""
    address = next(below(contact, "PostalStructuredAddress"), None)
    country = value(address, "CountryCode") or next((plain(e) for e in below(contact, "CountryCode") if plain(e)), "")
    return country, value(address, "CityName")


_ROLES = (
    ("ApplicantBag", "Applicant", "applicant"), ("InventorBag", "Inventor", "inventor"), ("AssigneeBag", "Assignee", "assignee"),
    ("DesignerBag", "Designer", "inventor"), ("RegisteredPractitionerBag", "RegisteredPractitioner", "agent"),
    ("RepresentativeBag", "Representative", "agent"),
)  # fmt: skip


def _parties(head: Element | None) -> Iterator[Party]:
    for bag, one, role in _ROLES:
        for group in below(head, bag):
            for element in kids(group, one):
                contact = next(below(element, "Contact", "PublicationContact"), None)
                name, organisation = name_of(contact)
                if name:
                    country, city = place_of(contact)
                    yield Party(name, role, organisation and role != "inventor", country, city)


def _citations(head: Element | None) -> Iterator[Citation]:
    for each in below(head, "ReferenceCitation"):
        phase = attribute(each, "citingPartyCategory").lower()
        phase = phase if phase in {"applicant", "examiner"} else "third-party" if "third" in phase else ""
        category = value(each, "CitedDocumentCategoryCode") or value(each, "CitationCategoryCode")
        cited = next(below(each, "CitedPatentDocumentIdentification"), None)
        if cited is not None:
            office, serial, kind = (value(cited, tag) for tag in ("IPOfficeCode", "DocumentNumber", "PatentDocumentKindCode"))
            printed = " ".join(filter(None, (office, serial, kind)))
            yield Citation(printed, cited_number(office, serial, kind), phase, category)
        else:
            other = next(below(each, "NPLCitationText", "NPLCitation"), None)
            text = plain(other if other is not None else each)
            if text:
                yield Citation(text, None, phase, category)


def _priorities(head: Element | None) -> Iterator[Priority]:
    for each in below(head, "PriorityClaim", "Priority"):
        number = value(each, "ApplicationNumber", "ApplicationNumberText") or value(each, "PriorityNumber")
        office = value(each, "IPOfficeCode") or value(each, "PriorityCountryCode")
        day = value(each, "FilingDate") or value(each, "PriorityDate") or value(each, "PriorityApplicationFilingDate")
        if number:
            yield Priority(office, number, PartialDate.parse(day))


def _relations(head: Element | None) -> Iterator[Relation]:
    for bag in below(head, "RelatedDocumentBag"):
        for each in bag:
            kind = _RELATIONS.get(local(each), "")
            parent = next(below(each, "ParentDocument"), each)
            number = next((plain(e) for e in below(parent, "ApplicationNumberText") if plain(e)), "")
            if kind and number:
                office = next((plain(e) for e in below(parent, "IPOfficeCode") if plain(e)), "")
                day = next((plain(e) for e in below(parent, "FilingDate") if plain(e)), "")
                yield Relation(kind, office, number, PartialDate.parse(day))


def _design(root: Element, design: Element) -> Patent:
    office = value(root, "RegistrationOfficeCode") or value(root, "ReceivingOfficeCode")
    identifier = value(design, "DesignIdentifier") or value(design, "RegistrationNumber")
    if not identifier:
        raise BadNumber("absent")
    language = (value(root, "DesignApplicationLanguageCode") or "en").lower()[:2]
    application = value(root, "ApplicationNumber", "ApplicationNumberText")
    texts = [plain(each) for each in below(design, "DesignDescriptionText") if plain(each)]
    claims = [plain(each) for each in below(design, "DesignClaimText") if plain(each)]
    published = next((PartialDate.parse(plain(e)) for e in below(design, "PublicationDate")), None)
    return Patent(
        number=PublicationNumber.parse(f"{office}{identifier}", office=office),
        right="design",
        stage="grant" if value(design, "RegistrationDate") else "application",
        language=language,
        titles=_titles(design, "DesignTitleText", language),
        abstracts=(Text(" ".join(texts), language),) if texts else (),
        claims=bodies.numbered_claims(claims),
        parties=tuple(dict.fromkeys((*_parties(design), *_parties(root)))),
        classifications=tuple(dict.fromkeys(_classes(design))),
        priorities=tuple(_priorities(design)),
        publication_date=published or PartialDate.parse(value(design, "RegistrationDate")),
        application_number=f"{office}{application}" if application else "",
        filing_date=PartialDate.parse(value(root, "ApplicationDate") or value(design, "RightEffectiveDate")),
        figures=tuple(plain(name) for name in below(design, "FileName") if plain(name)),
        source=f"st96-{attribute(root, 'st96Version').lower() or 'design'}",
    )
