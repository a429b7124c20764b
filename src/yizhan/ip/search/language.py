"""Reading the query language: text → syntax tree, or an error with its place and a suggestion."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import NoReturn

from yizhan.ip.records import PartialDate
from yizhan.ip.search.port import BadQuery
from yizhan.ip.search.syntax import (
    ALIASES,
    DATE_FIELDS,
    FIELDS,
    SYMBOL_FIELDS,
    And,
    Boost,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Range,
    Word,
)
from yizhan.ip.text import words

MOST_DEPTH = 20
MOST_CLAUSES = 400
MOST_DISTANCE = 20
_OPERANDS = frozenset({"open", "field", "phrase", "word", "range", "compare"})
_MOST_FUZZY = 2
_SHORTEST_BEFORE_STAR = 2

_TOKEN = re.compile(
    r"""(?P<space>[\s\u3000]+)
    |(?P<quote>["“”„‟«»「」『』])
    |(?P<open>[(（])|(?P<close>[)）])
    |(?P<near>(?:NEAR|ADJ)(?:/(?P<distance>\d{1,4}))?(?=[\s\u3000("“「]|$))
    |(?P<operator>(?:AND|OR|NOT|TO)(?=[\s\u3000("“「（）)]|$))
    |(?P<field>[A-Za-z\u4e00-\u9fff_]{1,24}[:：](?=\S))
    |(?P<range>[\[{][^\]}]{0,60}[\]}])
    |(?P<compare>[<>]=?)
    |(?P<boost>\^\d{1,3}(?:\.\d{1,2})?)
    |(?P<word>[^\s\u3000"“”„‟«»「」『』()（）^\[\]{}]+)
    |(?P<other>.)""",
    re.VERBOSE,
)
_CLOSING = {
    "“": "”",
    "„": "“”",
    "‟": "”",
    "«": "»",
    "「": "」",
    "『": "』",
    '"': '"“”',
    "”": "”",
    "»": "»",
    "」": "」",
    "』": "』",
}
# Parentheses, question marks and brackets also stand in any pasted text: alone they are no sign of the language.
_OPERATOR_SIGNS = re.compile(
    r"(?:^|[\s\u3000(（])(?:AND|OR|NOT|(?:NEAR|ADJ)(?:/\d+)?)(?=[\s\u3000(（\"“「]|$)"
    r"|[\w)”\"]\^\d|\w~\d?(?=\s|$)|\w\w\*|\w\*\w|\w\?\w|(?:^|\s)-[^\W\d_]{3,}"
)
_MOST_STRUCTURED = 4000  # a longer text is a description, not a query
_FIELD_SIGN = re.compile(r"(?:^|[\s\u3000(（\-+])([A-Za-z_]{2,24}|[\u4e00-\u9fff]{2,4})[:：](?=\S)")


class QuerySyntaxError(BadQuery):
    """A query that cannot be read. `position` and `length`: its place (characters); `suggestion`: the query as probably meant.

    `code`: unclosed-quote, unclosed-parenthesis, unexpected-parenthesis, missing-operand, unknown-field, bad-date, bad-range,
    bad-distance, near-words-only, wildcard-too-short, too-deep, too-many, not-here.
    """

    def __init__(self, code: str, position: int, length: int = 1, *, suggestion: str = "", detail: str = "") -> None:
        super().__init__(code)
        self.position, self.length, self.suggestion, self.detail = position, length, suggestion, detail


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    position: int
    value: str = ""

    @property
    def length(self) -> int:
        return max(len(self.text), 1)


def is_structured(text: str) -> bool:
    """Whether a text uses the language; plain words and phrases do not."""
    if len(text) > _MOST_STRUCTURED:
        return False
    return bool(_OPERATOR_SIGNS.search(text)) or any(_like_a_field(match.group(1)) for match in _FIELD_SIGN.finditer(text))


def _like_a_field(typed: str) -> bool:
    """The name of a field, or one with a slip in it: then the error helps more than a search for odd words."""
    return bool(_field_name(typed)) or bool(difflib.get_close_matches(typed.lower(), FIELDS, 1, 0.75))


def _field_name(typed: str) -> str:
    lowered = typed.lower()
    return lowered if lowered in FIELDS else ALIASES.get(lowered, "")


def parse(text: str) -> Node:
    """The tree of a query.

    Raises:
        QuerySyntaxError: with the place and, where one can be guessed, the query as it was probably meant.
    """
    return _Parser(text).whole()


def _tokens(text: str) -> list[_Token]:
    found: list[_Token] = []
    position = 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        assert match is not None  # `other` takes any character but a line end, which `space` takes
        kind = str(match.lastgroup if match.lastgroup != "distance" else "near")
        if kind == "quote":
            end = _closing(text, position)
            if end < 0:
                raise QuerySyntaxError("unclosed-quote", position, suggestion=f"{text}{_CLOSING[text[position]][0]}")
            found.append(_Token("phrase", text[position : end + 1], position, " ".join(text[position + 1 : end].split())))
            position = end + 1
            continue
        if kind not in {"space", "other"}:
            found.append(_Token(kind, match.group(), position, match.group("distance") or ""))
        elif kind == "other" and match.group() not in "]}[{":
            found.append(_Token("word", match.group(), position))
        elif kind == "other":
            raise QuerySyntaxError("bad-range", position, detail=match.group())
        position = match.end()
    return found


def _closing(text: str, position: int) -> int:
    ends = [found for sign in _CLOSING[text[position]] if (found := text.find(sign, position + 1)) >= 0]
    return min(ends, default=-1)


class _Parser:
    """Recursive descent: OR below AND below NOT below NEAR; operands side by side are joined with AND."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = _tokens(text)
        self._at = 0
        self._depth = 0
        self._field = ""

    def whole(self) -> Node:
        if not self._tokens:
            raise BadQuery("nothing-to-search")
        if len(self._tokens) > MOST_CLAUSES:
            token = self._tokens[MOST_CLAUSES]
            raise QuerySyntaxError("too-many", token.position, token.length)
        node = self._or()
        if self._at < len(self._tokens):
            token = self._tokens[self._at]
            without = self._text[: token.position] + self._text[token.position + token.length :]
            raise QuerySyntaxError("unexpected-parenthesis", token.position, token.length, suggestion=without.strip())
        return node

    def _peek(self) -> _Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _is_operator(self, word: str) -> bool:
        token = self._peek()
        return token is not None and token.kind == "operator" and token.text == word

    def _or(self) -> Node:
        parts = [self._and()]
        while self._is_operator("OR"):
            self._at += 1
            parts.append(self._and())
        flat = [inner for part in parts for inner in (part.operands if isinstance(part, Or) else (part,))]
        return flat[0] if len(flat) == 1 else Or(tuple(flat))

    def _and(self) -> Node:
        parts = [self._not()]
        while (token := self._peek()) is not None and token.kind != "close" and not self._is_operator("OR"):
            if self._is_operator("AND"):
                self._at += 1
            parts.append(self._not())
        flat = [inner for part in parts for inner in (part.operands if isinstance(part, And) else (part,))]
        return flat[0] if len(flat) == 1 else And(tuple(flat))

    def _not(self) -> Node:
        if self._is_operator("NOT"):
            self._at += 1
            inner = self._not()
            return inner.operand if isinstance(inner, Not) else Not(inner)
        token = self._peek()
        # A sign before a word that is not part of it: `-lithium` excludes, `+lithium` is what AND means anyway.
        if token is not None and token.kind == "word" and len(token.text) > 1 and token.text[0] in "-+":
            self._tokens[self._at] = _Token("word", token.text[1:], token.position + 1)
            return Not(self._boosted()) if token.text[0] == "-" else self._boosted()
        return self._boosted()

    def _near(self) -> Node:
        node = self._primary()
        while (token := self._peek()) is not None and token.kind == "near":
            self._at += 1
            distance = int(token.value or 5)
            if not 1 <= distance <= MOST_DISTANCE:
                name = token.text.split("/")[0]
                raise QuerySyntaxError(
                    "bad-distance", token.position, token.length, suggestion=self._with(token, f"{name}/{MOST_DISTANCE}")
                )
            second = self._primary()
            plain = [part for part in (node, second) if isinstance(part, Word | Phrase)]
            same_field = len(plain) == 2 and plain[0].field == plain[1].field
            if not same_field or any(isinstance(part, Word) and (part.fuzzy or set(part.text) & set("*?")) for part in plain):
                raise QuerySyntaxError("near-words-only", token.position, token.length)
            node = Near(plain[0], plain[1], distance, token.text.startswith("ADJ"))
        return node

    def _with(self, token: _Token, text: str) -> str:
        return self._text[: token.position] + text + self._text[token.position + token.length :]

    def _boosted(self) -> Node:
        node = self._near()
        token = self._peek()
        if token is not None and token.kind == "boost":
            self._at += 1
            factor = float(token.text[1:])
            node = Boost(node, factor) if factor not in {0.0, 1.0} else node
        return node

    def _primary(self) -> Node:
        token = self._peek()
        if token is None or token.kind not in _OPERANDS:
            self._missing()
        self._at += 1
        match token.kind:
            case "open":
                return self._group(token)
            case "field":
                return self._fielded(token)
            case "phrase":
                return self._phrase(token)
            case "word":
                return self._word(token)
            case _:
                return self._range(token, self._field)

    def _missing(self) -> NoReturn:
        """An operator without what it joins: shown at the operator."""
        token = self._tokens[min(self._at, len(self._tokens) - 1)]
        if token.kind == "close" and self._at:
            before = self._tokens[self._at - 1]
            token = before if before.kind in {"operator", "near", "field", "open"} else token
        elif self._at >= len(self._tokens):
            token = self._tokens[-1]
        elif token.kind in {"operator", "near", "boost"}:
            pass
        raise QuerySyntaxError(
            "missing-operand", token.position, token.length, suggestion=self._with(token, "").strip(), detail=token.text
        )

    def _group(self, opened: _Token) -> Node:
        self._depth += 1
        if self._depth > MOST_DEPTH:
            raise QuerySyntaxError("too-deep", opened.position)
        node = self._or()
        token = self._peek()
        if token is None or token.kind != "close":
            raise QuerySyntaxError("unclosed-parenthesis", opened.position, suggestion=f"{self._text.rstrip()})")
        self._at += 1
        self._depth -= 1
        return node

    def _fielded(self, token: _Token) -> Node:
        typed = token.text[:-1].rstrip("：:")
        name = _field_name(typed)
        if not name:
            near = difflib.get_close_matches(typed.lower(), [*FIELDS, *ALIASES], 1, 0.6)
            suggestion = self._with(token, f"{near[0]}:") if near else ""
            raise QuerySyntaxError("unknown-field", token.position, len(typed), suggestion=suggestion, detail=typed)
        outer, self._field = self._field, name
        try:
            following = self._peek()
            if name in DATE_FIELDS and following is not None and following.kind in {"word", "range", "compare"}:
                self._at += 1
                return self._range(following, name)
            return self._primary()
        finally:
            self._field = outer

    def _phrase(self, token: _Token) -> Node:
        if not any(True for _word in words(token.value)):
            raise QuerySyntaxError(
                "missing-operand", token.position, token.length, suggestion=self._with(token, "").strip(), detail=token.text
            )
        # A symbol or a code in quotation marks is still that symbol: nothing stands beside it.
        if self._field in SYMBOL_FIELDS or self._field == "number":
            return Word(token.value.replace(" ", ""), self._field)
        return Phrase(token.value, self._field)

    def _word(self, token: _Token) -> Node:
        text, fuzzy = token.text, 0
        match = re.fullmatch(r"(.+)~(\d?)", text)
        if match and self._field not in SYMBOL_FIELDS:
            text, fuzzy = match.group(1), min(int(match.group(2) or 1), _MOST_FUZZY)
        text = text.rstrip("。，；;,")  # what ends a sentence is no part of a word
        if self._field in DATE_FIELDS:
            return self._range(token, self._field)
        bare = re.sub(r"[*?/]", "", text)
        if not any(True for _word in words(bare)):
            raise QuerySyntaxError(
                "missing-operand", token.position, token.length, suggestion=self._with(token, "").strip(), detail=token.text
            )
        if ("*" in text or "?" in text) and self._field not in SYMBOL_FIELDS:
            before = re.split(r"[*?]", text)[0]
            if len(before) < _SHORTEST_BEFORE_STAR and bare.isascii():
                raise QuerySyntaxError("wildcard-too-short", token.position, token.length, detail=token.text)
        return Word(text, self._field, fuzzy)

    def _range(self, token: _Token, name: str) -> Node:
        fail = partial(QuerySyntaxError, position=token.position, length=token.length)
        if name not in DATE_FIELDS:
            raise fail("not-here", detail=token.text)
        if token.kind == "compare":
            following = self._peek()
            if following is None or following.kind != "word":
                raise fail("bad-date", detail=token.text)
            self._at += 1
            day = self._date(following)
            if token.text.startswith("<"):
                last = day.latest if token.text == "<=" else _before(day)
                return Range(name, None, last, f"[* TO {last}]")
            first = day.earliest if token.text == ">=" else _after(day)
            return Range(name, first, None, f"[{first} TO *]")
        if token.kind == "word":
            day = self._date(token)
            return Range(name, day.earliest, day.latest, str(day))
        match = re.fullmatch(r"[\[{]\s*(\S+)\s+(?:TO|to|至|到)\s+(\S+)\s*[\]}]", token.text)
        if match is None:
            raise fail("bad-range", suggestion=self._with(token, "[2015 TO 2020-06]"), detail=token.text)
        ends = [None if part == "*" else PartialDate.parse(part) for part in match.groups()]
        for part, end in zip(match.groups(), ends, strict=True):
            if part != "*" and end is None:
                raise QuerySyntaxError("bad-date", token.position + token.text.index(part), len(part), detail=part)
        low, high = ends
        if low and high and low.earliest > high.latest:
            raise fail("bad-range", suggestion=self._with(token, f"[{high} TO {low}]"), detail=token.text)
        return Range(name, low.earliest if low else None, high.latest if high else None, f"[{low or '*'} TO {high or '*'}]")

    def _date(self, token: _Token) -> PartialDate:
        day = PartialDate.parse(token.text)
        if day is None:
            raise QuerySyntaxError("bad-date", token.position, token.length, detail=token.text)
        return day


def _before(day: PartialDate) -> date:
    return date.fromordinal(day.earliest.toordinal() - 1)


def _after(day: PartialDate) -> date:
    return date.fromordinal(day.latest.toordinal() + 1)
