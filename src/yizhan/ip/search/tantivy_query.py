"""From what a person asked to the embedded engine's queries: what matches, and what of it comes first."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from tantivy import FieldType, Occur
from tantivy import Query as Clause

from yizhan.ip.records import PublicationNumber
from yizhan.ip.search.port import Query
from yizhan.ip.search.syntax import SYMBOL_FIELDS, And, Boost, Near, Node, Not, Or, Phrase, Range, Word
from yizhan.ip.search.tantivy_schema import SEARCHED, WEIGHTS, schema, stem
from yizhan.ip.search.understand import Understood, number_in
from yizhan.ip.text import FUNCTION_WORDS, bigrams, normalise, words

# Names in the query language → fields of the index.
_TEXT = {"applicant": "applicants", "inventor": "inventors", "agent": "agents"}
_TERMS = {"country": "office"}
_UPPER = frozenset({"office", "kind"})
_SYNONYMS = {
    "status": {"registered": "alive", "dead": "ended", "granted": "alive"},
    "stage": {"granted": "grant", "pending": "application"},
}
_CLASSES = ("cpc", "ipc", "locarno", "nice")
_NONE = 99999999


def tokens_of(word: str) -> list[str]:
    """Terms of one word or Chinese run of a query."""
    return [gram for part in words(normalise(word)) for gram in (bigrams(part.text) if part.is_han else [stem(part.text)])]


def terms_of(understood: Understood) -> frozenset[str]:
    return frozenset(token for word in (*understood.words, *understood.phrases) for token in tokens_of(word))


def _union(parts: Iterable[Clause]) -> Clause:
    found = [(Occur.Should, part) for part in parts]
    return found[0][1] if len(found) == 1 else Clause.boolean_query(found)


def _weighed(name: str, clause: Clause) -> Clause:
    weight = WEIGHTS[name]
    return clause if weight == 1.0 else Clause.boost_query(clause, weight)


def _term(name: str, term: str) -> Clause:
    """One term in a field; a single Chinese character matches within bigrams."""
    if len(term) == 1 and not term.isascii():
        return Clause.const_score_query(Clause.regex_query(schema(), name, f"{re.escape(term)}.?|.{re.escape(term)}"), 1.0)
    return Clause.term_query(schema(), name, term)


def _phrase(name: str, phrase: str) -> Clause:
    tokens = tokens_of(phrase)
    if len(tokens) == 1:
        return _term(name, tokens[0])
    return Clause.phrase_query(schema(), name, list(tokens))


def loose_terms(understood: Understood) -> list[str]:
    telling = [word for word in understood.words if word.lower() not in FUNCTION_WORDS] or understood.words
    return list(dict.fromkeys(token for word in telling for token in tokens_of(word)))


def _needed(count: int) -> int:
    """How many of the query's terms must occur: all of one or two, most of more."""
    return count if count <= 2 else max(2, round(count * 0.7))


