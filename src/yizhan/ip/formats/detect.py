"""Which format a file is in, told from its content; its name only helps where content says nothing."""

from __future__ import annotations

import gzip
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

from yizhan.ip.formats import class_lists, split_zip, streams, tables
from yizhan.ip.formats import mapping as mappings
from yizhan.ip.formats.items import UnreadableFile

HEAD = 1 << 16


@dataclass(frozen=True, slots=True)
class Format:
    """A format: `name`, what its records are (`kind`: patents, marks, classes, archive), and for tables how they are read.

    `reason` is set where files of this format carry no records, or none that are read.
    """

    name: str
    kind: str = ""
    reason: str = ""
    shape: str = ""
    mapping: mappings.Mapping | None = None


def _without(name: str, reason: str) -> Format:
    return Format(name, reason=reason)


REDBOOK = Format("us-redbook", "patents")
DAILY = Format("us-trademark-daily", "marks")
ARCHIVE = Format("zip", "archive")

# The first that matches wins: roots of documents before what only mentions them.
_BY_CONTENT: tuple[tuple[re.Pattern[bytes], Format], ...] = tuple(
    (re.compile(pattern), found)
    for pattern, found in (
        (rb"<us-patent-(?:grant|application)[\s>]", REDBOOK),
        (rb"<trademark-applications-daily[\s>]", DAILY),
        (rb"<sequence-cwu[\s>]", _without("us-sequence", "a sequence listing, not a patent document")),
        (rb"<cn-application-body[\s>]", _without("cn-e-filing", "a part of a CNIPA filing, not a published document")),
        (rb"<PATDOC[\s>]", Format("us-st32", "patents")),
        (rb"<patent-application-publication[\s>]", Format("us-pap", "patents")),
        (rb"(?:^|\n)PATN\s*\r?\nWKU ", Format("us-aps", "patents")),
        (rb"\*\*\* BRS DOCUMENT BOUNDARY \*\*\*", Format("us-brs", "patents")),
        (
            rb"<[\w:]*(?:class-scheme|ops:classification-scheme|ClassificationSymbol|CPCMasterClassificationFile)[\s>]",
            _without("cpc", "a classification scheme, no documents"),
        ),
        (rb"<[\w:]*register-documents?[\s>]", Format("ep-register", "patents")),
        (rb"<ep-patent-document[\s>]", Format("ep-fulltext", "patents")),
        (rb"<(?:[\w-]+:)?(?:exchange-documents|world-patent-data)[\s>]", Format("docdb", "patents")),
        (rb"<fault xmlns=\"http://ops", _without("ops-fault", "an error answer of the service, no documents")),
        (rb"<(?:business:PatentDocumentAndRelated|cn-patent-document)[\s>]", Format("cn", "patents")),
        (rb"<jp-official-gazette[\s>]", Format("jp", "patents")),
        (rb"<[\w-]+:(?:PatentPublication|DesignApplication)[\s>]", Format("st96", "patents")),
        (rb"<[\w-]+:(?:Trademark\w*|GI\w+|Transaction)[\s>]", Format("st96-marks", "marks")),
        (rb"<Transaction[\s>]", Format("st66", "marks")),
        (rb"<Application-body[\s>]", _without("ep-toc", "a list of files, no documents")),
        (
            rb"<!SQ DTD>|<!DOCTYPE (?:DTDExtensions|Version)|<!SGML|\APUBLIC |\ASGMLDECL |definitionURL|DEFINITIONURL|\A[\w-]+ label  ",
            _without("dtd", "an editor's file of a document type definition, no documents"),
        ),
        (rb"<!ELEMENT|<!ENTITY %|<!ATTLIST", _without("dtd", "a document type definition, no documents")),
        (rb"<(?:\w+:)?schema[\s>]", _without("xsd", "an XML schema, no documents")),
    )
)
_BY_MAGIC: tuple[tuple[bytes, Format], ...] = (
    (b"II*\x00", _without("tiff", "a drawing (TIFF), no text")),
    (b"MM\x00*", _without("tiff", "a drawing (TIFF), no text")),
    (b"\x89PNG", _without("png", "a drawing (PNG), no text")),
    (b"\xff\xd8\xff", _without("jpeg", "a drawing (JPEG), no text")),
    (b"%PDF", _without("pdf", "a PDF file: pages, no records")),
)
_BY_SUFFIX = {
    ".html": _without("text", "a report for people, no records"),
    ".txt": _without("text", "a text for people, no records"),
    ".scc": _without("text", "a version control file, no records"),
    ".dtd": _without("dtd", "a document type definition, no documents"),
    ".ent": _without("dtd", "a document type definition, no documents"),
    ".mod": _without("dtd", "a document type definition, no documents"),
    ".xsl": _without("xsl", "a style sheet, no documents"),
    ".md": _without("text", "a note for people, no records"),
    ".yaml": _without("mapping", "a table mapping, read together with its table"),
}
_UNKNOWN = _without("unknown", "no format that is known")


