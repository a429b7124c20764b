"""EPO publications: full texts in ST.36 with B-tags (`ep-patent-document`) and extracts of the European Patent Register."""

from __future__ import annotations

from collections.abc import Iterator

from yizhan.ip.formats import bodies, btags, xmlfiles
from yizhan.ip.formats.items import Item, Limits, Withdrawn
from yizhan.ip.formats.streams import Member
from yizhan.ip.formats.xmltext import Element, attribute, below, kid, kids, value
from yizhan.ip.records import BadNumber, LegalEvent, PartialDate, Party, Patent, Priority, PublicationNumber, Text


def read(member: Member, limits: Limits) -> Iterator[Item]:
    """Every publication of a stream."""
    return xmlfiles.read(member, limits, _convert, clean=xmlfiles.without_prolog)


def read_register(member: Member, limits: Limits) -> Iterator[Item]:
    """Extracts of the register: for each publication of a dossier a partial record with its events."""
    return xmlfiles.read(member, limits, _register)


def _convert(root: Element) -> Iterator[tuple[str, xmlfiles.Made]]:
    head = kid(root, "SDOBI")
    if head is None:
        raise xmlfiles.NotADocument("the document has no bibliographic data")
    number = btags.number(head)
    if attribute(root, "status").lower() == "d":
        yield number.docdb, Withdrawn("patents", number.docdb)
        return
    language = (attribute(root, "lang") or value(head, "B200", "B260") or "en").lower()
    published, application, filed = btags.dates(head)
    by_language = {attribute(group, "lang").lower() or language: group for group in kids(root, "claims")}
    yield (
        "",
        Patent(
            number=number,
            stage="grant" if number.kind.startswith("B") else "application",
            language=language,
            titles=btags.titles(head, language),
            abstracts=tuple(
                Text(text, attribute(each, "lang").lower() or language)
                for each in kids(root, "abstract")
                if (text := bodies.blocks_text(each))
            ),
            # A specification gives its claims in three languages; those in the language of the proceedings are the text.
            claims=bodies.claims(kids(by_language.get(language, next(iter(by_language.values()), None)), "claim")),
            description=bodies.description(kid(root, "description")),
            parties=_parties(head),
            classifications=btags.classifications(head, design=False),
            citations=btags.citations(head),
            priorities=btags.priorities(head),
            publication_date=published,
            application_number=f"EP{application}" if application else "",
            filing_date=filed,
            figures=tuple(attribute(image, "file") for image in below(kid(root, "drawings"), "img") if attribute(image, "file")),
            source="ep-fulltext",
        ),
    )


def _parties(head: Element) -> tuple[Party, ...]:
    """As B-tags say; the proprietor of a specification (B730) is who applied or who took over, an applicant here."""
    return tuple(
        Party(p.name, "applicant" if p.role == "assignee" else p.role, p.is_organisation, p.country, p.city, p.address)
        for p in btags.parties(head)
    )


def _register(root: Element) -> Iterator[tuple[str, xmlfiles.Made]]:
    found = False
    for dossier in below(root, "register-document"):
        events = tuple(_events(dossier))
        head = kid(dossier, "bibliographic-data")
        for reference in kids(head, "publication-reference"):
            document = kid(reference, "document-id")
            office, serial, kind = (value(document, tag) for tag in ("country", "doc-number", "kind"))
            if not serial:
                continue
            found = True
            try:
                number = PublicationNumber.parse(f"{office}{serial} {kind}".strip(), office=office)
            except BadNumber as error:
                yield serial, f"the publication number cannot be read: {error}"
                continue
            yield number.docdb, _registered(number, head, document, events)
    if not found:
        raise xmlfiles.NotADocument("an answer of the register without publications")


def _registered(
    number: PublicationNumber, head: Element | None, document: Element | None, events: tuple[LegalEvent, ...]
) -> Patent:
    applied = kid(head, "application-reference", "document-id")
    serial = value(applied, "doc-number")
    titles = tuple(
        Text(value(title), (attribute(title, "lang") or "").lower()) for title in kids(head, "invention-title") if value(title)
    )
    priorities = tuple(
        Priority(value(claim, "country"), value(claim, "doc-number"), PartialDate.parse(value(claim, "date")))
        for claim in kids(kid(head, "priority-claims"), "priority-claim")
        if value(claim, "doc-number")
    )
    return Patent(
        number=number,
        stage="grant" if number.kind.startswith("B") else "application" if number.kind.startswith("A") else "",
        titles=titles,
        priorities=priorities,
        publication_date=PartialDate.parse(value(document, "date")),
        application_number=f"{value(applied, 'country')}{serial}" if serial else "",
        filing_date=PartialDate.parse(value(applied, "date")),
        events=events,
        source="ep-register",
        partial=True,
    )


def _events(dossier: Element) -> Iterator[LegalEvent]:
    """Events of the dossier and the states of the application that the register keeps with their days."""
    for status in below(dossier, "ep-patent-status"):
        code = attribute(status, "status-code")
        yield LegalEvent("EP", f"EPREG-{code}", value(status), PartialDate.parse(attribute(status, "change-date")), country="EP")
    for event in below(dossier, "dossier-event"):
        day = PartialDate.parse(value(event, "event-date", "date"))
        gazette = PartialDate.parse(value(event, "gazette-reference", "date"))
        yield LegalEvent("EP", value(event, "event-code"), value(event, "event-text"), gazette or day, day, "EP")
