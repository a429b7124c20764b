"""From office files to the index: two processes read and prepare, this one writes; the source goes onto the shelf.

Files are written in their order, so that a later record replaces an earlier one whatever the readers' pace: while one
file is written, the next large one is read ahead, as far as its queue allows.

Everything adds up: read = indexed + replaced + withdrawn + skipped, and each skipped record is a problem with its reason.
"""

from __future__ import annotations

import multiprocessing
import queue
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from yizhan.ip import formats
from yizhan.ip.formats import Problem, Withdrawn
from yizhan.ip.search.document import Document, kind_of, prepare
from yizhan.ip.search.shelf import Shelf
from yizhan.ip.search.tantivy_index import TantivyWriter, open_writer

_BATCH_BYTES = 2_000_000
_BATCHES_WAITING = 4
# The engine queues added documents without bound: committing by bytes keeps its memory flat.
_COMMIT_BYTES = 120_000_000


@dataclass(slots=True)
class Summary:
    """What an ingest did. `files` counts files with records; `seconds` is wall time."""

    files: int = 0
    bytes: int = 0
    read: int = 0
    indexed: int = 0
    replaced: int = 0
    withdrawn: int = 0
    skipped: int = 0
    seconds: float = 0.0
    problems: list[Problem] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


Progress = Callable[[Summary, Path], None]


@dataclass(frozen=True, slots=True)
class _Batch:
    documents: list[tuple[str, int, str, Document | Withdrawn]]
    problems: list[Problem]


def ingest(
    paths: Iterable[Path], *, index_folder: Path, shelf: Shelf | None, on_progress: Progress | None = None, fresh: bool = False
) -> Summary:
    """Reads files and folders into the index. `shelf` None: the files are on the shelf already.

    Raises:
        IndexBusy, IndexOutdated, IndexBroken: the index cannot be written.
        OSError: the disk is full or a folder cannot be written; what was committed before stays.
    """
    started = time.monotonic()
    summary = Summary()
    writers = _Writers(index_folder, fresh=fresh)
    try:
        for path, batches in _read_ahead(_kept(paths, shelf, summary)):
            for batch in batches:
                _take(batch, writers, summary)
                if on_progress is not None:
                    on_progress(summary, path)
            summary.files += 1
            summary.bytes += path.stat().st_size
        writers.commit()
    finally:
        writers.close()
    summary.seconds = round(time.monotonic() - started, 3)
    return summary


class _Writers:
    """The writers of patents and marks, opened when first needed, committed together."""

    def __init__(self, folder: Path, *, fresh: bool) -> None:
        self._folder, self._fresh = folder, fresh
        self._open: dict[str, TantivyWriter] = {}
        self._waiting = 0

    def add(self, kind: str, document: Document) -> str:
        outcome = self._writer(kind).add_document(document)
        self._waiting += len(document.record) + sum(len(text) for texts in document.text.values() for text in texts)
        if self._waiting > _COMMIT_BYTES:
            self.commit()
        return outcome

    def withdraw(self, kind: str, key: str) -> str:
        return self._writer(kind).withdraw(key)

    def _writer(self, kind: str) -> TantivyWriter:
        if kind not in self._open:
            writer = open_writer(self._folder, kind, fresh=self._fresh)
            assert isinstance(writer, TantivyWriter)
            self._open[kind] = writer
        return self._open[kind]

    def commit(self) -> None:
        for writer in self._open.values():
            writer.commit()
        self._waiting = 0

    def close(self) -> None:
        for writer in self._open.values():
            writer.close()


_SKIPPED = {
    "older": "older than the record of the same document that is held",
    "absent": "withdrawn by the office, but no such record is held",
}


def _kept(paths: Iterable[Path], shelf: Shelf | None, summary: Summary) -> Iterator[Path]:
    """The files that carry records, each on the shelf before it is read; the others are told of."""
    for path in formats.readable(paths):
        if isinstance(path, formats.SkippedFile):
            summary.problems.append(Problem(str(path.path), "", 0, path.reason))
            continue
        if shelf is not None:
            shelf.keep(path)
        yield path


