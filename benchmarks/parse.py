"""Parsing US XML: ours, the bare lxml parse, and BeautifulSoup reading the same fields from the same files."""

from __future__ import annotations

from pathlib import Path

from bs4 import BeautifulSoup
from lxml import etree

from benchmarks.timing import Row, best
from yizhan.ip import formats
from yizhan.ip.formats import SkippedFile
from yizhan.ip.formats.split import at_marker

_PEER_BYTES = 3_000_000  # BeautifulSoup is given a part of the same files: its speed does not depend on how many


def documents(paths: list[Path]) -> list[bytes]:
    """The XML documents in the files, one by one."""
    found = []
    for path in paths:
        with path.open("rb") as stream:
            found += [piece.data.lstrip() for piece in at_marker(stream, b"<?xml", 64_000_000) if b"<us-patent-" in piece.data]
    return found


def soup(document: bytes) -> dict[str, object]:
    """What our reader takes from a document, read the way tutorials do."""
    page = BeautifulSoup(document, "lxml-xml")

    def text(parent: object, tag: str) -> str:
        found = parent.find(tag) if parent else None  # type: ignore[attr-defined]
        return " ".join(found.get_text(" ").split()) if found else ""

    def number(parent: object) -> tuple[str, str, str, str]:
        return text(parent, "country"), text(parent, "doc-number"), text(parent, "kind"), text(parent, "date")

    return {
        "number": number(page.find("publication-reference")),
        "application": number(page.find("application-reference")),
        "title": text(page, "invention-title"),
        "abstract": text(page, "abstract"),
        "claims": [(one.get("num"), " ".join(one.get_text(" ").split())) for one in page.find_all("claim")],
        "paragraphs": [" ".join(one.get_text().split()) for one in page.find_all(["heading", "p"])],
        "parties": [
            (
                one.parent.name,
                text(one, "orgname"),
                text(one, "last-name"),
                text(one, "first-name"),
                text(one, "city"),
                text(one, "country"),
            )
            for one in page.find_all("addressbook")
        ],
        "cpc": [
            (text(one, "section"), text(one, "class"), text(one, "subclass"), text(one, "main-group"), text(one, "subgroup"))
            for one in page.find_all(["classification-cpc", "classification-ipcr"])
        ],
        "citations": [number(one) for one in page.find_all(["patcit", "nplcit"])],
        "priorities": [number(one) for one in page.find_all("priority-claim")],
    }


def run(paths: list[Path]) -> list[Row]:
    """Megabytes per second on one core."""
    xml = [path for path in formats.readable(paths) if not isinstance(path, SkippedFile) and path.suffix.lower() == ".xml"]
    size = sum(path.stat().st_size for path in xml) / 1e6

    def ours() -> int:
        return sum(item.record is not None for path in xml for item in formats.read(path))

    read = ours()
    whole = size / best(ours)
    pieces = documents(xml)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)

    def bare() -> None:
        for piece in pieces:
            try:
                etree.fromstring(piece, parser)
            except etree.XMLSyntaxError:
                continue

    limit = sum(map(len, pieces)) / 1e6 / best(bare)
    part: list[bytes] = []
    for piece in pieces[:: max(1, len(pieces) // 60)]:
        if sum(map(len, part)) < _PEER_BYTES:
            part.append(piece)
    peer = sum(map(len, part)) / 1e6 / best(lambda: [soup(piece) for piece in part], 1)
    return [
        Row("parse US XML into whole records, one core", f"{whole:.1f} MB/s", "≥ 40 MB/s", f"{read} records, {size:.1f} MB"),
        Row("… beside BeautifulSoup reading the same fields", f"{whole / peer:.1f} ×", "≥ 12 ×", f"{peer:.2f} MB/s"),
        Row("… beside the bare lxml parse", f"{whole / limit:.2f}", "≥ 0.3 of the limit", f"{limit:.0f} MB/s"),
    ]
