"""The form for people who know no syntax, kept in step with the text of the query: each can be made from the other."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.http import QueryDict

from yizhan.ip.search import BadQuery
from yizhan.ip.search.language import is_structured, parse
from yizhan.ip.search.syntax import And, Near, Node, Not, Or, Phrase, Range, Word

ROWS = 5
# The fields a row offers, in this order; the empty one searches everywhere.
FIELDS = (
    "",
    "title",
    "abstract",
    "claims",
    "description",
    "applicant",
    "inventor",
    "agent",
    "cpc",
    "ipc",
    "locarno",
    "number",
    "country",
    "lang",
    "status",
)
MARK_FIELDS = ("", "title", "applicant", "nice", "vienna", "number", "country", "status")
MODES = ("all", "any", "phrase", "none")
DATES = ("published", "filed", "granted")
_PLAIN = re.compile(r"[^\s\"“”()（）\[\]{}^~:：]+")
_WORDLESS = frozenset({"AND", "OR", "NOT", "TO", "NEAR", "ADJ"})


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the form: where, how (all, any, phrase, none), and the words."""

    field: str = ""
    mode: str = "all"
    words: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """The form's lines and dates; `beyond`: the query says more than the form can show."""

    rows: tuple[Row, ...]
    dates: dict[str, tuple[str, str]]
    beyond: bool = False


def read(parameters: QueryDict) -> Form:
    """The form as it was filled in; what is no field or mode falls back to the first."""
    fields, modes, words = (parameters.getlist(name) for name in ("field", "mode", "words"))
    rows = []
    for place, text in enumerate(words[: ROWS * 2]):
        field = fields[place] if place < len(fields) and fields[place] in {*FIELDS, *MARK_FIELDS} else ""
        mode = modes[place] if place < len(modes) and modes[place] in MODES else "all"
        rows.append(Row(field, mode, " ".join(text.split())[:500]))
    dates = {
        name: (parameters.get(f"{name}_from", "").strip()[:10], parameters.get(f"{name}_to", "").strip()[:10]) for name in DATES
    }
    return Form(tuple(rows), dates)


def text_of(form: Form) -> str:
    """The query that the form means; empty where nothing is filled in."""
    parts = [part for row in form.rows if (part := _row_text(row))]
    for name, (first, last) in form.dates.items():
        if first or last:
            parts.append(f"{name}:[{first or '*'} TO {last or '*'}]" if first != last else f"{name}:{first}")
    only = form.rows and sum(bool(row.words) for row in form.rows) == 1 and len(parts) == 1
    if only and (row := next(row for row in form.rows if row.words)).mode == "all" and not row.field:
        return row.words  # plain words stay plain words, with their kinder way of matching
    return " AND ".join(parts)


def _row_text(row: Row) -> str:
    tokens = [token for token in _PLAIN.findall(row.words) if token not in _WORDLESS]
    if not tokens:
        return ""
    prefix = f"{row.field}:" if row.field else ""
    if row.mode == "phrase":
        return f'{prefix}"{" ".join(tokens)}"'
    joined = (" AND " if row.mode == "all" else " OR ").join(tokens)
    group = f"{prefix}{tokens[0]}" if len(tokens) == 1 else f"{prefix}({joined})"
    return f"NOT {group}" if row.mode == "none" else group


def form_of(text: str) -> Form:
    """The form that shows a query; what it cannot show is left out and said (`beyond`)."""
    dates = dict.fromkeys(DATES, ("", ""))
    if not text.strip():
        return Form(_padded([]), dates)
    if not is_structured(text):
        return Form(_padded([Row("", "all", text[:500])]), dates)
    try:
        tree = parse(text)
    except BadQuery:
        return Form(_padded([]), dates, beyond=True)
    rows: list[Row] = []
    beyond = False
    for node in tree.operands if isinstance(tree, And) else (tree,):
        if isinstance(node, Range):
            dates[node.field] = _ends(node)
            continue
        row = _row_of(node)
        if row is None:
            beyond = True
        elif rows and row.mode == "all" and rows[-1].mode == "all" and rows[-1].field == row.field:
            rows[-1] = Row(row.field, "all", f"{rows[-1].words} {row.words}")
        else:
            rows.append(row)
    return Form(_padded(rows), dates, beyond or len(rows) > ROWS * 2)


def _row_of(node: Node) -> Row | None:
    match node:
        case Word() if not node.fuzzy:
            return Row(node.field, "all", node.text)
        case Phrase():
            return Row(node.field, "phrase", node.text)
        case Or() if all(isinstance(one, Word) and not one.fuzzy for one in node.operands):
            words = [one for one in node.operands if isinstance(one, Word)]
            fields = {one.field for one in words}
            return Row(fields.pop(), "any", " ".join(one.text for one in words)) if len(fields) == 1 else None
        case Not():
            inner = _row_of(node.operand)
            return Row(inner.field, "none", inner.words) if inner and (inner.mode == "any" or " " not in inner.words) else None
        case Near() | _:
            return None


def _ends(node: Range) -> tuple[str, str]:
    match = re.fullmatch(r"\[(\S+) TO (\S+)\]", node.text)
    first, last = match.groups() if match else (node.text, node.text)
    return first.replace("*", ""), last.replace("*", "")


def _padded(rows: list[Row]) -> tuple[Row, ...]:
    return (*rows, *(Row() for _missing in range(max(ROWS - len(rows), 1))))