def _take(batch: _Batch, writers: _Writers, summary: Summary) -> None:
    for problem in batch.problems:
        summary.problems.append(problem)
        if problem.record:
            summary.read += 1
            summary.skipped += 1
    for file, position, kind, document in batch.documents:
        summary.read += 1
        taken_out = isinstance(document, Withdrawn)
        outcome = writers.withdraw(kind, document.key) if taken_out else writers.add(kind, document)  # type: ignore[arg-type]
        if outcome in _SKIPPED:
            summary.skipped += 1
            summary.problems.append(Problem(file, document.key, position, _SKIPPED[outcome]))
        elif outcome == "withdrawn":
            summary.withdrawn += 1
        elif outcome == "replaced":
            summary.replaced += 1
        else:
            summary.indexed += 1


def _prepared(path: Path) -> Iterator[_Batch]:
    """Batches of a file's prepared documents, about two megabytes each."""
    batch, size = _Batch([], []), 0
    try:
        for item in formats.read(path):
            if item.problem is not None:
                batch.problems.append(item.problem)
                size += 200
            elif item.record is not None:
                document = prepare(item.record)
                batch.documents.append((item.file, item.position, kind_of(item.record), document))
                size += len(document.record) * 4
            elif item.withdrawn is not None:
                batch.documents.append((item.file, item.position, item.withdrawn.kind, item.withdrawn))
            if size > _BATCH_BYTES:
                yield batch
                batch, size = _Batch([], []), 0
    except formats.UnreadableFile as error:
        batch.problems.append(Problem(str(path), "", 0, str(error)))
    yield batch


_SMALL_FILE = 1_000_000
_READERS = 2


class _Reader:
    """A large file in a process of its own; started at once, read from when its turn comes."""

    def __init__(self, path: Path) -> None:
        context = multiprocessing.get_context("spawn")
        self._channel: multiprocessing.Queue[_Batch | str | None] = context.Queue(_BATCHES_WAITING)
        self._process = context.Process(target=_read_into, args=(path, self._channel), daemon=True)
        self._process.start()

    def batches(self) -> Iterator[_Batch]:
        while (batch := _next(self._channel, self._process)) is not None:
            if isinstance(batch, str):
                raise OSError(batch)
            yield batch
        self.stop()

    def stop(self) -> None:
        self._process.terminate()
        self._process.join()


def _read_ahead(paths: Iterable[Path]) -> Iterator[tuple[Path, Iterator[_Batch]]]:
    """Each file with its batches, in order; small files are read here, of large ones two at a time in other processes."""
    waiting: deque[tuple[Path, _Reader | None]] = deque()
    files = iter(paths)
    try:
        while True:
            while sum(reader is not None for _path, reader in waiting) < _READERS and len(waiting) < _READERS * 4:
                path = next(files, None)
                if path is None:
                    break
                waiting.append((path, _Reader(path) if path.stat().st_size >= _SMALL_FILE else None))
            if not waiting:
                return
            path, reader = waiting[0]
            yield path, _prepared(path) if reader is None else reader.batches()
            waiting.popleft()
    finally:
        for _path, reader in waiting:
            if reader is not None:
                reader.stop()


def _next(channel: Any, reader: BaseProcess) -> _Batch | str | None:
    while True:
        try:
            received: _Batch | str | None = channel.get(timeout=5)
        except queue.Empty:
            if not reader.is_alive():
                return f"the reading process ended unexpectedly (exit code {reader.exitcode})"
            continue
        return received


def _read_into(path: Path, channel: Any) -> None:
    """Body of the reading process."""
    try:
        for batch in _prepared(path):
            channel.put(batch)
        channel.put(None)
    except OSError as error:
        channel.put(f"{path}: {error}")


def rebuild(*, index_folder: Path, shelf: Shelf, on_progress: Progress | None = None) -> Summary:
    """Makes the index anew from the shelf."""
    paths = [shelf.folder / kept.path for kept in shelf.files()]
    return ingest(paths, index_folder=index_folder, shelf=None, on_progress=on_progress, fresh=True)
