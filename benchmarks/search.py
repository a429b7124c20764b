"""Ranked search with facets and histogram over all records, beside SQLite FTS5; and likeness."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from benchmarks.timing import Row, latencies
from yizhan.ip import formats
from yizhan.ip.formats import SkippedFile
from yizhan.ip.records import Patent
from yizhan.ip.search import Query, open_index, open_writer
from yizhan.ip.search.document import Document, prepare
from yizhan.ip.text import FUNCTION_WORDS, segment, words

FACETS = ("office", "right", "group")
_COMMIT = 15_000


def patents(paths: list[Path]) -> Iterator[Patent]:
    for path in formats.readable(paths):
        if not isinstance(path, SkippedFile):
            for item in formats.read(path):
                if isinstance(item.record, Patent):
                    yield item.record


class Peer:
    """SQLite FTS5 over the same texts, with a table of the same facets."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path)
        self._connection.executescript(
            "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-400000; PRAGMA mmap_size=8000000000;"
            "CREATE VIRTUAL TABLE text USING fts5(title, body, content='', tokenize='porter unicode61');"
            "CREATE TABLE facts(id INTEGER PRIMARY KEY, office TEXT, right TEXT, year INTEGER);"
            "CREATE TABLE groups(id INTEGER, symbol TEXT);"
        )
        self._last = 0

    def add(self, document: Document) -> None:
        self._last += 1
        title, body = (
            " ".join(document.text["title"]),
            " ".join(t for name, texts in document.text.items() if name != "gist" for t in texts),
        )
        self._connection.execute("INSERT INTO text(rowid, title, body) VALUES (?, ?, ?)", (self._last, title, body))
        terms = document.terms
        facts = (self._last, "".join(terms["office"][:1]), terms["right"][0], document.numbers["year"])
        self._connection.execute("INSERT INTO facts VALUES (?, ?, ?, ?)", facts)
        self._connection.executemany("INSERT INTO groups VALUES (?, ?)", [(self._last, symbol) for symbol in terms["group"]])

    def finish(self) -> None:
        self._connection.execute("CREATE INDEX groups_id ON groups(id)")
        self._connection.execute("INSERT INTO text(text) VALUES ('optimize')")
        self._connection.commit()

    def search(self, text: str) -> int:
        """Top ten by bm25, three facets and the years, in SQL."""
        wanted = " AND ".join(f'"{token}"' for token in segment(text).split() if token.lower() not in FUNCTION_WORDS)
        run = self._connection.execute
        run("DROP TABLE IF EXISTS temp.found")
        run("CREATE TEMP TABLE found AS SELECT rowid AS id FROM text WHERE text MATCH ?", (wanted,))
        run(
            "SELECT rowid, bm25(text, 3.0, 1.0) AS score FROM text WHERE text MATCH ? ORDER BY score LIMIT 10", (wanted,)
        ).fetchall()
        for column in ("office", "right"):
            run(f"SELECT {column}, count(*) FROM found JOIN facts USING (id) GROUP BY 1 ORDER BY 2 DESC LIMIT 12").fetchall()
        run("SELECT symbol, count(*) FROM found JOIN groups USING (id) GROUP BY 1 ORDER BY 2 DESC LIMIT 12").fetchall()
        run("SELECT year, count(*) FROM found JOIN facts USING (id) GROUP BY 1").fetchall()
        return int(run("SELECT count(*) FROM found").fetchone()[0])


def sample_queries(titles: list[str], count: int) -> list[str]:
    """What people type: one or two words of a title, seeded; of Chinese titles two or three characters in a row.

    No longer ones: both engines then demand all words, so that they find and count the same.
    """
    dice = random.Random(20261101)
    found = []
    for title in dice.sample(titles, min(len(titles), count * 6)):
        parts = [
            word.text for word in words(title) if word.is_han or (len(word.text) > 3 and word.text.lower() not in FUNCTION_WORDS)
        ]
        chinese = [part for part in parts if not part.isascii() and len(part) >= 3]
        if chinese:
            found.append(chinese[0][: dice.choice((2, 3))])
        elif len(parts) >= 2:
            found.append(" ".join(dice.sample(parts, dice.choice((1, 2)))))
        if len(found) >= count:
            break
    return found


def run(paths: list[Path], folder: Path, *, quick: bool) -> list[Row]:
    writer, peer = open_writer(folder / "index", "patents"), Peer(folder / "fts5.sqlite3")
    titles: list[str] = []
    texts: list[str] = []
    for count, record in enumerate(patents(paths), 1):
        document = prepare(record)
        writer.add_document(document)  # type: ignore[attr-defined]
        peer.add(document)
        if record.title:
            titles.append(record.title)
        if record.abstract and count % 97 == 0:
            texts.append(" ".join(f"{record.abstract} {' '.join(claim.text for claim in record.claims[:2])}".split()[:200]))
        if count % _COMMIT == 0:
            writer.commit()
        if quick and count >= 30_000:
            break
    writer.commit()
    writer.close()
    peer.finish()
    index = open_index(folder / "index", "patents")
    queries = sample_queries(titles, 40 if quick else 80)

    def ours(text: str) -> object:
        return index.search(Query(text=text, limit=10, facets=FACETS, histogram=True))

    p50, p95, total = latencies(ours, queries)
    peer50, peer95, peer_total = latencies(peer.search, queries)
    like50, like95, _total = latencies(lambda text: index.similar(text, limit=100), (texts or titles)[:60])
    records = index.state().records
    return [
        Row(
            "ranked search + 3 facets + year histogram, p95",
            f"{p95:.1f} ms",
            "≤ 30 ms over ≥ 130,000 records",
            f"{records:,} records, {len(queries)} queries, p50 {p50:.1f} ms",
        ),
        Row(
            "… beside SQLite FTS5, same records and queries, all queries together",
            f"{peer_total / total:.1f} ×",
            "≥ 10 ×",
            f"FTS5 p50 {peer50:.1f} ms ({peer50 / p50:.1f} ×), p95 {peer95:.1f} ms ({peer95 / p95:.1f} ×)",
        ),
        Row("documents like a text of 200 words, top 100, p95", f"{like95:.1f} ms", "≤ 60 ms", f"p50 {like50:.1f} ms"),
    ]
