"""What a person typed, understood: the query language where it is used; else words, "phrases", or a number."""

from __future__ import annotations

import re
from dataclasses import dataclass

from yizhan.ip.records import BadNumber, PublicationNumber
from yizhan.ip.search.language import is_structured, parse
from yizhan.ip.search.port import BadQuery
from yizhan.ip.search.syntax import Node, Phrase, Word, leaves, show
from yizhan.ip.text import normalise, words

MOST_CHARACTERS = 20_000
MOST_WORDS = 400
_QUOTES = re.compile(r'["“”„‟«»「」『』]')
_HIGHLIGHTED = frozenset({"title", "abstract", "claims", "description"})
_SERIAL = re.compile(r"\d{6,13}")


@dataclass(frozen=True, slots=True)
class Understood:
    """`phrases` must stand as they are; of `words` most must occur; `number` is set where the text is one.

    `tree` is set where the text is written in the query language: then it alone says what is found.
    """

    words: tuple[str, ...]
    phrases: tuple[str, ...]
    number: str = ""
    tree: Node | None = None

    def __str__(self) -> str:
        if self.tree is not None:
            return show(self.tree)
        return " ".join([f'"{phrase}"' for phrase in self.phrases] + list(self.words))


def understand(text: str) -> Understood:
    """Reads a query. In plain words an opened but unclosed quotation mark is taken as typed by mistake.

    Raises:
        BadQuery: over 20,000 characters, or without a letter or digit although not empty.
        QuerySyntaxError: written in the query language, with a mistake.
    """
    if len(text) > MOST_CHARACTERS:
        raise BadQuery("too-long")
    if is_structured(text):
        tree = parse(text)
        looked_for = leaves(tree)
        return Understood(
            tuple(leaf.text for leaf in looked_for if isinstance(leaf, Word) and (not leaf.field or leaf.field in _HIGHLIGHTED)),
            tuple(leaf.text for leaf in looked_for if isinstance(leaf, Phrase)),
            tree=tree,
        )
    clean = normalise(text).strip()
    if not clean:
        if text.strip():  # control characters only
            raise BadQuery("nothing-to-search")
        return Understood((), ())
    pieces = _QUOTES.split(clean)
    loose, quoted = pieces[0::2], pieces[1::2]
    if len(pieces) % 2 == 0:
        loose, quoted = [*loose, quoted[-1]], quoted[:-1]
    phrases = tuple(piece for piece in (" ".join(q.split()) for q in quoted) if any(True for _ in words(piece)))
    found = tuple(dict.fromkeys(word.text for piece in loose for word in words(piece)))[:MOST_WORDS]
    if not found and not phrases:
        raise BadQuery("nothing-to-search")
    return Understood(found, phrases, number_in(clean))


def number_in(text: str) -> str:
    """The number that the whole text is, in epodoc form or as bare digits; empty where it is none."""
    bare = text.strip()
    if _SERIAL.fullmatch(bare.replace(",", "")):
        return bare.replace(",", "")
    if not re.match(r"[A-Za-z]{2}[ .\-]?\w*\d", bare):
        return ""
    try:
        return PublicationNumber.parse(bare).epodoc
    except BadNumber:
        return ""