def detect(path: Path) -> Format:
    """The format of a file.

    Raises:
        UnreadableFile: the file cannot be opened, or a mapping beside it is wrong.
    """
    try:
        head = streams.magic(path)
        if not head:
            return _without("empty", "the file is empty")
        if split_zip.is_part(path):
            whole = path.with_suffix(".zip")
            return _without(
                "zip-part",
                f"a part of {whole.name}, read with it" if whole.exists() else f"a part of {whole.name}, which is missing",
            )
        if streams.is_zip(head) or len(split_zip.parts_of(path)) > 1:
            return ARCHIVE
        text = _head(path, head)
    except (OSError, EOFError, *streams.BROKEN_ARCHIVE, zipfile.BadZipFile) as error:
        raise UnreadableFile(f"{path.name} cannot be opened: {error}") from error
    return of_head(text, path)


def _head(path: Path, head: bytes) -> bytes:
    if streams.is_gzip(head):
        unpacked = bytearray()
        with gzip.open(path, "rb") as handle:
            try:
                while len(unpacked) < HEAD and (piece := handle.read1(HEAD)):
                    unpacked += piece
            except EOFError:  # cut short: what is there is still read, and the reader tells of the end
                if not unpacked:
                    raise
        return bytes(unpacked[:HEAD])
    with path.open("rb") as handle:
        return handle.read(HEAD)


def of_head(text: bytes, path: Path) -> Format:
    """The format of a file that begins with `text`."""
    if not text.strip():
        return _without("empty", "the file is empty")
    by_magic = next((found for magic, found in _BY_MAGIC if text.startswith(magic)), None)
    if by_magic is not None:
        return by_magic
    listed = class_lists.list_of(text)
    if listed:
        return Format(f"classes:{listed}", "classes", shape=listed)
    beside = mapping_beside(path)
    if beside is not None:
        shape, _columns = tables.columns_of(text)
        return Format(f"table:{beside.name}", f"{beside.record_kind}s", shape=shape or "csv", mapping=beside)
    for pattern, found in _BY_CONTENT:
        if pattern.search(text):
            return found
    if path.suffix.lower() in _BY_SUFFIX:
        return _BY_SUFFIX[path.suffix.lower()]
    shape, columns = tables.columns_of(text)
    known = mappings.matching(columns)
    if known is not None:
        return Format(f"table:{known.name}", f"{known.record_kind}s", shape=shape, mapping=known)
    if shape:
        shown = ", ".join(sorted(columns)[:6])
        return _without("table", f"a table without a mapping for its columns ({shown} …)")
    return _UNKNOWN


def mapping_beside(path: Path) -> mappings.Mapping | None:
    """The mapping that stands beside a table: `name.yaml` for `name.jsonl` or `name.csv.gz`."""
    stem = path.name.removesuffix(".gz").rsplit(".", 1)
    if len(stem) != 2 or stem[1] not in {"jsonl", "json", "csv", "tsv"}:
        return None
    beside = path.with_name(f"{stem[0]}.yaml")
    return mappings.load(beside) if beside.is_file() else None
