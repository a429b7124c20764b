"""Claims and descriptions, which every dialect of patent XML builds in the same way from blocks of other names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from yizhan.ip.formats.xmltext import Element, attribute, local, spaced, squeeze
from yizhan.ip.records import Claim, Section

_HEADINGS = frozenset({"heading", "H", "Heading"})
_PARAGRAPHS = frozenset(
    {"p", "PARA", "paragraph", "P", "Paragraphs", "ul", "ol", "tables", "table", "TABLE-US", "Table", "maths"}
)
_BLOCKS = tuple(
    f"{{*}}{name}"
    for name in (
        "claim-text", "ClaimText", "CLMSTEP", "PARA", "p", "P", "li", "LI", "row", "entry", "table", "tr", "td", "ul", "ol", "dl",
        "dt", "dd", "br", "heading", "H", "tables", "paragraph", "Paragraphs", "Br",
    )
)  # fmt: skip
_NUMBERED = re.compile(r"^\s*(?:<\w+>)?(\d{1,4})\s*[.．、)]\s*")
_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
# A claim that refers to others: the word for `claim`, then numbers, ranges and lists of them.
_REFERENCE = re.compile(
    r"(?:claims?|权利要求(?:书)?|請求項|請求の範囲|クレーム|revendications?|Ansprüchen?|Anspruchs?|Anspruch|reivindicaci[oó]n(?:es)?|청구항)"
    r"\s*((?:\d{1,4})(?:\s*(?:-|–|—|~|～|至|到|to|bis|à|a|乃至|ないし|から|,|，|、|and|or|und|oder|et|ou|和|或|および|又は|または|及び)\s*"
    r"(?:claims?\s*|权利要求\s*|請求項\s*)?\d{1,4})*)",
    re.IGNORECASE,
)
_SPAN = re.compile(
    r"(\d{1,4})\s*(?:-|–|—|~|～|至|到|to|bis|à|乃至|ないし|から)\s*(?:claims?\s*|权利要求\s*|請求項\s*)?(\d{1,4})", re.IGNORECASE
)
_MOST_REFERENCES = 200
_BROKEN_LINE = re.compile(r"(?<=[\u3000-\u30ff\u3400-\u9fff\uff01-\uff60])\s+(?=[\u3000-\u30ff\u3400-\u9fff\uff01-\uff60])")


def references(text: str, own: int) -> tuple[int, ...]:
    """Numbers of the earlier claims that a claim's text names, in order: `claims 1 to 3`, `权利要求1-3任一项`, `請求項１又は２`."""
    found: list[int] = []
    # Only the opening of a claim says on which others it depends; later mentions are looked at too, but cost little.
    for match in _REFERENCE.finditer(text[:600].translate(_DIGITS)):
        listed = match.group(1)
        for low, high in _SPAN.findall(listed):
            if int(low) < int(high) <= int(low) + _MOST_REFERENCES:
                found.extend(range(int(low), int(high) + 1))
        found.extend(int(digits) for digits in re.findall(r"\d+", listed))
    return tuple(sorted({number for number in found if 0 < number < own}))


def blocks_text(element: Element) -> str:
    """The text of an element, its blocks apart from each other, other inline markup joined without a gap."""
    text = spaced(element, _BLOCKS)
    # Line breaks of Chinese and Japanese files stand within words: a space there would keep a phrase from being found.
    return text if text.isascii() else _BROKEN_LINE.sub("", text)


def claims(elements: Iterable[Element]) -> tuple[Claim, ...]:
    """Claims from their elements: number from `num`, from an id such as CLM-00012 or from the text; references from marks or text."""
    found: list[Claim] = []
    for place, element in enumerate(elements, 1):
        text = blocks_text(element)
        if not text:
            continue
        own = _number(element) or place
        marked = [_digits(attribute(ref, name)) for ref, name in _reference_marks(element)]
        depends_on = tuple(dict.fromkeys(n for n in marked if n and n != own)) or references(text, own)
        found.append(Claim(own, text, depends_on))
    return tuple(found)


def numbered_claims(texts: Iterable[str]) -> tuple[Claim, ...]:
    """Claims whose texts begin with their numbers (`1. A device …`), else numbered in order."""
    found: list[Claim] = []
    for place, raw in enumerate((squeeze(text) for text in texts), 1):
        if not raw:
            continue
        match = _NUMBERED.match(raw)
        own = int(match.group(1)) if match else place
        found.append(Claim(own, raw, references(raw, own)))
    return tuple(found)


def _reference_marks(element: Element) -> Iterator[tuple[Element, str]]:
    for ref in element.iter("{*}claim-ref", "{*}CLREF", "{*}dependent-claim-reference", "{*}ClaimReference"):
        name = next((key for key in ("idref", "ID", "depends_on", "idrefs") if attribute(ref, key)), "")
        if name:
            yield ref, name


def _number(element: Element) -> int:
    return _digits(attribute(element, "num")) or _digits(attribute(element, "id")) or _digits(attribute(element, "ID"))


def _digits(text: str) -> int:
    """`CLM-00012`, `c-en-01-0012`, `cl0012`, `0012` → 12; 0 for what holds no number."""
    match = re.search(r"(\d{1,5})$", text.strip().split(" ")[0])
    return int(match.group(1)) if match else 0


def description(parent: Element | None, *, own_headings: frozenset[str] = frozenset()) -> tuple[Section, ...]:
    """Sections of a description by its headings. `own_headings`: paragraphs that are headings by their words (技术领域)."""
    if parent is None:
        return ()
    sections: list[Section] = []
    heading = ""
    paragraphs: list[str] = []
    for kind, text in _pieces(parent):
        if not text:
            continue
        if kind == "heading" or text in own_headings:
            if heading or paragraphs:
                sections.append(Section(heading, tuple(paragraphs)))
            heading, paragraphs = text, []
        else:
            paragraphs.append(text)
    if heading or paragraphs:
        sections.append(Section(heading, tuple(paragraphs)))
    return tuple(sections)


def _pieces(parent: Element) -> Iterator[tuple[str, str]]:
    for child in parent:
        name = local(child)
        if name in _HEADINGS:
            yield "heading", blocks_text(child)
        elif name in _PARAGRAPHS:
            yield "paragraph", blocks_text(child)
        elif len(child):
            yield from _pieces(child)


# Paragraphs of Chinese descriptions that are headings (Implementing Regulations of the Patent Law, rule 20).
CHINESE_HEADINGS = frozenset(
    {
        "技术领域",
        "背景技术",
        "发明内容",
        "实用新型内容",
        "附图说明",
        "具体实施方式",
        "具体实施例",
        "实施例",
        "最佳实施方式",
        "工业实用性",
        "发明的内容",
    }
)
