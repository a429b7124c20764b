"""USPTO grants of 2001 to 2004 in SGML/XML ST.32 (`PATDOC`, versions 2.4 and 2.5)."""

from __future__ import annotations

from collections.abc import Iterator

from yizhan.ip.formats import bodies, btags, entities, xmlfiles
from yizhan.ip.formats.items import Item, Limits
from yizhan.ip.formats.streams import Member
from yizhan.ip.formats.xmltext import Element, below, kid, kids, value
from yizhan.ip.records import PartialDate, Patent, Relation, Text

_CONTINUITY = {
    "B631": "continuation", "B632": "continuation-in-part", "B633": "division", "B620": "division", "B640": "reissue",
    "B645": "reissue",
}  # fmt: skip


def read(member: Member, limits: Limits) -> Iterator[Item]:
    """Every grant of a stream. What the files declare (entities of drawings) is cut away unread."""
    return xmlfiles.read(member, limits, _convert, clean=_clean)


def _clean(data: bytes) -> bytes:
    return entities.resolve(xmlfiles.without_prolog(data))


def _convert(root: Element) -> Iterator[tuple[str, Patent]]:
    head = kid(root, "SDOBI")
    if root.tag != "PATDOC" or head is None:
        raise xmlfiles.NotADocument("the document has no bibliographic data")
    number = btags.number(head)
    published, application, filed = btags.dates(head)
    design = number.serial.startswith("D")
    abstract = kid(root, "SDOAB")
    text = bodies.blocks_text(abstract) if abstract is not None else ""
    yield (
        "",
        Patent(
            number=number,
            right="design" if design else "plant" if number.serial.startswith("PP") else "invention",
            stage="grant",
            language="en",
            titles=btags.titles(head, "en"),
            abstracts=(Text(text, "en"),) if text else (),
            claims=bodies.claims(below(kid(root, "SDOCL"), "CLM")),
            description=bodies.description(kid(root, "SDODE")),
            parties=btags.parties(head),
            classifications=btags.classifications(head, design=design),
            citations=btags.citations(head),
            priorities=btags.priorities(head),
            publication_date=published,
            application_number=f"US{application}" if application else "",
            filing_date=filed,
            figures=tuple(image.get("FILE") or "" for image in root.iter("EMI") if image.get("FILE")),
            source=f"us-st32-{root.get('DTD') or '2'}",
            relations=tuple(_relations(head)),
        ),
    )


def _relations(head: Element) -> Iterator[Relation]:
    group = kid(head, "B600")
    for outer in kids(group, "B630", "B620", "B640", "B645", "B660"):
        for part in outer.iter("PARENT-US"):
            above = part.getparent()
            name = str(above.tag) if above is not None else ""
            document = kid(part, "PDOC", "DOC")
            printed = value(document, "DNUM")
            if printed:
                kind = "national-stage" if printed.startswith("PCT/") else _CONTINUITY.get(name, "other")
                yield Relation(kind, value(document, "CTRY") or "US", printed, PartialDate.parse(value(document, "DATE")))
    for provisional in below(group, "B680US", "B690US"):
        document = next(below(provisional, "DOC"), None)
        printed = value(document, "DNUM") or value(provisional, "DNUM")
        if printed and provisional.tag == "B680US":
            yield Relation("provisional", "US", printed, PartialDate.parse(value(document, "DATE")))
