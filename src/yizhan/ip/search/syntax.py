"""The syntax tree of a query: engine-neutral, printable, and equal to itself after printing and reading again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

# Fields of text, searched by words; fields of symbols, searched by prefix; terms, searched as they are; days.
TEXT_FIELDS = ("title", "abstract", "claims", "description", "applicant", "inventor", "agent")
SYMBOL_FIELDS = ("cpc", "ipc", "locarno", "nice", "vienna")
TERM_FIELDS = ("number", "country", "kind", "right", "stage", "status", "lang", "family", "cites", "application")
DATE_FIELDS = ("filed", "published", "granted")
FIELDS = (*TEXT_FIELDS, *SYMBOL_FIELDS, *TERM_FIELDS, *DATE_FIELDS)

# Other names under which people know the fields, in both languages.
ALIASES = {
    "ti": "title", "ab": "abstract", "claim": "claims", "cl": "claims", "desc": "description", "de": "description",
    "pa": "applicant", "owner": "applicant", "assignee": "applicant", "in": "inventor", "pn": "number", "office": "country",
    "cc": "country", "class": "cpc", "loc": "locarno", "pd": "published", "date": "published", "ad": "filed", "language": "lang",
    "标题": "title", "名称": "title", "题名": "title", "摘要": "abstract", "权利要求": "claims", "说明书": "description",
    "申请人": "applicant", "权利人": "applicant", "专利权人": "applicant", "发明人": "inventor", "设计人": "inventor",
    "代理": "agent", "代理机构": "agent", "号码": "number", "公开号": "number", "公告号": "number", "国家": "country",
    "国别": "country", "类型": "right", "文献种类": "kind", "阶段": "stage", "状态": "status", "法律状态": "status",
    "语言": "lang", "同族": "family", "引用": "cites", "申请号": "application", "分类号": "ipc", "尼斯": "nice", "洛迦诺": "locarno",
    "维也纳": "vienna", "申请日": "filed", "公开日": "published", "公告日": "published", "授权日": "granted",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Word:
    """One word, symbol or term. `*` and `?` are wildcards; `fuzzy`: how many letters may differ (0, 1 or 2)."""

    text: str
    field: str = ""
    fuzzy: int = 0


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand side by side in this order; Chinese exactly."""

    text: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Near:
    """Two expressions at most `distance` words apart; `ordered`: the first before the second."""

    first: Word | Phrase
    second: Word | Phrase
    distance: int
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Range:
    """From day to day, both included; an open end is None."""

    field: str
    first: date | None
    last: date | None
    text: str


@dataclass(frozen=True, slots=True)
class Not:
    operand: Node


@dataclass(frozen=True, slots=True)
class And:
    operands: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    operands: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Boost:
    """Counts `factor` times as much for the order of the hits; changes nothing of what is found."""

    operand: Node
    factor: float


Node: TypeAlias = Word | Phrase | Near | Range | Not | And | Or | Boost


def show(node: Node) -> str:
    """The query that means this tree: `parse(show(tree)) == tree`."""
    match node:
        case Word():
            return f"{_prefix(node.field)}{node.text}{f'~{node.fuzzy}' if node.fuzzy else ''}"
        case Phrase():
            return f'{_prefix(node.field)}"{node.text}"'
        case Near():
            return f"{show(node.first)} {'ADJ' if node.ordered else 'NEAR'}/{node.distance} {show(node.second)}"
        case Range():
            return f"{node.field}:{node.text}"
        case Not():
            return f"NOT {_inner(node.operand)}"
        case And():
            return " AND ".join(_inner(operand) for operand in node.operands)
        case Or():
            return " OR ".join(_inner(operand) for operand in node.operands)
        case Boost():
            return f"{_inner(node.operand)}^{node.factor:g}"


def _prefix(field: str) -> str:
    return f"{field}:" if field else ""


def _inner(node: Node) -> str:
    """An operand, in parentheses where it would be read otherwise without them."""
    return f"({show(node)})" if isinstance(node, And | Or | Near | Not) else show(node)


def leaves(node: Node, *, negated: bool = False) -> list[Word | Phrase | Range]:
    """What is looked for, without what is excluded."""
    match node:
        case Word() | Phrase() | Range():
            return [] if negated else [node]
        case Near():
            return [] if negated else [node.first, node.second]
        case Not():
            return leaves(node.operand, negated=not negated)
        case Boost():
            return leaves(node.operand, negated=negated)
        case And() | Or():
            return [leaf for operand in node.operands for leaf in leaves(operand, negated=negated)]
