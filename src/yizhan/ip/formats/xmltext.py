"""From XML elements to readable text."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element  # noqa: SLF001  lxml's only public name for an element's type

# Children of these begin a new word: their text never touches what stands before.
_BLOCKS = frozenset(
    {"claim-text", "p", "li", "row", "entry", "table", "tr", "td", "ul", "ol", "dl", "dt", "dd", "br", "heading", "tables"}
)
# The text of an element and all below it, joined inside libxml2: several times faster than walking it in Python.
_string = etree.XPath("string()", smart_strings=False)
_PARSER = etree.XMLParser(
    resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, remove_comments=True, remove_pis=True
)


class BrokenXml(ValueError):
    """The bytes are no well-formed XML; the message names the place."""


def parse(data: bytes) -> Element:
    """The root element. External entities, DTDs and the network are never touched.

    Raises:
        BrokenXml: not well-formed, or the document declares entities of its own.
    """
    prolog = data[: data.find(b"<", data.find(b"<!DOCTYPE") + 1 if b"<!DOCTYPE" in data[:4096] else 0) + 4096]
    if b"<!ENTITY" in prolog:
        raise BrokenXml("declares entities of its own, which are not resolved")
    try:
        return etree.fromstring(data, _PARSER)
    except etree.XMLSyntaxError as error:
        raise BrokenXml(f"not well-formed XML: {error.msg}") from error


def squeeze(text: str) -> str:
    """Runs of white space become one space; none at the ends."""
    # Most text of an office file is clean already, and looking is cheaper than taking apart.
    if text.isascii() and "  " not in text and "\n" not in text and "\t" not in text and "\r" not in text:
        return text.strip()
    return " ".join(text.split())


def plain(element: Element) -> str:
    """All text of an element that holds only inline markup."""
    if not len(element):
        return squeeze(element.text or "")
    return squeeze(str(_string(element)))


def spaced(element: Element, blocks: Collection[str] = _BLOCKS) -> str:
    """All text of an element with blocks inside (claims, tables, lists): blocks never run into each other."""
    if not len(element):
        return squeeze(element.text or "")
    for block in element.iter(*blocks):
        if block is not element:
            # The tree is read once and thrown away: spaces around blocks are written into it, and C gathers the text.
            block.text = f" {block.text or ''}"
            block.tail = f" {block.tail or ''}"
    return squeeze(str(_string(element)))


def first(element: Element | None, tag: str) -> str:
    """The squeezed text of the first child `tag`, empty where there is none."""
    if element is None:
        return ""
    for child in element.iterchildren(tag):
        return squeeze(child.text or "") if not len(child) else plain(child)
    return ""


def local(element: Element) -> str:
    """The tag without its namespace; empty for comments and processing instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def kid(element: Element | None, *path: str) -> Element | None:
    """The first child of that name, whatever its namespace; with several names, the way down."""
    for name in path:
        if element is None:
            return None
        element = next(element.iterchildren(f"{{*}}{name}"), None)
    return element


def kids(element: Element | None, *names: str) -> Iterator[Element]:
    """The children of these names, in order."""
    return iter(()) if element is None else element.iterchildren(*(f"{{*}}{name}" for name in names))


def below(element: Element | None, *names: str) -> Iterator[Element]:
    """The elements of these names anywhere below, in order."""
    return iter(()) if element is None else element.iter(*(f"{{*}}{name}" for name in names))


def value(element: Element | None, *path: str) -> str:
    """The text at the end of a way down; empty where there is nothing."""
    found = kid(element, *path) if path else element
    return plain(found) if found is not None else ""


def attribute(element: Element | None, name: str) -> str:
    """An attribute, whatever its namespace."""
    if element is None:
        return ""
    plain_value = element.get(name)
    if plain_value is not None:
        return str(plain_value)
    return next((str(given) for key, given in element.items() if str(key).rpartition("}")[2] == name), "")
