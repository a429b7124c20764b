"""Fields and word forms of the embedded index."""

from __future__ import annotations

from functools import lru_cache

import tantivy
from tantivy import Filter, SchemaBuilder, TextAnalyzerBuilder, Tokenizer

# Text fields and what a match in each counts for the order of the hits (measured: benchmarks/relevance).
WEIGHTS = {"title": 2.5, "abstract": 1.5, "claims": 1.0, "description": 0.6, "applicants": 1.0, "inventors": 1.0, "agents": 0.5}
TEXT_FIELDS = tuple(WEIGHTS)
# Fields in which words of a query without field names are looked for, by kind of index.
SEARCHED = {
    "patents": ("title", "abstract", "claims", "description", "applicants", "inventors"),
    "marks": ("title", "abstract", "description", "applicants"),
    "classes": ("title",),
}
# Terms: those that are counted are kept in columns too.
COUNTED_TERMS = ("office", "kind", "right", "stage", "status", "lang", "group", "applicant", "inventor")
PLAIN_TERMS = ("number", "cpc", "ipc", "locarno", "nice", "vienna", "family", "application", "cites")
NUMBER_FIELDS = ("year", "published", "filed", "granted", "ends", "family_number")
ANALYZER = "yizhan"


@lru_cache(maxsize=1)
def schema() -> tantivy.Schema:
    builder = SchemaBuilder()
    # Title and abstract as one: likeness counts words there, and nothing asks for their places.
    builder.add_text_field("gist", stored=False, tokenizer_name=ANALYZER, index_option="freq")
    builder.add_text_field("key", stored=True, tokenizer_name="raw", index_option="basic")
    for name in TEXT_FIELDS:
        builder.add_text_field(name, stored=False, tokenizer_name=ANALYZER, index_option="position")
    for name in (*COUNTED_TERMS, *PLAIN_TERMS):
        builder.add_text_field(name, stored=False, tokenizer_name="raw", index_option="basic", fast=name in COUNTED_TERMS)
    for name in NUMBER_FIELDS:
        builder.add_integer_field(name, stored=False, indexed=name != "family_number", fast=True)
    builder.add_bytes_field("shown", stored=True)
    builder.add_bytes_field("record", stored=True)
    return builder.build()


def analyzer() -> tantivy.TextAnalyzer:
    words_only = TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.remove_long(80)).filter(Filter.lowercase())
    return words_only.filter(Filter.stemmer("english")).build()


ENGINE_ANALYZER = analyzer()


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The term under which the index knows a word."""
    found = ENGINE_ANALYZER.analyze(word)
    return found[0] if found else word.lower()
