"""WIPO ST.66 trade marks: TSDR of the United States and the European Union's open data (`Transaction`, `TradeMark`)."""

from __future__ import annotations

from collections.abc import Iterator

from yizhan.ip.formats import mark_codes, xmlfiles
from yizhan.ip.formats.items import Item, Limits, Withdrawn
from yizhan.ip.formats.streams import Member
from yizhan.ip.formats.xmltext import Element, attribute, below, kid, kids, plain, value
from yizhan.ip.records import Classification, GoodsClass, Mark, MarkEvent, PartialDate, Party, Priority, Text

_OWNER_FROM = 20
# The goods are kept in these languages, or in that of the filing; a European record repeats them in over twenty.
_KEPT_LANGUAGES = ("en", "zh")


def read(member: Member, limits: Limits) -> Iterator[Item]:
    """Every mark of a stream."""
    return xmlfiles.read(member, limits, _convert)


def _convert(root: Element) -> Iterator[tuple[str, xmlfiles.Made]]:
    found = False
    produced = next((PartialDate.parse(plain(e)) for e in below(root, "RequestProducerDateTime", "TransactionDateTime")), None)
    for mark in below(root, "TradeMark"):
        found = True
        number, office = value(mark, "ApplicationNumber"), value(mark, "RegistrationOfficeCode")
        if not number:
            yield "", "the mark has no application number"
        elif attribute(mark, "operationCode") == "Delete":
            yield number, Withdrawn("marks", f"{office}.{number}")
        else:
            yield number, _mark(mark, number, office, produced)
    if not found:
        raise xmlfiles.NotADocument("no trade mark")


def _date(element: Element | None, *path: str) -> PartialDate | None:
    return PartialDate.parse(value(element, *path))


def _mark(mark: Element, number: str, office: str, produced: PartialDate | None) -> Mark:
    code = value(mark, "MarkCurrentStatusCode")
    language = (value(mark, "ApplicationLanguageCode") or "en").lower()
    word = kid(mark, "WordMarkSpecification")
    statements = [
        value(mark, "MarkDisclaimerDetails", "MarkDisclaimer"),
        value(mark, "MarkDescriptionDetails", "MarkDescription"),
    ]
    statements += [value(word, "MarkTransliteration"), value(word, "MarkTranslation")]
    published = (PartialDate.parse(plain(e)) for e in below(kid(mark, "PublicationDetails"), "PublicationDate"))
    return Mark(
        office=office,
        application_number=number,
        registration_number=value(mark, "RegistrationNumber").lstrip("0"),
        text=value(word, "MarkVerbalElementText"),
        language=language,
        feature=mark_codes.feature(value(mark, "MarkFeature")),
        status=mark_codes.status_of(office, code) or mark_codes.status_by_words(code),
        office_status=code,
        status_date=_date(mark, "MarkCurrentStatusDate"),
        filing_date=_date(mark, "ApplicationDate"),
        publication_date=next(published, None),
        registration_date=_date(mark, "RegistrationDate"),
        expiry_date=_date(mark, "ExpiryDate"),
        transaction_date=produced or _date(mark, "MarkCurrentStatusDate"),
        classes=_classes(mark, language),
        parties=tuple(dict.fromkeys(_parties(mark))),
        figurative=_figurative(mark),
        priorities=tuple(
            Priority(value(each, "PriorityCountryCode"), value(each, "PriorityNumber"), _date(each, "PriorityDate"))
            for each in below(kid(mark, "PriorityDetails"), "Priority")
            if value(each, "PriorityNumber")
        ),
        events=tuple(_events(mark)),
        statements=tuple(Text(each, "en") for each in dict.fromkeys(statements) if each),
        source="st66",
    )


def _classes(mark: Element, language: str) -> tuple[GoodsClass, ...]:
    found: dict[int, GoodsClass] = {}
    wanted = tuple(dict.fromkeys((*_KEPT_LANGUAGES, language)))
    for each in below(kid(mark, "GoodsServicesDetails"), "ClassDescription"):
        printed = value(each, "ClassNumber")
        if not printed.isdigit() or not 0 < int(printed) <= mark_codes.LAST_NICE_CLASS:
            continue
        texts = [(attribute(e, "languageCode").lower() or "en", plain(e)) for e in kids(each, "GoodsServicesDescription")]
        goods = tuple(Text(text, lang) for lang, text in texts if text and lang in wanted)
        used = next((PartialDate.parse(plain(e)) for e in below(each, "FirstUseDateNumber") if plain(e)), None)
        found[int(printed)] = GoodsClass(int(printed), goods, mark_codes.class_status(value(each, "ClassNumberStatusCode")), used)
    return tuple(found[number] for number in sorted(found))


def _figurative(mark: Element) -> tuple[Classification, ...]:
    codes = [plain(e) for e in below(kid(mark, "MarkImageDetails"), "CategoryCode") if plain(e)]
    design = [plain(e) for e in below(kid(mark, "MarkImageDetails"), "USDesignCode", "DesignSearchCodeNumber") if plain(e)]
    found = [Classification("vienna", code) for code in codes] + [Classification("us-design", code) for code in design]
    return tuple(dict.fromkeys(found))


def _parties(mark: Element) -> Iterator[Party]:
    details = mark.getparent()
    data = details.getparent() if details is not None else None
    alone = details is not None and sum(1 for _mark in kids(details, "TradeMark")) == 1
    # TSDR names the applicants beside the mark, which is the only one of its transaction.
    for group in (*kids(mark, "ApplicantDetails"), *(kids(data, "ApplicantDetails") if alone else ())):
        for element in kids(group, "Applicant"):
            yield from _party(element, "applicant", "ApplicantAddressBook")
    for group in kids(mark, "ApplicantDetails"):
        for element in kids(group, "ApplicantKey"):
            # European files name parties by key alone; the office's own number is all that they say.
            if value(element, "Identifier"):
                yield Party(f"EUIPO {value(element, 'Identifier')}", "applicant")
    for group in kids(mark, "RepresentativeDetails"):
        for element in kids(group, "Representative"):
            role = "correspondent" if "orrespondent" in value(element, "Comment") else "agent"
            yield from _party(element, role, "RepresentativeAddressBook")


def _party(element: Element, role: str, book: str) -> Iterator[Party]:
    address = kid(element, book, "FormattedNameAddress")
    lines = [plain(e) for e in below(kid(address, "Name"), "FreeFormatNameLine", "LastName", "OrganizationName") if plain(e)]
    if not lines:
        return
    kind = next((plain(e) for e in below(element, "PartyTypeCode") if plain(e)), "")
    role = "owner" if role == "applicant" and kind.isdigit() and int(kind) >= _OWNER_FROM else role
    where = kid(address, "Address", "FormattedAddress")
    firm = value(element, "ApplicantLegalEntity") not in {"", "INDIVIDUAL"}
    country = value(where, "FormattedAddressCountryCode")
    yield Party(lines[0], role, firm, country, value(where, "AddressCity"), ", ".join(lines[1:]))


def _events(mark: Element) -> Iterator[MarkEvent]:
    for each in below(kid(mark, "MarkEventDetails"), "MarkEvent"):
        text = next((plain(e) for e in below(each, "MarkEventInternalDescriptionText", "MarkEventDescription") if plain(e)), "")
        yield MarkEvent(value(each, "MarkEventCode"), text, _date(each, "MarkEventDate"))
    for each in below(kid(mark, "MarkRecordDetails"), "BasicRecord"):
        yield MarkEvent(
            value(each, "BasicRecordKind"), value(each, "RecordCurrentStatusCode"), _date(each, "RecordCurrentStatusDate")
        )
