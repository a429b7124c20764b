"""The bibliographic part of a Redbook document: numbers, dates, title, parties, classes, citations, priorities."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from yizhan.ip.formats.xmltext import Element, first, plain
from yizhan.ip.records import BadNumber, Citation, Classification, PartialDate, Party, Priority, PublicationNumber, Relation

_ORGANISATION_ROLES = frozenset({"02", "03", "06", "07", "12", "13"})  # USPTO assignee type codes of organisations


@dataclass(slots=True)
class Fields:
    """What the bibliographic part says."""

    number: PublicationNumber
    language: str
    publication_date: PartialDate | None = None
    application_number: str = ""
    filing_date: PartialDate | None = None
    appl_type: str = ""
    title: str = ""
    party_list: list[Party] = field(default_factory=list)
    class_list: list[Classification] = field(default_factory=list)
    citation_list: list[Citation] = field(default_factory=list)
    priority_list: list[Priority] = field(default_factory=list)
    related_list: list[PublicationNumber] = field(default_factory=list)
    relation_list: list[Relation] = field(default_factory=list)

    @property
    def parties(self) -> tuple[Party, ...]:
        return tuple(dict.fromkeys(self.party_list))

    @property
    def classifications(self) -> tuple[Classification, ...]:
        return tuple(dict.fromkeys(self.class_list))

    @property
    def citations(self) -> tuple[Citation, ...]:
        return tuple(self.citation_list)

    @property
    def priorities(self) -> tuple[Priority, ...]:
        return tuple(self.priority_list)

    @property
    def relations(self) -> tuple[Relation, ...]:
        return tuple(dict.fromkeys(self.relation_list))

    @property
    def related(self) -> tuple[PublicationNumber, ...]:
        return tuple(dict.fromkeys(self.related_list))


def read(head: Element, language: str) -> Fields:
    """Fields of `us-bibliographic-data-grant` or `-application`.

    Raises:
        BadNumber: the publication reference is absent or cannot be read.
    """
    document = _document_id(head, "publication-reference")
    if document is None:
        raise BadNumber("absent")
    fields = Fields(_number(document), language)
    fields.publication_date = PartialDate.parse(first(document, "date"))
    for child in head:
        reader = _READERS.get(str(child.tag))
        if reader is not None:
            reader(child, fields)
    return fields


def _document_id(parent: Element, tag: str) -> Element | None:
    for child in parent.iterchildren(tag):
        return child.find("document-id")
    return None


def _values(element: Element) -> dict[str, str]:
    """Tag → text of the children, in one pass."""
    return {child.tag: child.text.strip() if child.text else "" for child in element}


def _number(document: Element) -> PublicationNumber:
    return _number_of(_values(document))


def _number_of(values: dict[str, str]) -> PublicationNumber:
    country, serial, kind = values.get("country", ""), values.get("doc-number", ""), values.get("kind", "")
    if serial.isdecimal() and len(country) == 2 and (country != "US" or len(serial) < 9 or len(serial) == 11):
        return PublicationNumber(country, serial.lstrip("0") or "0", kind)  # what `parse` would find, without its care
    if country == "US" and len(serial) == 12 and serial[4] == "/" and serial[:4].isdecimal() and serial[5:].isdecimal():
        return PublicationNumber(country, serial[:4] + serial[5:], kind)
    return PublicationNumber.parse(f"{country}{serial}{' ' + kind if kind else ''}", office=country)


def _number_or_none(values: dict[str, str]) -> PublicationNumber | None:
    try:
        return _number_of(values)
    except BadNumber:
        return None


def _application(element: Element, fields: Fields) -> None:
    fields.appl_type = element.get("appl-type") or ""
    document = element.find("document-id")
    if document is not None:
        fields.application_number = f"{first(document, 'country')}{first(document, 'doc-number')}"
        fields.filing_date = PartialDate.parse(first(document, "date"))


def _title(element: Element, fields: Fields) -> None:
    fields.title = plain(element)


def _cpc_symbol(element: Element) -> str:
    values: dict[str, str] = {str(child.tag): child.text or "" for child in element}
    subgroup = values.get("subgroup", "")
    return (
        f"{values.get('section', '')}{values.get('class', '')}{values.get('subclass', '')}"
        f"{values.get('main-group', '')}{'/' + subgroup if subgroup else ''}"
    ).replace(" ", "")


def _scheme(scheme: str) -> Callable[[Element, Fields], None]:
    def add(element: Element, fields: Fields) -> None:
        tag = f"classification-{scheme}"
        for group in element:
            is_main = group.tag == f"main-{scheme}"
            nested = [group] if group.tag == tag else group.iter(tag)
            for one in nested:
                symbol = _cpc_symbol(one)
                if symbol:
                    inventive = first(one, "classification-value") != "A"
                    fields.class_list.append(Classification(scheme, symbol, is_main, inventive))

    return add


def _ipcr(element: Element, fields: Fields) -> None:
    for place, one in enumerate(element.iterchildren("classification-ipcr")):
        symbol = _cpc_symbol(one)
        if symbol:
            fields.class_list.append(Classification("ipc", symbol, place == 0, first(one, "classification-value") != "N"))


def _ipc(element: Element, fields: Fields) -> None:
    """Edition 7 and before: `H01M 10/52` as fixed columns (`H01M 1052`)."""
    for tag in ("main-classification", "further-classification"):
        for one in element.iterchildren(tag):
            symbol = _fixed_ipc(one.text or "")
            if symbol:
                fields.class_list.append(Classification("ipc", symbol, tag == "main-classification"))


def _fixed_ipc(text: str) -> str:
    """`H01M 10/52`, `H01M  1052` (subclass in 4 columns, main group in 3, the rest subgroup) → `H01M10/52`."""
    bare = text.strip()
    if "/" in bare or len(bare) <= 4:
        return bare.replace(" ", "")
    group, subgroup = bare[4:7].strip(), bare[7:].strip()
    return f"{bare[:4]}{group}/{subgroup}" if group and subgroup else bare.replace(" ", "")


def _national(element: Element, fields: Fields) -> None:
    for tag in ("main-classification", "further-classification"):
        for one in element.iterchildren(tag):
            symbol = (one.text or "").strip()
            if symbol:
                fields.class_list.append(Classification("uspc", " ".join(symbol.split()), tag == "main-classification"))


def _locarno(element: Element, fields: Fields) -> None:
    for one in element.iterchildren("main-classification"):
        digits = (one.text or "").strip().replace("-", "")
        if digits:
            symbol = f"{digits[:2]}-{digits[2:]}" if len(digits) == 4 else digits
            fields.class_list.append(Classification("locarno", symbol, is_main=True))


def _references(element: Element, fields: Fields) -> None:
    for citation in element:
        if citation.tag in {"us-citation", "citation"}:
            fields.citation_list.append(_citation(citation))


_CITED = ("patcit", "nplcit", "category")
_NUMBER = ("country", "doc-number", "kind")


def _citation(element: Element) -> Citation:
    patent: Element | None = None
    other: Element | None = None
    phase = ""
    for child in element.iterchildren(*_CITED):
        if child.tag == "patcit":
            patent = child
        elif child.tag == "nplcit":
            other = child
        else:
            phase = (child.text or "").removeprefix("cited by ").replace("other", "applicant")
    if patent is not None:
        for document in patent.iterchildren("document-id"):
            # Only what is needed: a quarter of a document can be citations.
            values = {one.tag: one.text.strip() if one.text else "" for one in document.iterchildren(*_NUMBER)}
            printed = " ".join([values[tag] for tag in _NUMBER if values.get(tag)])
            return Citation(printed, _number_or_none(values), phase)
    for cited in other if other is not None else ():
        return Citation(plain(cited), None, phase)
    return Citation(plain(element), None, phase)


def _party(element: Element, role: str) -> Party | None:
    book = element.find("addressbook")
    if book is None:  # v4.0 assignees carry the names directly
        book = element
    organisation = first(book, "orgname")
    person = " ".join(filter(None, (first(book, tag) for tag in ("first-name", "middle-name", "last-name", "suffix"))))
    name = organisation or person or first(book, "name")
    if not name:
        return None
    address = book.find("address")
    country = first(address, "country") or first(element.find("residence"), "country")
    place = ", ".join(filter(None, (first(address, tag) for tag in ("city", "state"))))
    is_organisation = bool(organisation) or first(book, "role") in _ORGANISATION_ROLES
    return Party(name, role, is_organisation, country, first(address, "city"), place)


def _people(element: Element, fields: Fields) -> None:
    for child in element.iter("applicant", "us-applicant", "inventor", "agent", "deceased-inventor", "correspondence-address"):
        fields.party_list.extend(_roles(child))


def _roles(element: Element) -> list[Party]:
    tag = str(element.tag)
    if tag == "correspondence-address":
        roles = ["correspondent"]
    elif tag in {"applicant", "us-applicant"}:
        # Before 2013 an inventor was entered as `applicant` with app-type applicant-inventor.
        kind = element.get("app-type") or ""
        roles = ["inventor"] if kind == "applicant-inventor" and tag == "applicant" else ["applicant"]
        if kind == "applicant-inventor" and tag == "us-applicant":
            roles = ["applicant", "inventor"]
    else:
        roles = ["inventor" if "inventor" in tag else "agent"]
    return [party for role in roles if (party := _party(element, role)) is not None]


def _assignees(element: Element, fields: Fields) -> None:
    for child in element.iterchildren("assignee"):
        party = _party(child, "assignee")
        if party is not None:
            fields.party_list.append(party)


def _priorities(element: Element, fields: Fields) -> None:
    for claim in element.iterchildren("priority-claim"):
        date = PartialDate.parse(first(claim, "date"))
        fields.priority_list.append(Priority(first(claim, "country"), first(claim, "doc-number"), date))


_RELATIONS = {
    "continuation": "continuation",
    "continuation-in-part": "continuation-in-part",
    "continuing-reissue": "reissue",
    "division": "division",
    "us-divisional-reissue": "division",
    "reissue": "reissue",
    "us-reexamination-reissue-merger": "reissue",
    "substitution": "other",
    "utility-model-basis": "other",
}


def _related(element: Element, fields: Fields) -> None:
    for child in element:
        if child.tag == "us-provisional-application":
            _add_relation(child.find("document-id"), "provisional", fields)
        elif child.tag in _RELATIONS:
            for parent in child.iter("parent-doc"):
                _add_relation(parent.find("document-id"), _RELATIONS[child.tag], fields)
    for publication in element.iter("related-publication"):
        _add_related(publication, fields)
    for grant in element.iter("parent-grant-document"):
        _add_related(grant, fields)


def _add_relation(document: Element | None, kind: str, fields: Fields) -> None:
    if document is None:
        return
    values = _values(document)
    if values.get("doc-number"):
        kind = "national-stage" if values["doc-number"].startswith("PCT") else kind
        date = PartialDate.parse(values.get("date"))
        fields.relation_list.append(Relation(kind, values.get("country", ""), values["doc-number"], date))


def _international(element: Element, fields: Fields) -> None:
    for document in element.iterchildren("document-id"):
        _add_relation(document, "national-stage", fields)


def _add_related(element: Element, fields: Fields) -> None:
    document = element.find("document-id")
    number = _number_or_none(_values(document)) if document is not None else None
    if number is not None:
        fields.related_list.append(number)


_READERS: dict[str, Callable[[Element, Fields], None]] = {
    "application-reference": _application,
    "invention-title": _title,
    "classifications-cpc": _scheme("cpc"),
    "classifications-ipcr": _ipcr,
    "classification-ipc": _ipc,
    "classification-national": _national,
    "classification-locarno": _locarno,
    "us-references-cited": _references,
    "references-cited": _references,
    "us-parties": _people,
    "parties": _people,
    "assignees": _assignees,
    "priority-claims": _priorities,
    "us-related-documents": _related,
    "pct-or-regional-filing-data": _international,
}
