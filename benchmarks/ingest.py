"""Parse and index, full text, two processes: one large concatenated file made of real or sample documents."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from benchmarks.parse import documents
from benchmarks.timing import Row
from yizhan.ip import formats
from yizhan.ip.formats import SkippedFile
from yizhan.ip.search.ingest import ingest

_NUMBER = re.compile(rb"(<publication-reference>.*?<doc-number>)([^<]*)(</doc-number>)", re.DOTALL)


def large_file(paths: list[Path], target: Path, megabytes: int) -> int:
    """Repeats documents with changed numbers until the file is large; how many documents."""
    xml = [path for path in formats.readable(paths) if not isinstance(path, SkippedFile) and path.suffix.lower() == ".xml"]
    pieces, count, written = documents(xml), 0, 0
    with target.open("wb") as out:
        while written < megabytes * 1_000_000:
            for piece in pieces:
                number = b"%d" % (10_000_000 + count)
                changed = _NUMBER.sub(lambda found, number=number: found.group(1) + number + found.group(3), piece, count=1)
                written += out.write(changed + b"\n")
                count += 1
                if written >= megabytes * 1_000_000:
                    break
    return count


def run(paths: list[Path], folder: Path, *, quick: bool) -> list[Row]:
    """Megabytes of XML per second."""
    path = folder / "large.xml"
    count = large_file(paths, path, 40 if quick else 120)
    summary = ingest([path], index_folder=folder / "ingest-index", shelf=None)
    held = sum(file.stat().st_size for file in (folder / "ingest-index").rglob("*") if file.is_file()) / 1e6
    shutil.rmtree(folder / "ingest-index")
    path.unlink()
    speed = summary.bytes / 1e6 / summary.seconds
    note = f"{count} documents, {summary.bytes / 1e6:.0f} MB in {summary.seconds:.1f} s; index {held:.0f} MB with stored records"
    return [Row("parse and index full text, 2 cores", f"{speed:.1f} MB/s", "≥ 12 MB/s", note)]