class Searching:
    """Builds clauses for one kind of index and one day."""

    def __init__(self, kind: str, today: date | None) -> None:
        self._fields = SEARCHED[kind]
        self._kind = kind
        self._today = _day(today, 0)

    def _anywhere(self, token: str) -> Clause:
        return _union(_weighed(name, _term(name, token)) for name in self._fields)

    def matching(self, understood: Understood, *, strict: bool) -> Clause:
        """What is found, the better matches with higher scores: the tree, or phrases and (`strict`) most of the loose terms."""
        if understood.tree is not None:
            return self.tree(understood.tree)
        must = [(Occur.Must, self._phrase_anywhere(phrase)) for phrase in understood.phrases]
        tokens = loose_terms(understood)
        if tokens:
            needed = _needed(len(tokens)) if strict else 1
            if needed == len(tokens):
                must.extend((Occur.Must, self._anywhere(token)) for token in tokens)
            else:
                must.append(
                    (Occur.Must, Clause.boolean_query([(Occur.Should, self._anywhere(token)) for token in tokens], needed))
                )
        if not must:
            return Clause.all_query()
        query = must[0][1] if len(must) == 1 else Clause.boolean_query(must)
        if understood.number:
            query = _union((query, Clause.boost_query(number_query(understood.number), 1000.0)))
        return query

    def _phrase_anywhere(self, phrase: str) -> Clause:
        return _union(_weighed(name, _phrase(name, phrase)) for name in self._fields)

    def tree(self, node: Node) -> Clause:
        """The clause of a syntax tree."""
        match node:
            case Word():
                return self._word(node)
            case Phrase():
                return _union(_weighed(name, _phrase(name, node.text)) for name in self._named(node.field))
            case Near():
                return _union(_near(name, node) for name in self._named(node.first.field))
            case Range():
                return in_range(node.field, _low(node.first), _day(node.last, _NONE))
            case Boost():
                return Clause.boost_query(self.tree(node.operand), node.factor)
            case Not():
                return Clause.boolean_query([(Occur.Must, Clause.all_query()), (Occur.MustNot, self.tree(node.operand))])
            case Or():
                return Clause.boolean_query([(Occur.Should, self.tree(operand)) for operand in node.operands])
            case And():
                return self._all_of(node)

    def _all_of(self, node: And) -> Clause:
        """Operands that all hold; excluded ones are taken away from the others."""
        parts = [
            (Occur.MustNot, self.tree(operand.operand)) if isinstance(operand, Not) else (Occur.Must, self.tree(operand))
            for operand in node.operands
        ]
        if all(isinstance(operand, Not) for operand in node.operands):
            parts.append((Occur.Must, Clause.all_query()))
        return Clause.boolean_query(parts)

    def _named(self, field: str) -> tuple[str, ...]:
        return (_TEXT.get(field, field),) if field else self._fields

    def _word(self, word: Word) -> Clause:
        if word.field in SYMBOL_FIELDS:
            return _symbol(word)
        if word.field == "number":
            return number_query(word.text)
        if word.field and word.field not in WEIGHTS and word.field not in _TEXT:
            return self._coded(word)
        return _union(_weighed(name, self._in_text(name, word)) for name in self._named(word.field))

    def _in_text(self, name: str, word: Word) -> Clause:
        if "*" in word.text or "?" in word.text:
            return _wildcard(name, word.text)
        tokens = tokens_of(word.text)
        if not tokens:
            return Clause.empty_query()
        if word.fuzzy and len(tokens) == 1 and tokens[0].isascii():
            return Clause.fuzzy_term_query(schema(), name, tokens[0], distance=word.fuzzy, transposition_cost_one=True)
        return _phrase(name, word.text)

    def _coded(self, word: Word) -> Clause:
        """Fields whose values are codes: as they are, in the case the index keeps them."""
        name = _TERMS.get(word.field, word.field)
        text = word.text.upper() if name in _UPPER and self._kind == "patents" else word.text
        text = word.text.upper() if name == "office" else text
        if name == "status":
            return self.status(_SYNONYMS["status"].get(text.lower(), text.lower()))
        if name == "stage":
            text = _SYNONYMS["stage"].get(text.lower(), text.lower())
        if name in {"lang", "right"}:
            text = text.lower()
        if name == "cites":
            return _union(Clause.term_query(schema(), "cites", form) for form in sorted(_forms(text)))
        if "*" in text or "?" in text:
            return Clause.const_score_query(Clause.regex_query(schema(), name, _regex(text)), 0.0)
        return Clause.const_score_query(Clause.term_query(schema(), name, text), 0.0)

    def status(self, state: str) -> Clause:
        """Records of a legal state today: what events say, and rights whose maximum term is over count as ended."""
        over = in_range("ends", 1, self._today - 1) if self._today > 1 else Clause.empty_query()
        if state == "ended":
            return Clause.const_score_query(_union((Clause.term_query(schema(), "status", "ended"), over)), 0.0)
        wanted = ("alive", "registered") if state == "alive" else (state,)
        held = Clause.term_set_query(schema(), "status", list(wanted))
        return Clause.const_score_query(Clause.boolean_query([(Occur.Must, held), (Occur.MustNot, over)]), 0.0)

    def with_filters(self, query: Clause, wanted: Query) -> Clause:
        parts = [(Occur.Must, query)]
        for name, values in wanted.filters.items():
            if values and name == "status":
                parts.append((Occur.Must, _union(self.status(value) for value in values)))
            elif values and name == "group":
                parts.append((Occur.Must, _union(_class(value) for value in values)))
            elif values:
                parts.append((Occur.Must, Clause.const_score_query(Clause.term_set_query(schema(), name, list(values)), 0.0)))
        for name, first, last in (
            ("published", wanted.published_from, wanted.published_to),
            ("filed", wanted.filed_from, wanted.filed_to),
        ):
            if first or last:
                parts.append((Occur.Must, in_range(name, _low(first), _day(last, _NONE))))
        if wanted.years:
            parts.append(
                (Occur.Must, Clause.const_score_query(_union(in_range("year", year, year) for year in wanted.years), 0.0))
            )
        return Clause.boolean_query(parts) if len(parts) > 1 else query


