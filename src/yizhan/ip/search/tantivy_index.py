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

import tantivy
from tantivy import Document as EngineDocument
from tantivy import Occur, Order
from tantivy import Query as Clause

from yizhan.ip.records import Mark, Record
from yizhan.ip.search import highlight
from yizhan.ip.search.document import SCHEMA_VERSION, Document, Shown, decode, decode_shown, prepare
from yizhan.ip.search.likeness import select_terms
from yizhan.ip.search.port import (
    BadQuery,
    Bucket,
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
from yizhan.ip.search.tantivy_query import in_range, loose_terms, matching, number_query, ranking, terms_of, with_filters
from yizhan.ip.search.tantivy_schema import ANALYZER, ENGINE_ANALYZER, KINDS, analyzer, schema, stem
from yizhan.ip.search.understand import understand
from yizhan.ip.text import segment

_HEAP = 96_000_000
# More than the distinct values of any counted field within one segment: counts stay exact.
_SEGMENT_SIZE = 65_000
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
    """The index of `patents` or `marks` under a folder, for reading; cheap, thread-safe, follows later commits.

    Raises:
        IndexMissing, IndexOutdated, IndexBroken: it cannot be read; the message says what to do.
    """
    return TantivyIndex(_folder(folder, kind), kind)


def open_writer(folder: Path, kind: str, *, fresh: bool = False) -> Writer:
    """The one writer of an index, which is made where there is none (`fresh`: emptied first).

    Raises:
        IndexBusy: another process writes. IndexOutdated, IndexBroken: rebuild first. OSError: the disk is full.
    """
    return TantivyWriter(_folder(folder, kind), fresh=fresh)


class TantivyWriter:
    """See `port.Writer`."""

    def __init__(self, folder: Path, *, fresh: bool = False) -> None:
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
        self._pending: dict[str, str] = {}

    def add(self, record: Record) -> str:
        return self.add_document(prepare(record))

    def add_document(self, document: Document) -> str:
        """As `add`, for a document prepared elsewhere."""
        held = document.key in self._pending or self._searcher.doc_freq("key", document.key) > 0
        if held:
            if document.transaction and document.transaction < self._transaction_of(document.key):
                return "older"
            self._writer.delete_documents_by_term("key", document.key)
        self._writer.add_document(_engine_document(document))
        self._pending[document.key] = document.transaction
        return "replaced" if held else "indexed"

    def _transaction_of(self, key: str) -> str:
        if key in self._pending:
            return self._pending[key]
        held = _stored_record(self._searcher, "marks", key)
        return str(held.transaction_date or "") if isinstance(held, Mark) else ""

    def commit(self) -> None:
        try:
            self._writer.commit()
        except ValueError as error:
            raise OSError(str(error)) from error
        self._index.reload()
        self._searcher = self._index.searcher()
        self._pending.clear()

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
        searcher = self._searcher()
        wanted = with_filters(matching(understood, strict=True), query)
        found = _page(searcher, ranking(wanted, understood), query)
        if found.count == 0 and len(loose_terms(understood)) > 1:
            wanted = with_filters(matching(understood, strict=False), query)
            found = _page(searcher, ranking(wanted, understood), query)
        facets, histogram = _counts(searcher, wanted, query)
        terms = terms_of(understood)
        return Results(
            total=found.count,
            hits=tuple(self._hit(searcher, score, address, terms) for score, address in found.hits),
            facets=facets,
            histogram=histogram,
            took_ms=(time.perf_counter() - started) * 1000,
            understood=str(understood),
        )

    def similar(self, text: str, *, before: date | None = None, limit: int = 10, leave_out: str = "") -> Results:
        started = time.perf_counter()
        searcher = self._searcher()
        chosen = select_terms(ENGINE_ANALYZER.analyze(segment(text)), lambda term: _frequency(searcher, term), searcher.num_docs)
        if not chosen:
            raise BadQuery("nothing-to-search")
        parts = [
            (Occur.Should, Clause.boost_query(Clause.term_query(schema(), name, term, "freq"), weight))
            for term, weight in chosen
            for name in ("abstract", "all")
        ]
        query = Clause.boolean_query(parts)
        limits = [(Occur.Must, query)]
        if before is not None:
            limits.append((Occur.Must, in_range("published", 1, before.year * 10000 + before.month * 100 + before.day - 1)))
        if leave_out:
            limits.append((Occur.MustNot, Clause.term_query(schema(), "key", leave_out)))
        found = searcher.search(Clause.boolean_query(limits) if len(limits) > 1 else query, limit, count=False)
        terms = frozenset(term for term, _weight in chosen)
        hits = tuple(self._hit(searcher, score, address, terms) for score, address in found.hits)
        return Results(len(hits), hits, {}, (), (time.perf_counter() - started) * 1000, " ".join(t for t, _w in chosen))

    def _hit(self, searcher: tantivy.Searcher, score: float | int, address: tantivy.DocAddress, terms: frozenset[str]) -> Hit:
        document = searcher.doc(address)
        shown = decode_shown(bytes(document.get_first("shown")))
        value = float(score) if isinstance(score, int | float) else 0.0
        return Hit(
            str(document.get_first("key")), shown.number, shown.title, value, shown.date, _spans(shown, terms),
            shown.office, shown.kind, shown.right, shown.status, shown.language, shown.applicants, shown.groups,
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


def _page(searcher: tantivy.Searcher, query: Clause, wanted: Query) -> tantivy.SearchResult:
    if wanted.sort == "relevance":
        return searcher.search(query, wanted.limit, offset=wanted.offset)
    order = Order.Asc if wanted.sort == "oldest" else Order.Desc
    return searcher.search(query, wanted.limit, offset=wanted.offset, order_by_field="published", order=order)


def _counts(
    searcher: tantivy.Searcher, query: Clause, wanted: Query
) -> tuple[dict[str, tuple[Bucket, ...]], tuple[tuple[int, int], ...]]:
    """Facets and the histogram in one pass over the matching records."""
    asked: dict[str, dict[str, dict[str, object]]] = {
        name: {"terms": {"field": name, "size": wanted.facet_size, "segment_size": _SEGMENT_SIZE}} for name in wanted.facets
    }
    if wanted.histogram:
        asked["_years"] = {"histogram": {"field": "year", "interval": 1, "min_doc_count": 1}}
    if not asked:
        return {}, ()
    counted = searcher.aggregate(query, asked)
    facets = {name: tuple(Bucket(str(b["key"]), int(b["doc_count"])) for b in counted[name]["buckets"]) for name in wanted.facets}
    buckets: Iterable[dict[str, float]] = counted["_years"]["buckets"] if wanted.histogram else ()
    return facets, tuple((int(bucket["key"]), int(bucket["doc_count"])) for bucket in buckets)


def _frequency(searcher: tantivy.Searcher, term: str) -> int:
    return int(searcher.doc_freq("all", term))
