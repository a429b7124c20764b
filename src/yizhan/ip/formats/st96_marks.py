"""WIPO ST.96 trade marks (TSDR case status, applications) and geographical indications, versions 1 to 6."""

from __future__ import annotations

from collections.abc import Iterator

from yizhan.ip.formats import mark_codes, xmlfiles
from yizhan.ip.formats.items import Item, Limits
from yizhan.ip.formats.st96 import name_of, place_of
from yizhan.ip.formats.streams import Member
from yizhan.ip.formats.xmltext import Element, attribute, below, kid, kids, local, plain, value
from yizhan.ip.records import Classification, GoodsClass, Mark, MarkEvent, PartialDate, Party, Priority, Text

_OWNER_FROM = 20


def read(member: Member, limits: Limits) -> Iterator[Item]:
    """Every trade mark or geographical indication of a stream."""
    return xmlfiles.read(member, limits, _convert)


def _convert(root: Element) -> Iterator[tuple[str, xmlfiles.Made]]:
    if local(root).startswith("GI"):
        yield "", _indication(root)
        return
    found = False
    for mark in below(root, "Trademark"):
        number = value(mark, "ApplicationNumber", "ApplicationNumberText")
        found = True
        yield (number, _mark(mark, number)) if number else ("", "the mark has no application number")
    if not found:
        raise xmlfiles.NotADocument(f"no trade mark (root element {local(root)})")


def _date(element: Element | None, *path: str) -> PartialDate | None:
    return PartialDate.parse(value(element, *path))


def _mark(mark: Element, number: str) -> Mark:
    office = value(mark, "RegistrationOfficeCode") or value(mark, "ApplicationNumber", "IPOfficeCode")
    code, status_date = value(mark, "MarkCurrentStatusCode"), _date(mark, "MarkCurrentStatusDate")
    representation = kid(mark, "MarkRepresentation")
    text = next(
        (plain(e) for e in below(representation, "MarkVerbalElementText", "MarkSignificantVerbalElementText") if plain(e)), ""
    )
    # A date of registration alone does not say that the mark still stands: the code does.
    status = mark_codes.status_of(office, code) or mark_codes.status_by_words(code)
    statements = [
        plain(e) for e in below(mark, "MarkDisclaimerText", "MarkDescriptionText", "MarkTransliteration", "MarkTranslationText")
    ]
    return Mark(
        office=office,
        application_number=number,
        registration_number=value(mark, "RegistrationNumber").lstrip("0"),
        text=text,
        language=(value(mark, "ApplicationLanguageCode") or "en").lower()[:2],
        feature=_feature(representation),
        status=status,
        office_status=code,
        status_date=status_date,
        filing_date=_date(mark, "ApplicationDate"),
        publication_date=next((PartialDate.parse(plain(e)) for e in below(kid(mark, "PublicationBag"), "PublicationDate")), None),
        registration_date=_date(mark, "RegistrationDate"),
        expiry_date=_date(mark, "ExpiryDate"),
        transaction_date=status_date,
        classes=_classes(mark),
        parties=tuple(dict.fromkeys(_parties(mark))),
        figurative=_figurative(representation),
        priorities=tuple(_priorities(mark)),
        events=_events(mark),
        statements=tuple(Text(each, "en") for each in dict.fromkeys(statements) if each),
        source="st96-mark",
    )


def _feature(representation: Element | None) -> str:
    printed = next((plain(e) for e in below(representation, "MarkFeatureCategory") if plain(e)), "")
    code = next((plain(e) for e in below(representation, "MarkFeatureCode") if plain(e)), "")
    return mark_codes.feature(printed) or mark_codes.drawing(code)


def _figurative(representation: Element | None) -> tuple[Classification, ...]:
    found = [
        Classification("us-design", plain(e).replace(".", "")) for e in below(representation, "NationalDesignCode") if plain(e)
    ]
    for each in below(representation, "ViennaClassification"):
        symbol = ".".join(filter(None, (value(each, tag) for tag in ("ViennaCategory", "ViennaDivision", "ViennaSection"))))
        if symbol:
            found.append(Classification("vienna", symbol))
    return tuple(dict.fromkeys(found))