def _class(value: str) -> Clause:
    """A classification symbol of any length in any scheme; a Nice class."""
    return Clause.const_score_query(_union(Clause.term_query(schema(), name, value) for name in _CLASSES), 0.0)


def _symbol(word: Word) -> Clause:
    """`H01M10/*`, `H01M10`, `H01M10/05*`: levels are terms of their own, the rest is looked up by its beginning."""
    text = re.sub(r"\s", "", word.text).upper()
    name = word.field
    if name == "nice":
        text = text.lstrip("0")
    bare = text.rstrip("*")
    if text != bare and re.fullmatch(r"[A-HY](\d\d([A-Z](\d+/?)?)?)?|\d\d[-.]?", bare):
        level = bare.rstrip("/-.")
        if bare.endswith(("/", "-", ".")) or not level[-1:].isdigit() or len(level) in {2, 3}:
            return Clause.const_score_query(Clause.term_query(schema(), name, level), 0.0)
    if "*" in text or "?" in text:
        return Clause.const_score_query(Clause.regex_query(schema(), name, _regex(text)), 0.0)
    return Clause.const_score_query(Clause.term_query(schema(), name, text), 0.0)


def _regex(text: str) -> str:
    return "".join({"*": ".*", "?": "."}.get(letter, re.escape(letter)) for letter in text)


def _wildcard(name: str, text: str) -> Clause:
    """Wildcards run over word stems: `batter*` also stands for the stem of the word before the star."""
    clean = normalise(text).lower()
    clauses = [Clause.regex_query(schema(), name, _regex(clean))]
    if clean.endswith("*") and not set(clean[:-1]) & set("*?"):
        clauses.append(Clause.term_query(schema(), name, stem(clean[:-1])))
    return Clause.const_score_query(_union(clauses), 1.0)


def _near(name: str, node: Near) -> Clause:
    """Phrases with a gap, one for each distance: the engine's own slop knows no order and counts otherwise."""
    first, second = tokens_of(node.first.text), tokens_of(node.second.text)
    orders = [(first, second)] if node.ordered else [(first, second), (second, first)]
    clauses = []
    for before, after in orders:
        # A Chinese run of n characters takes n - 1 places and one more where text goes on, none where a comma ends it.
        is_run = not before[-1].isascii()
        for gap in range(0 if is_run else 1, node.distance + 1):
            start = len(before) - 1 + gap + is_run
            placed = [*enumerate(before), *((start + place, token) for place, token in enumerate(after))]
            clauses.append(Clause.phrase_query(schema(), name, placed))
    return _weighed(name, _union(clauses))


def number_query(number: str) -> Clause:
    """A number in any written form; a kind code, where one is given, need not be that of the record."""
    if "*" in number or "?" in number:
        return Clause.regex_query(schema(), "number", _regex(re.sub(r"[^a-z0-9*?]", "", number.lower())))
    return Clause.term_set_query(schema(), "number", sorted(_forms(number)))


def _forms(number: str) -> set[str]:
    forms = {re.sub(r"[^a-z0-9/]", "", number.lower()), re.sub(r"[^a-z0-9]", "", number.lower()), number_in(number).lower()}
    try:
        parsed = PublicationNumber.parse(number)
        forms |= {parsed.epodoc.lower(), parsed.docdb.replace(".", "").lower()}
    except ValueError:
        pass
    return {form for form in forms if form}


def in_range(name: str, low: int | None, high: int | None) -> Clause:
    return Clause.const_score_query(Clause.range_query(schema(), name, FieldType.Integer, low, high), 0.0)


def _day(day: date | None, otherwise: int) -> int:
    return day.year * 10000 + day.month * 100 + day.day if day else otherwise


def _low(day: date | None) -> int:
    """The lower bound: a range from the first of a month or year takes in dates that name no day."""
    if day is None:
        return 1
    month = 0 if (day.month, day.day) == (1, 1) else day.month
    return day.year * 10000 + month * 100 + (day.day if day.day > 1 else 0)
