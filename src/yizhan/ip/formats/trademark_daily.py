"""USPTO trademark-applications-daily 2.0: one `Mark` for each case file.

Case files are cut out of the stream and read alone; the file's own DTD is never parsed, so entities it might
declare have no effect.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from yizhan.ip.formats import mark_codes
from yizhan.ip.formats.items import MEGABYTE, Item, Limits, failed
from yizhan.ip.formats.split import Piece, between
from yizhan.ip.formats.streams import Member, TooMuch
from yizhan.ip.formats.xmltext import BrokenXml, Element, first, parse, plain
from yizhan.ip.records import Classification, GoodsClass, Mark, MarkEvent, PartialDate, Party, Priority, Text

SOURCE = "us-trademark-daily-2.0"
_SERIAL = re.compile(rb"<serial-number>([^<]{1,20})")
# Party types 10–19 are applicants of the application, from 20 on owners after publication or registration.
_FIRST_OWNER_TYPE = 20
_CORRESPONDENT_LINES = 5


def read(member: Member, limits: Limits) -> Iterator[Item]:
    """Every case file of a stream, in order."""
    try:
        for piece in between(member.stream, b"<case-file>", b"</case-file>", limits.record):
            yield _read_case(piece, member.name, limits)
    except TooMuch as error:
        yield failed(member.name, "", 0, f"refused: {error}")
    except (OSError, EOFError) as error:
        yield failed(member.name, "", 0, f"the file is damaged: {error}")


def _read_case(piece: Piece, file: str, limits: Limits) -> Item:
    found = _SERIAL.search(piece.data[:2048])
    name = found.group(1).decode("ascii", "replace") if found else ""
    if piece.refused:
        return failed(file, name, piece.position, f"refused: longer than {limits.record // MEGABYTE} MB")
    try:
        mark = _mark(parse(piece.data))
    except BrokenXml as error:
        return failed(file, name, piece.position, str(error))
    if mark is None:
        return failed(file, name, piece.position, "the case file has no serial number")
    return Item(file, piece.position, record=mark)


def _date(element: Element | None, tag: str) -> PartialDate | None:
    return PartialDate.parse(first(element, tag))


def _mark(case: Element) -> Mark | None:
    serial = first(case, "serial-number")
    if not serial:
        return None
    head = case.find("case-file-header")
    statements = _statements(case)
    status = first(head, "status-code")
    return Mark(
        office="US",
        application_number=serial,
        registration_number=first(case, "registration-number").lstrip("0"),
        text=first(head, "mark-identification"),
        language="en",
        feature=mark_codes.drawing(first(head, "mark-drawing-code")),
        status=mark_codes.status_of("US", status),
        office_status=status,
        status_date=_date(head, "status-date"),
        filing_date=_date(head, "filing-date"),
        publication_date=_date(head, "published-for-opposition-date"),
        registration_date=_date(head, "registration-date"),
        expiry_date=None,
        transaction_date=_date(case, "transaction-date"),
        classes=_classes(case, statements),
        parties=_parties(case, head),
        figurative=_figurative(case),
        priorities=_priorities(case),
        events=_events(case),
        statements=tuple(Text(text, "en") for code, text in statements if not code.startswith("GS")),
        source=SOURCE,
    )


def _statements(case: Element) -> list[tuple[str, str]]:
    parent = case.find("case-file-statements")
    if parent is None:
        return []
    return [(first(one, "type-code"), first(one, "text")) for one in parent.iterchildren("case-file-statement")]


def _classes(case: Element, statements: list[tuple[str, str]]) -> tuple[GoodsClass, ...]:
    """Nice classes with their goods: statement `GS0091` holds goods of class 9 (digits 3–5)."""
    goods: dict[int, list[Text]] = {}
    for code, text in statements:
        if code.startswith("GS") and code[2:5].isdigit():
            goods.setdefault(int(code[2:5]), []).append(Text(text, "en"))
    found: dict[int, GoodsClass] = {}
    parent = case.find("classifications")
    for one in parent if parent is not None else ():
        for element in one.iterchildren("international-code"):
            number = int(element.text) if element.text and element.text.strip().isdigit() else 0
            if number:
                status = mark_codes.class_status(first(one, "status-code"))
                used = _date(one, "first-use-anywhere-date")
                found[number] = GoodsClass(number, tuple(goods.get(number, ())), status, used)
    for number, texts in goods.items():
        if number and number not in found and number <= mark_codes.LAST_NICE_CLASS:
            found[number] = GoodsClass(number, tuple(texts))
    return tuple(found[number] for number in sorted(found))


def _parties(case: Element, head: Element | None) -> tuple[Party, ...]:
    parties: list[Party] = []
    parent = case.find("case-file-owners")
    for owner in parent.iterchildren("case-file-owner") if parent is not None else ():
        kind = first(owner, "party-type")
        role = "owner" if kind.isdigit() and int(kind) >= _FIRST_OWNER_TYPE else "applicant"
        person = first(owner, "legal-entity-type-code") == "01"
        country = first(owner, "country") or ("US" if first(owner, "state") else "")
        lines = (first(owner, tag) for tag in ("address-1", "address-2", "city", "state", "postcode"))
        address = ", ".join(filter(None, lines))
        name = first(owner, "party-name")
        if name:
            parties.append(Party(name, role, not person, country, first(owner, "city"), address))
    attorney = first(head, "attorney-name")
    if attorney:
        parties.append(Party(attorney, "agent"))
    correspondent = case.find("correspondent")
    if correspondent is not None:
        printed = [first(correspondent, f"address-{n}") for n in range(1, _CORRESPONDENT_LINES + 1)]
        if printed[0]:
            parties.append(Party(printed[0], "correspondent", address=", ".join(filter(None, printed[1:]))))
    return tuple(dict.fromkeys(parties))


def _figurative(case: Element) -> tuple[Classification, ...]:
    parent = case.find("design-searches")
    if parent is None:
        return ()
    return tuple(Classification("us-design", plain(code)) for code in parent.iter("code") if code.text)


def _priorities(case: Element) -> tuple[Priority, ...]:
    parent = case.find("foreign-applications")
    if parent is None:
        return ()
    return tuple(
        Priority(first(one, "country"), first(one, "application-number"), _date(one, "filing-date"))
        for one in parent.iterchildren("foreign-application")
        if first(one, "application-number")
    )


def _events(case: Element) -> tuple[MarkEvent, ...]:
    parent = case.find("case-file-event-statements")
    if parent is None:
        return ()
    return tuple(
        MarkEvent(first(one, "code"), first(one, "description-text"), _date(one, "date"))
        for one in parent.iterchildren("case-file-event-statement")
    )
