"""US Redbook: grants (us-patent-grant v4.0–v4.7) and applications (us-patent-application v4.0–v4.6).

Weekly files are many XML documents one after another; each is cut out at its `<?xml` and read alone, so that one
broken document costs only itself. The bibliographic part is read in `redbook_biblio`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from yizhan.ip.formats import redbook_biblio as biblio
from yizhan.ip.formats.items import MEGABYTE, Item, Limits, failed
from yizhan.ip.formats.split import Piece, at_marker
from yizhan.ip.formats.streams import Member, TooMuch
from yizhan.ip.formats.xmltext import BrokenXml, Element, parse, plain, spaced, squeeze
from yizhan.ip.records import BadNumber, Claim, PartialDate, Patent, Section, Text

ROOTS = {"us-patent-grant": "grant", "us-patent-application": "application"}
_NAME = re.compile(rb'<us-patent-(?:grant|application)[^>]*?\sfile="([^"]{1,80})"')
_DOCUMENT_NUMBER = re.compile(rb"<doc-number>([^<]{1,40})</doc-number>")
_VERSION = re.compile(r"v?(\d)\.?(\d)")
_WITH_BLOCKS = ("table", "ul", "ol", "dl", "tables")
_RIGHTS = {"design": "design", "plant": "plant"}
_OTHER_ROOTS = {"sequence-cwu": "a sequence listing, not a patent document"}


def read(member: Member, limits: Limits) -> Iterator[Item]:
    """Every document of a stream, in order: a `Patent`, or the problem that kept it from being read."""
    pieces = at_marker(member.stream, b"<?xml ", limits.record)
    try:
        for piece in pieces:
            item = read_document(piece, member.name, limits)
            if item is not None:
                yield item
    except TooMuch as error:
        yield failed(member.name, "", 0, f"refused: {error}")
    except (OSError, EOFError) as error:
        yield failed(member.name, "", 0, f"the file is damaged: {error}")


def read_document(piece: Piece, file: str, limits: Limits) -> Item | None:
    """One document; None for white space and comments between documents."""
    name = _name_of(piece.data) or f"byte {piece.position}"
    if piece.refused:
        return failed(file, name, piece.position, f"refused: longer than {limits.record // MEGABYTE} MB")
    if b"<us-patent-" not in piece.data and b"<" not in piece.data:
        return failed(file, name, piece.position, "no XML") if piece.data.strip() else None
    try:
        root = parse(piece.data.lstrip())
        return Item(file, piece.position, record=_document(root))
    except (BrokenXml, BadNumber, _NotADocument) as error:
        reason = f"the publication number cannot be read: {error}" if isinstance(error, BadNumber) else str(error)
        return failed(file, name, piece.position, reason)


class _NotADocument(ValueError):
    """Well-formed XML, but no US patent document."""


def _name_of(data: bytes) -> str:
    head = data[:8192]
    match = _NAME.search(head) or _DOCUMENT_NUMBER.search(head)
    return match.group(1).decode("utf-8", "replace") if match else ""


def _document(root: Element) -> Patent:
    stage = ROOTS.get(str(root.tag))
    if stage is None:
        raise _NotADocument(_OTHER_ROOTS.get(str(root.tag), f"no US patent document (root element {root.tag})"))
    parts: dict[str, Element] = {str(child.tag): child for child in root}
    head = parts.get(f"us-bibliographic-data-{stage}")
    if head is None:
        raise _NotADocument("the document has no bibliographic data")
    language = (root.get("lang") or "en").lower()
    fields = biblio.read(head, language)
    abstracts = _abstracts(root, language)
    version = _VERSION.search(root.get("dtd-version") or "")
    return Patent(
        number=fields.number,
        right=_right(fields),
        stage=stage,
        language=language,
        titles=(Text(fields.title, language),) if fields.title else (),
        abstracts=abstracts,
        claims=_claims(parts.get("claims")),
        description=_description(parts.get("description")),
        parties=fields.parties,
        classifications=fields.classifications,
        citations=fields.citations,
        priorities=fields.priorities,
        publication_date=fields.publication_date,
        application_number=fields.application_number,
        filing_date=fields.filing_date,
        related=fields.related,
        figures=_figures(parts.get("drawings")),
        source=f"us-redbook-{stage}-{'.'.join(version.groups()) if version else '4'}",
        relations=fields.relations,
        produced=PartialDate.parse(root.get("date-produced")),
    )


def _right(fields: biblio.Fields) -> str:
    serial = fields.number.serial
    if fields.appl_type in _RIGHTS:
        return _RIGHTS[fields.appl_type]
    if serial.startswith("D"):
        return "design"
    return "plant" if serial.startswith("PP") else "invention"


def _abstracts(root: Element, language: str) -> tuple[Text, ...]:
    texts = (spaced(child) for child in root.iterchildren("abstract"))
    return tuple(Text(text, language) for text in texts if text)


def _claims(parent: Element | None) -> tuple[Claim, ...]:
    if parent is None:
        return ()
    claims = []
    for place, claim in enumerate(parent.iterchildren("claim"), 1):
        number = claim.get("num") or ""
        own = int(number) if number.isdigit() else place
        refers = [_claim_number(ref.get("idref") or "") for ref in claim.iter("claim-ref")]
        depends_on = tuple(dict.fromkeys(ref for ref in refers if ref and ref != own))
        claims.append(Claim(own, spaced(claim), depends_on))
    return tuple(claims)


def _claim_number(reference: str) -> int:
    """`CLM-00012` → 12; 0 for what is no reference."""
    digits = reference.rsplit("-", 1)[-1]
    return int(digits) if digits.isdigit() else 0


def _description(parent: Element | None) -> tuple[Section, ...]:
    """Sections by headings; drawings' descriptions and other wrappers are opened."""
    if parent is None:
        return ()
    sections: list[Section] = []
    heading = ""
    paragraphs: list[str] = []
    for element in _blocks(parent):
        if element.tag == "heading":
            if heading or paragraphs:
                sections.append(Section(heading, tuple(paragraphs)))
            heading, paragraphs = plain(element), []
        else:
            text = _paragraph(element)
            if text:
                paragraphs.append(text)
    if heading or paragraphs:
        sections.append(Section(heading, tuple(paragraphs)))
    return tuple(sections)


_WRAPPERS = frozenset({"description-of-drawings", "technical-field", "background-art", "disclosure", "mode-for-invention"})


def _blocks(parent: Element) -> Iterator[Element]:
    for child in parent:
        if child.tag in _WRAPPERS:
            yield from _blocks(child)
        elif isinstance(child.tag, str):
            yield child


def _paragraph(element: Element) -> str:
    if not len(element):
        return squeeze(element.text or "")
    if next(element.iterchildren(*_WITH_BLOCKS), None) is not None:
        return spaced(element)
    return plain(element)


def _figures(parent: Element | None) -> tuple[str, ...]:
    if parent is None:
        return ()
    return tuple(image.get("file") or "" for image in parent.iter("img") if image.get("file"))
