"""EPO exchange documents (DOCDB): bulk files and what OPS answers, with families, INPADOC events and search reports.

A bulk file is one document with thousands of `exchange-document` elements; they are cut out and read alone. Answers of
OPS hold parts of a document (its abstract, its claims, its events): such records are partial and add to what is held.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from yizhan.ip.formats import bodies, docdb_biblio, xmlfiles
from yizhan.ip.formats.items import Item, Limits, Withdrawn, failed
from yizhan.ip.formats.split import Piece, at_marker
from yizhan.ip.formats.streams import Member, TooMuch
from yizhan.ip.formats.xmltext import Element, attribute, below, kid, kids, local, plain
from yizhan.ip.records import Claim, PartialDate, Patent, Text

_OPENING = re.compile(rb"<([\w-]*:?)exchange-documents\b[^>]*>")
_REASONS = {"fault": "an error answer of the service, no documents", "error": "an error answer of the service, no documents"}


def read(member: Member, limits: Limits) -> Iterator[Item]:
    """Every document of an exchange file or of an answer of OPS."""
    stream = member.stream
    head = stream.peek(1 << 16) if hasattr(stream, "peek") else b""
    opening = _OPENING.search(head)
    # Only delivery files begin with the documents; answers of OPS wrap them and are small enough to read whole.
    if opening and b"world-patent-data" not in head[: opening.start()]:
        yield from _bulk(member, limits, opening)
    else:
        yield from xmlfiles.read(member, limits, _convert)


def _bulk(member: Member, limits: Limits, opening: re.Match[bytes]) -> Iterator[Item]:
    prefix = opening.group(1)
    marker, closing = b"<" + prefix + b"exchange-document ", b"</" + prefix + b"exchange-document>"
    outer_end = b"</" + prefix + b"exchange-documents>"
    try:
        for piece in at_marker(member.stream, marker, limits.record):
            if not piece.data.startswith(marker):
                continue
            end = piece.data.find(closing)
            body = piece.data[: end + len(closing)] if end >= 0 else piece.data
            whole = Piece(piece.position, opening.group() + body + outer_end, piece.refused)
            yield from xmlfiles.one(whole, member.name, limits, _convert)
    except TooMuch as error:
        yield failed(member.name, "", 0, f"refused: {error}")
    except (OSError, EOFError) as error:
        yield failed(member.name, "", 0, f"the file is damaged: {error}")


def _convert(root: Element) -> Iterator[tuple[str, xmlfiles.Made]]:
    if local(root) in _REASONS:
        raise xmlfiles.NotADocument(_REASONS[local(root)])
    found = False
    if next(below(root, "family-member"), None) is not None:
        for family in below(root, "patent-family"):
            for made in _family(family):
                found = True
                yield made
    else:
        for document in below(root, "exchange-document"):
            found = True
            yield _document(document)
        for document in below(root, "fulltext-document"):
            found = True
            yield "", _fulltext(document)
    if not found:
        what = next((local(e) for e in root if local(e)), local(root))
        raise xmlfiles.NotADocument(f"an answer of the service without documents ({what})")


def _document(document: Element) -> tuple[str, xmlfiles.Made]:
    number = docdb_biblio.own_number(document)
    if attribute(document, "status") == "D":
        return number.docdb, Withdrawn("patents", number.docdb)
    head = kid(document, "bibliographic-data")
    fields = docdb_biblio.fields(head) if head is not None else {}
    abstracts = _abstracts(document)
    # An answer to a question for the abstract alone has an empty bibliography.
    bare = not fields.get("application_number")
    exchanged = attribute(document, "date-of-last-exchange") or attribute(document, "date-of-previous-exchange")
    return number.docdb, Patent(
        number=number,
        right=docdb_biblio.right_of(number),
        stage=docdb_biblio.stage_of(number),
        abstracts=abstracts,
        language=docdb_biblio.language_of(fields.get("titles", ()), abstracts),
        family=attribute(document, "family-id"),
        produced=PartialDate.parse(exchanged or attribute(document, "date-added-docdb")),
        source="docdb",
        partial=bare,
        **{key: given for key, given in fields.items() if given},
    )


def _abstracts(document: Element) -> tuple[Text, ...]:
    """One for each language: several sources may give the same one, the first stands."""
    found: dict[str, str] = {}
    for abstract in kids(document, "abstract"):
        text = " ".join(filter(None, (bodies.blocks_text(p) for p in kids(abstract, "p")))) or plain(abstract)
        if text:
            found.setdefault((attribute(abstract, "lang") or "").lower(), text)
    return tuple(Text(text, lang) for lang, text in found.items())


def _family(family: Element) -> Iterator[tuple[str, xmlfiles.Made]]:
    """Members of an INPADOC family: bibliography where the answer has it, else number, priorities and events."""
    for member in kids(family, "family-member"):
        publication = docdb_biblio.publication(member)
        if publication is None:
            yield "", "a family member without a publication number"
            continue
        number, published = publication
        document = kid(member, "exchange-document")
        if document is not None:
            called, made = _document(document)
            yield called, made
        application, filed = docdb_biblio.application(member)
        events = tuple(docdb_biblio.event(entry) for entry in kids(member, "legal"))
        yield (
            number.docdb,
            Patent(
                number=number,
                right=docdb_biblio.right_of(number),
                stage=docdb_biblio.stage_of(number),
                publication_date=published,
                application_number=application,
                filing_date=filed,
                priorities=docdb_biblio.priorities(member),
                family=attribute(member, "family-id"),
                events=events,
                source="docdb",
                partial=True,
            ),
        )


def _fulltext(document: Element) -> Patent:
    """Claims or description of OPS: text only, claims one after another in one element."""
    number = docdb_biblio.own_number(document)
    claims: tuple[Claim, ...] = ()
    for group in kids(document, "claims"):
        texts = [plain(part) for part in below(group, "claim-text")]
        claims = claims or bodies.numbered_claims(texts)
    languages = [attribute(part, "lang").lower() for part in kids(document, "claims", "description")]
    return Patent(
        number=number,
        right=docdb_biblio.right_of(number),
        stage=docdb_biblio.stage_of(number),
        language=next(filter(None, languages), attribute(document, "lang").lower()),
        claims=claims,
        description=bodies.description(kid(document, "description")),
        source="ops-fulltext",
        partial=True,
    )