def _classes(mark: Element) -> tuple[GoodsClass, ...]:
    found: dict[int, GoodsClass] = {}
    for group in below(kid(mark, "GoodsServicesBag"), "GoodsServices"):
        numbers = [
            int(value(each, "ClassNumber"))
            for each in below(group, "GoodsServicesClassification")
            if value(each, "ClassificationKindCode") in {"Nice", "Primary", ""} and value(each, "ClassNumber").isdigit()
        ]
        described = [
            (int(value(each, "ClassNumber")), plain(text))
            for each in below(group, "ClassDescription")
            for text in kids(each, "GoodsServicesDescriptionText")
            if value(each, "ClassNumber").isdigit() and plain(text)
        ]
        status = next((plain(e) for e in below(group, "NationalStatusCode") if plain(e)), "")
        used = next((PartialDate.parse(plain(e)) for e in below(group, "FirstUsedDate") if plain(e)), None)
        for number in dict.fromkeys((*numbers, *(given for given, _text in described))):
            if 0 < number <= mark_codes.LAST_NICE_CLASS:
                goods = tuple(Text(text, "en") for given, text in described if given == number)
                found.setdefault(number, GoodsClass(number, goods, mark_codes.class_status(status), used))
    return tuple(found[number] for number in sorted(found))


def _parties(mark: Element) -> Iterator[Party]:
    """Applicants carry the office's party type as sequence number: from 20 on they are owners."""
    for element in below(mark, "Applicant"):
        contact = next(below(element, "Contact", "PublicationContact"), None)
        name, organisation = name_of(contact)
        sequence = attribute(element, "sequenceNumber")
        role = "owner" if sequence.isdigit() and int(sequence) >= _OWNER_FROM else "applicant"
        if name:
            country, city = place_of(contact)
            yield Party(name, role, organisation or value(element, "LegalEntityName") not in {"", "INDIVIDUAL"}, country, city)
    for tag, role in (
        ("NationalRepresentative", "agent"),
        ("Representative", "agent"),
        ("NationalCorrespondent", "correspondent"),
    ):
        for element in below(mark, tag):
            name, organisation = name_of(next(below(element, "Contact", "PublicationContact"), None))
            if name:
                yield Party(name, role, organisation)


def _priorities(mark: Element) -> Iterator[Priority]:
    for each in below(mark, "Priority"):
        number = value(each, "ApplicationNumber", "ApplicationNumberText") or value(each, "PriorityNumber")
        if number:
            yield Priority(value(each, "PriorityCountryCode"), number, _date(each, "PriorityApplicationFilingDate"))


def _events(mark: Element) -> tuple[MarkEvent, ...]:
    found = []
    for each in below(kid(mark, "MarkEventBag"), "MarkEvent"):
        inner = kid(each, "NationalMarkEvent")
        found.append(
            MarkEvent(value(inner, "MarkEventCode"), value(inner, "MarkEventDescriptionText"), _date(each, "MarkEventDate"))
        )
    return tuple(found)


def _indication(root: Element) -> Mark:
    """A geographical indication: a sign with a place, a product and its users, kept beside the marks."""
    data = kid(root, "GIData")
    number = value(data, "ApplicationNumber", "ApplicationNumberText") or value(data, "RegistrationNumber")
    if not number:
        raise xmlfiles.NotADocument("the indication has no application number")
    language = attribute(data, "languageCode").lower()[:2]
    names = [plain(e) for e in below(data, "GINameText") if plain(e)]
    told = [
        Text(plain(e), attribute(e, "languageCode").lower()[:2] or language)
        for e in below(data, "GINameTranslationText", "FeatureDescriptionText", "GeographicRegionDescriptionText")
        if plain(e)
    ]
    people = [(each, "applicant") for each in below(root, "Applicant")] + [
        (each, "owner") for each in below(root, "AuthorizedUser")
    ]
    parties = []
    for element, role in people:
        name, organisation = name_of(next(below(element, "Contact", "PublicationContact"), None))
        if name:
            parties.append(Party(name, role, organisation))
    return Mark(
        office=attribute(data, "officeCode"),
        application_number=number,
        registration_number=value(data, "RegistrationNumber"),
        text=names[0] if names else "",
        language=language,
        status="registered" if value(data, "RegistrationDate") else "pending",
        filing_date=_date(data, "ApplicationDate"),
        publication_date=next((PartialDate.parse(plain(e)) for e in below(data, "PublicationDate")), None),
        registration_date=_date(data, "RegistrationDate"),
        classes=_classes_of_indication(data),
        parties=tuple(dict.fromkeys(parties)),
        statements=tuple(told),
        source="st96-gi",
        right="geographical-indication",
    )


def _classes_of_indication(data: Element | None) -> tuple[GoodsClass, ...]:
    numbers = {int(plain(e)) for e in below(data, "ClassNumber") if plain(e).isdigit()}
    return tuple(GoodsClass(number) for number in sorted(numbers))
