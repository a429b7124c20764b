"""The embedded index: tantivy behind the port. With its two sister modules the only one that names the engine.

One writer (the engine's own lock), any number of reading processes; readers follow each commit. Beside the engine's
files stands `manifest.json` with the version of schema and segmenter: an index of another version is never read.
"""

from __future__ import annotations

import json
import threading
import time
import uuid
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import tantivy
from tantivy import Document as EngineDocument
from tantivy import Occur
from tantivy import Query as Clause

from yizhan.ip.records import ClassEntry, Patent, Record
from yizhan.ip.search import highlight
from yizhan.ip.search.document import KINDS, SCHEMA_VERSION, Document, Shown, decode, decode_shown, prepare
from yizhan.ip.search.likeness import select_terms
from yizhan.ip.search.port import (
    BadQuery,
    Hit,
    Index,
    IndexBroken,
    IndexBusy,
    IndexMissing,
    IndexOutdated,
    Query,
    Results,
    Span,
    State,
    Writer,
)
from yizhan.ip.search.tantivy_citations import neighbours_citations
from yizhan.ip.search.tantivy_pages import counts, fold, page
from yizhan.ip.search.tantivy_query import Searching, in_range, loose_terms, number_query, terms_of
from yizhan.ip.search.tantivy_schema import ANALYZER, ENGINE_ANALYZER, analyzer, schema, stem
from yizhan.ip.search.understand import understand
from yizhan.ip.text import FUNCTION_WORDS, segment

_HEAP = 96_000_000
# Where likeness is looked for and what a term counts there; chosen on the development half of `make bench-relevance`.
LIKENESS: dict[str, dict[str, float]] = {
    "patents": {"gist": 1.0, "claims": 0.7, "description": 0.02},
    "marks": {"gist": 1.0},
    "classes": {"title": 1.0},
}
_FOLLOW_SECONDS = 1.0


def _folder(folder: Path, kind: str) -> Path:
    if kind not in KINDS:
        raise ValueError(f"no such index: {kind}")
    return folder / kind


def _manifest(folder: Path) -> dict[str, str]:
    try:
        raw = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise IndexMissing(f"There is no index in {folder}. Ingest some files first: yizhan ingest PATH") from None
    except (OSError, ValueError) as error:
        raise IndexBroken(f"The index in {folder} cannot be read ({error}). Make it anew: yizhan rebuild") from error
    if raw.get("version") != SCHEMA_VERSION:
        found = raw.get("version")
        raise IndexOutdated(f"The index has version {found}, this program needs {SCHEMA_VERSION}. Make it anew: yizhan rebuild")
    return {str(key): str(value) for key, value in raw.items()}


def _open(folder: Path) -> tantivy.Index:
    try:
        index = tantivy.Index.open(str(folder / "data"))
    except (ValueError, OSError) as error:
        raise IndexBroken(f"The index in {folder} is damaged ({error}). Make it anew: yizhan rebuild") from error
    index.register_tokenizer(ANALYZER, analyzer())
    return index


def open_index(folder: Path, kind: str) -> Index:
    """The index of `patents`, `marks` or `classes` under a folder, for reading; cheap, thread-safe, follows later commits.

    Raises:
        IndexMissing, IndexOutdated, IndexBroken: it cannot be read; the message says what to do.
    """
    return TantivyIndex(_folder(folder, kind), kind)


def open_writer(folder: Path, kind: str, *, fresh: bool = False) -> Writer:
    """The one writer of an index, which is made where there is none (`fresh`: emptied first).

    Raises:
        IndexBusy: another process writes. IndexOutdated, IndexBroken: rebuild first. OSError: the disk is full.
    """
    return TantivyWriter(_folder(folder, kind), kind, fresh=fresh)


