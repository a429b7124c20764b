"""Fields and word forms of the embedded index."""

from __future__ import annotations

from functools import lru_cache

import tantivy
from tantivy import Filter, SchemaBuilder, TextAnalyzerBuilder, Tokenizer

KINDS = ("patents", "marks")
# What a match in a field adds to the match in `all`, which holds every text.
WEIGHTS = {"title": 3.0, "abstract": 1.0, "parties": 1.5}
TEXT_FIELDS = ("all", *WEIGHTS)
TERM_FIELDS = ("number", "office", "kind", "right", "status", "group", "prefix", "applicant")
NUMBER_FIELDS = ("year", "published", "filed")
ANALYZER = "yizhan"


@lru_cache(maxsize=1)
def schema() -> tantivy.Schema:
    builder = SchemaBuilder()
    builder.add_text_field("key", stored=True, tokenizer_name="raw", index_option="basic")
    for name in TEXT_FIELDS:
        builder.add_text_field(name, stored=False, tokenizer_name=ANALYZER, index_option="position")
    for name in TERM_FIELDS:
        builder.add_text_field(
            name, stored=False, tokenizer_name="raw", index_option="basic", fast=name not in {"number", "prefix"}
        )
    for name in NUMBER_FIELDS:
        builder.add_integer_field(name, stored=False, indexed=True, fast=True)
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
