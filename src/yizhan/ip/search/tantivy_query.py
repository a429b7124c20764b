"""From what a person asked to the embedded engine's queries: what matches, and what of it comes first."""

from __future__ import annotations

import re
from datetime import date

from tantivy import FieldType, Occur
from tantivy import Query as Clause

from yizhan.ip.records import PublicationNumber
from yizhan.ip.search.port import Query
from yizhan.ip.search.tantivy_schema import WEIGHTS, schema, stem
from yizhan.ip.search.understand import Understood, number_in
from yizhan.ip.text import FUNCTION_WORDS, bigrams, words


def tokens_of(word: str) -> list[str]:
    """Terms of one word or Chinese run of a query."""
    return [gram for part in words(word) for gram in (bigrams(part.text) if part.is_han else [stem(part.text)])]


def terms_of(understood: Understood) -> frozenset[str]:
    return frozenset(token for word in (*understood.words, *understood.phrases) for token in tokens_of(word))


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


def matching(understood: Understood, *, strict: bool) -> Clause:
    """What is found, whatever its rank: phrases as they stand, and (`strict`) most of the loose terms."""
    must = [(Occur.Must, _phrase("all", phrase)) for phrase in understood.phrases]
    tokens = loose_terms(understood)
    if tokens:
        needed = _needed(len(tokens)) if strict else 1
        if needed == len(tokens):
            must.extend((Occur.Must, _term("all", token)) for token in tokens)
        else:
            parts = [(Occur.Should, _term("all", token)) for token in tokens]
            must.append((Occur.Must, Clause.boolean_query(parts, needed)))
    if not must:
        return Clause.all_query()
    query = must[0][1] if len(must) == 1 else Clause.boolean_query(must)
    if understood.number:
        query = Clause.boolean_query(
            [(Occur.Should, query), (Occur.Should, Clause.boost_query(number_query(understood.number), 1000.0))]
        )
    return query


def ranking(matching: Clause, understood: Understood) -> Clause:
    """The same records, those with matches in weighty fields first."""
    tokens = loose_terms(understood)
    parts = [
        (Occur.Should, Clause.boost_query(part, weight))
        for name, weight in WEIGHTS.items()
        for part in (*(_term(name, token) for token in tokens), *(_phrase(name, phrase) for phrase in understood.phrases))
    ]
    return Clause.boolean_query([(Occur.Must, matching), *parts]) if parts else matching


def number_query(number: str) -> Clause:
    """A number in any written form; a kind code, where one is given, need not be that of the record."""
    forms = {re.sub(r"[^a-z0-9]", "", number.lower()), number_in(number).lower()}
    try:
        parsed = PublicationNumber.parse(number)
        forms |= {parsed.epodoc.lower(), parsed.docdb.replace(".", "").lower()}
    except ValueError:
        pass
    return Clause.term_set_query(schema(), "number", [form for form in forms if form])


def in_range(name: str, low: int | None, high: int | None) -> Clause:
    return Clause.const_score_query(Clause.range_query(schema(), name, FieldType.Integer, low, high), 0.0)


def with_filters(query: Clause, wanted: Query) -> Clause:
    parts = [(Occur.Must, query)]
    for name, values in wanted.filters.items():
        if values:
            field = "prefix" if name == "group" else name
            parts.append((Occur.Must, Clause.const_score_query(Clause.term_set_query(schema(), field, list(values)), 0.0)))
    for name, first, last in (
        ("published", wanted.published_from, wanted.published_to),
        ("filed", wanted.filed_from, wanted.filed_to),
    ):
        if first or last:
            parts.append((Occur.Must, in_range(name, _day(first, 1), _day(last, 99999999))))
    if wanted.years:
        spans = [(Occur.Should, in_range("year", year, year)) for year in wanted.years]
        parts.append((Occur.Must, Clause.const_score_query(Clause.boolean_query(spans), 0.0)))
    return Clause.boolean_query(parts) if len(parts) > 1 else query


def _day(day: date | None, otherwise: int) -> int:
    return day.year * 10000 + day.month * 100 + day.day if day else otherwise
