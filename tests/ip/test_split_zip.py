"""Archives in parts, made with the system's own `zip -s` where it is there."""

from __future__ import annotations

import random
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.support import office_files
from tests.support.files import written
from yizhan.ip import formats
from yizhan.ip.search.ingest import ingest, rebuild
from yizhan.ip.search.shelf import Shelf

pytestmark = pytest.mark.skipif(shutil.which("zip") is None, reason="the zip program is not installed")


@pytest.fixture
def parts(tmp_path: Path) -> Path:
    """A delivery of three parts: two documents, and bytes that do not pack."""
    folder = tmp_path / "week"
    folder.mkdir()
    for name in ("cn.xml", "cn-legacy.xml"):
        written(folder, name, office_files.ALL[name])
    (folder / "drawing.tif").write_bytes(b"II*\x00" + random.Random(1).randbytes(150_000))
    subprocess.run(["zip", "-q", "-r", "-s", "64k", str(tmp_path / "week.zip"), "."], cwd=folder, check=True)
    assert len(list(tmp_path.glob("week.z*"))) == 3
    return tmp_path / "week.zip"


def test_the_parts_are_read_as_one_archive(parts: Path) -> None:
    items = list(formats.read(parts))
    assert sorted(item.record.key for item in items if item.record) == ["CN.104000001.U", "CN.113000001.A"]
    assert [item.problem.reason for item in items if item.problem] == ["a drawing (TIFF), no text"]
    first = formats.detect(parts.with_suffix(".z01"))
    assert first.reason == "a part of week.zip, read with it"


def test_a_missing_part_is_told(parts: Path) -> None:
    parts.with_suffix(".z01").unlink()
    items = list(formats.read(parts))
    assert [item.record for item in items] == [None] * len(items)
    assert any("damaged" in item.problem.reason for item in items if item.problem)


def test_the_shelf_keeps_every_part(parts: Path, tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "shelf")
    summary = ingest([parts], index_folder=tmp_path / "index", shelf=shelf)
    for part in tmp_path.glob("week.z*"):
        part.unlink()
    again = rebuild(index_folder=tmp_path / "index", shelf=shelf)
    assert (summary.indexed, again.indexed) == (2, 2)
