"""JPO publications (`jp-official-gazette`, WIPO ST.36 with national parts)."""

from __future__ import annotations

from collections.abc import Iterator

from yizhan.ip.formats import bodies, xmlfiles
from yizhan.ip.formats.items import Item, Limits
from yizhan.ip.formats.streams import Member
from yizhan.ip.formats.symbols import ipcr_text
from yizhan.ip.formats.xmltext import Element, attribute, below, kid, kids, local, squeeze, value
from yizhan.ip.records import BadNumber, Classification, PartialDate, Party, Patent, Priority, PublicationNumber, Relation, Text

# Kinds of the JPO that WIPO ST.16 writes otherwise: T is a translation of an international application, published as A.
_GRANTS = frozenset({"B", "C"})
_PEOPLE = 12  # an organisation's name in a Japanese register is longer, or holds one of these
_FIRM_MARKS = (
    "株式会社",
    "有限会社",
    "法人",
    "大学",
    "合同会社",
    "合資会社",
    "機構",
    "財団",
    "組合",
    "国立",
    "カンパニー",
    "ゲーエムベーハー",
    "コーポレイション",
)


def read(member: Member, limits: Limits) -> Iterator[Item]:
    """Every publication of a stream."""
    return xmlfiles.read(member, limits, _convert, clean=xmlfiles.without_prolog)


def _convert(root: Element) -> Iterator[tuple[str, Patent]]:
    head = kid(root, "bibliographic-data")
    if local(root) != "jp-official-gazette" or head is None:
        raise xmlfiles.NotADocument("the document has no bibliographic data")
    published = kid(head, "publication-reference", "document-id")
    serial = value(published, "doc-number")
    if not serial:
        raise BadNumber("absent")
    kind = attribute(root, "kind-of-st16") or attribute(root, "kind-of-jp")
    applied = kid(head, "application-reference", "document-id")
    title = value(head, "invention-title")
    abstract = squeeze(" ".join(bodies.blocks_text(p) for p in kids(next(below(root, "abstract"), None), "p")))
    application = value(applied, "doc-number")
    yield (
        "",
        Patent(
            number=PublicationNumber.parse(f"JP{serial} {kind}".strip(), office="JP"),
            right="utility-model" if kind[:1] in {"U", "Y", "Z"} else "invention",
            stage="grant" if kind[:1] in _GRANTS else "application",
            language="ja",
            titles=(Text(title, "ja"),) if title else (),
            abstracts=(Text(abstract, "ja"),) if abstract else (),
            claims=bodies.claims(below(next(below(root, "claims"), None), "claim")),
            description=bodies.description(next(below(root, "description"), None)),
            parties=tuple(dict.fromkeys(_parties(head))),
            classifications=tuple(dict.fromkeys(_classes(head))),
            priorities=tuple(_priorities(head)),
            publication_date=PartialDate.parse(value(published, "date")),
            application_number=f"JP{application}" if application else "",
            filing_date=PartialDate.parse(value(applied, "date")),
            figures=tuple(attribute(image, "file") for image in below(root, "img") if attribute(image, "file")),
            source="jp-official-gazette",
            relations=tuple(_relations(head)),
        ),
    )


def _classes(head: Element) -> Iterator[Classification]:
    group = kid(head, "classification-ipc")
    for tag in ("main-clsf", "further-clsf"):
        for part in kids(group, tag):
            symbol, inventive = ipcr_text(value(part))
            if symbol:
                yield Classification("ipc", symbol, tag == "main-clsf", inventive)


def _parties(head: Element) -> Iterator[Party]:
    parties = kid(head, "parties")
    for tag, role in (("applicant", "applicant"), ("inventor", "inventor"), ("agent", "agent")):
        for element in below(parties, tag):
            book = next(kids(element, "addressbook"), None)
            name = value(book, "name").replace("\u3000", " ")
            if name:
                firm = role == "applicant" and (len(name) >= _PEOPLE or any(mark in name for mark in _FIRM_MARKS))
                yield Party(name, role, firm, "", "", value(book, "address", "text"))


def _priorities(head: Element) -> Iterator[Priority]:
    for each in below(head, "priority-claim"):
        document = kid(each, "document-id")
        document = document if document is not None else each
        if value(document, "doc-number"):
            yield Priority(value(document, "country"), value(document, "doc-number"), PartialDate.parse(value(document, "date")))


def _relations(head: Element) -> Iterator[Relation]:
    for tag in ("pct-application", "international-application", "pct-or-regional-filing-data"):
        for each in below(head, tag):
            document = next(below(each, "document-id"), each)
            if value(document, "doc-number"):
                yield Relation("national-stage", "WO", value(document, "doc-number"), PartialDate.parse(value(document, "date")))