class TantivyWriter:
    """See `port.Writer`."""

    def __init__(self, folder: Path, kind: str, *, fresh: bool = False) -> None:
        self._kind = kind
        data = folder / "data"
        if fresh or not (folder / "manifest.json").exists():
            data.mkdir(parents=True, exist_ok=True)
            if fresh:
                for old in data.iterdir():
                    old.unlink()
            tantivy.Index(schema(), path=str(data))
            manifest = {"version": SCHEMA_VERSION, "generation": uuid.uuid4().hex}
            temporary = folder / "manifest.json.new"
            temporary.write_text(json.dumps(manifest), encoding="utf-8")
            temporary.replace(folder / "manifest.json")
        else:
            _manifest(folder)
        self._index = _open(folder)
        try:
            self._writer = self._index.writer(_HEAP, 1)
        except ValueError as error:
            raise IndexBusy("Another process is writing to the index. Try again when it has finished.") from error
        self._searcher = self._index.searcher()
        self._pending: dict[str, tuple[str, bool]] = {}
        self._joinable: dict[str, bytes] = {}  # records of this batch that a later one may add to

    def add(self, record: Record) -> str:
        return self.add_document(prepare(record))

    def add_document(self, document: Document) -> str:
        """As `add`, for a document prepared elsewhere."""
        held = document.key in self._pending or self._searcher.doc_freq("key", document.key) > 0
        if held:
            known = self._about_held(document.key)
            if document.transaction and document.transaction < known[0]:
                return "older"
            if document.partial or known[1] or self._kind == "classes":
                document = self._joined(document)
            self._writer.delete_documents_by_term("key", document.key)
        self._writer.add_document(_engine_document(document))
        joins = document.partial or self._kind == "classes"
        self._pending[document.key] = (document.transaction, joins)
        if joins or document.key in self._joinable:
            self._joinable[document.key] = document.record
        return "replaced" if held else "indexed"

    def withdraw(self, key: str) -> str:
        held = key in self._pending or self._searcher.doc_freq("key", key) > 0
        if held:
            self._writer.delete_documents_by_term("key", key)
            if self._pending.pop(key, None) is not None:
                self.commit()  # what was added and taken out within one batch is told from what is held only so
        return "withdrawn" if held else "absent"

    def _about_held(self, key: str) -> tuple[str, bool]:
        """(when the office made the held record, whether it speaks of a part only or has register events)."""
        if key in self._pending:
            return self._pending[key]
        if self._kind == "classes":
            return "", True
        held = _stored_record(self._searcher, self._kind, key)
        if isinstance(held, Patent):
            return str(held.produced or ""), held.partial or bool(held.events or held.family)
        return str(getattr(held, "transaction_date", None) or ""), False

    def _joined(self, document: Document) -> Document:
        """The held record and the new one of the same document as one."""
        waiting = self._joinable.get(document.key)
        if waiting is None and document.key in self._pending:
            self.commit()  # what is committed can be read
        held = decode(self._kind, waiting) if waiting else _stored_record(self._searcher, self._kind, document.key)
        new = decode(self._kind, document.record)
        if isinstance(held, Patent) and isinstance(new, Patent):
            return prepare(held.joined(new))
        if isinstance(held, ClassEntry) and isinstance(new, ClassEntry):
            return prepare(held.joined(new))
        return document

    def commit(self) -> None:
        try:
            self._writer.commit()
        except ValueError as error:
            raise OSError(str(error)) from error
        self._index.reload()
        self._searcher = self._index.searcher()
        self._pending.clear()
        self._joinable.clear()

    def close(self) -> None:
        self._writer.wait_merging_threads()


def _engine_document(document: Document) -> EngineDocument:
    made = EngineDocument()
    made.add_text("key", document.key)
    for name, texts in document.text.items():
        for text in texts:
            made.add_text(name, text)
    for name, terms in document.terms.items():
        for term in terms:
            made.add_text(name, term)
    for name, number in document.numbers.items():
        if number:
            made.add_integer(name, number)
    made.add_bytes("shown", document.shown)
    made.add_bytes("record", document.record)
    return made


def _stored_record(searcher: tantivy.Searcher, kind: str, key: str) -> Record | None:
    found = searcher.search(Clause.term_query(schema(), "key", key), 1, count=False).hits
    if not found:
        return None
    stored = searcher.doc(found[0][1]).get_first("record")
    return decode(kind, bytes(stored))


class TantivyIndex:
    """See `port.Index`."""

    def __init__(self, folder: Path, kind: str) -> None:
        self._folder, self._kind = folder, kind
        self._lock = threading.Lock()
        self._open_engine()

    def _open_engine(self) -> None:
        self._about = _manifest(self._folder)
        self._index = _open(self._folder)
        self._stamp = self._manifest_stamp()
        self._followed = time.monotonic()

    def _manifest_stamp(self) -> float:
        try:
            return (self._folder / "manifest.json").stat().st_mtime
        except FileNotFoundError:
            raise IndexMissing(f"The index in {self._folder} is gone. Make it anew: yizhan rebuild") from None

    def _searcher(self) -> tantivy.Searcher:
        """A snapshot that knows every commit older than a second."""
        if time.monotonic() - self._followed > _FOLLOW_SECONDS:
            with self._lock:
                if self._manifest_stamp() != self._stamp:
                    self._open_engine()
                else:
                    self._index.reload()
                self._followed = time.monotonic()
        return self._index.searcher()

    def state(self) -> State:
        return State(self._about["generation"], self._searcher().num_docs, self._about["version"])

    def terms(self, text: str) -> list[str]:
        return [term for term in ENGINE_ANALYZER.analyze(segment(text)) if term not in FUNCTION_WORDS]

    def get(self, key: str) -> Record | None:
        return _stored_record(self._searcher(), self._kind, key)

    def find(self, number: str) -> tuple[str, ...]:
        searcher = self._searcher()
        found = searcher.search(number_query(number), 50, count=False).hits
        keys = [str(searcher.doc(address).get_first("key")) for _score, address in found]
        return tuple(sorted(keys))

    def search(self, query: Query) -> Results:
        started = time.perf_counter()
        understood = understand(query.text)
        searcher, searching = self._searcher(), Searching(self._kind, query.on)
        wanted = searching.with_filters(searching.matching(understood, strict=True), query)
        found = page(searcher, wanted, query)
        if found.count == 0 and understood.tree is None and len(loose_terms(understood)) > 1:
            wanted = searching.with_filters(searching.matching(understood, strict=False), query)
            found = page(searcher, wanted, query)
        facets, histogram = counts(searcher, searching, wanted, query)
        terms = terms_of(understood)
        folded = fold(searcher, wanted, query, found.count) if query.fold else None
        rows = folded.rows if folded else [(score, address, 0) for score, address in found.hits]
        return Results(
            total=found.count,
            hits=tuple(self._hit(searcher, score, address, terms, others) for score, address, others in rows),
            facets=facets,
            histogram=histogram,
            took_ms=(time.perf_counter() - started) * 1000,
            understood=str(understood),
            families=folded.families if folded else None,
            families_estimated=folded.estimated if folded else False,
        )

    def similar(
        self,
        text: str,
        *,
        before: date | None = None,
        limit: int = 10,
        leave_out: str = "",
        leave_out_family: str = "",
        follow_citations: bool = False,
    ) -> Results:
        started = time.perf_counter()
        searcher = self._searcher()
        weights = LIKENESS[self._kind]
        chosen = select_terms(
            ENGINE_ANALYZER.analyze(segment(text)), lambda term: _frequency(searcher, weights, term), searcher.num_docs
        )
        if not chosen:
            raise BadQuery("nothing-to-search")
        parts = [
            Clause.boost_query(Clause.term_query(schema(), name, term, "freq"), weight * field_weight)
            for term, weight in chosen
            for name, field_weight in weights.items()
        ]
        limits: list[tuple[Occur, Clause]] = []
        if before is not None:
            limits.append((Occur.Must, in_range("published", 1, before.year * 10000 + before.month * 100 + before.day - 1)))
        for name, value in (("key", leave_out), ("family", leave_out_family)):
            if value:
                limits.append((Occur.MustNot, Clause.term_query(schema(), name, value)))
        if follow_citations:
            parts += neighbours_citations(searcher, _limited(parts, limits))
        found = searcher.search(_limited(parts, limits), limit, count=False)
        terms = frozenset(term for term, _weight in chosen)
        hits = tuple(self._hit(searcher, score, address, terms) for score, address in found.hits)
        return Results(len(hits), hits, {}, (), (time.perf_counter() - started) * 1000, " ".join(t for t, _w in chosen))

    def _hit(
        self, searcher: tantivy.Searcher, score: Any, address: tantivy.DocAddress, terms: frozenset[str], others: int = 0
    ) -> Hit:
        document = searcher.doc(address)
        shown = decode_shown(bytes(document.get_first("shown")))
        value = float(score) if isinstance(score, int | float) else 0.0
        return Hit(
            str(document.get_first("key")), shown.number, shown.title, value, shown.date, _spans(shown, terms),
            shown.office, shown.kind, shown.right, shown.status, shown.language, shown.applicants, shown.groups,
            shown.filed, shown.inventors, shown.family, others,
        )  # fmt: skip


def _spans(shown: Shown, terms: frozenset[str]) -> tuple[Span, ...]:
    spans = [highlight.whole("title", shown.title, terms, stem)]
    passages = [
        highlight.passage(name, text, terms, stem)
        for name, text in (("abstract", shown.abstract), ("claims", shown.claim))
        if text
    ]
    marked = [span for span in passages if span.marks]
    return (*spans, *(marked or passages[:1]))


def _limited(parts: list[Clause], limits: list[tuple[Occur, Clause]]) -> Clause:
    any_of = Clause.boolean_query([(Occur.Should, part) for part in parts])
    return Clause.boolean_query([(Occur.Must, any_of), *limits]) if limits else any_of


def _frequency(searcher: tantivy.Searcher, fields: Iterable[str], term: str) -> int:
    """How many records have a term, counted where likeness counts most; elsewhere only where those have it not."""
    names = list(fields)
    return int(searcher.doc_freq(names[0], term)) or max(int(searcher.doc_freq(name, term)) for name in names)
