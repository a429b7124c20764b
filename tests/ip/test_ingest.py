"""From files to the index: sums that add up, a shelf to rebuild from, and failures that lose nothing."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.support.files import grants, marks, written
from yizhan.ip.search import IndexBroken, IndexOutdated, Query, open_index, open_writer
from yizhan.ip.search.ingest import Summary, ingest, rebuild
from yizhan.ip.search.shelf import Shelf


def adds_up(summary: Summary) -> bool:
    return summary.read == summary.indexed + summary.replaced + summary.withdrawn + summary.skipped


def test_everything_read_is_accounted_for(tmp_path: Path) -> None:
    broken = grants(4).replace("</claims>", "</oops>", 1)
    paths = [written(tmp_path, "a.xml", broken), written(tmp_path, "b.xml", marks(5)), written(tmp_path, "notes.txt", "words")]
    summary = ingest(paths, index_folder=tmp_path / "index", shelf=Shelf(tmp_path / "shelf"))
    assert adds_up(summary)
    assert (summary.read, summary.indexed, summary.skipped, summary.files) == (9, 8, 1, 2)
    assert len(summary.problems) == 2  # the broken grant, and the file without records
    assert all(problem.reason for problem in summary.problems)


def test_ingesting_twice_replaces_and_doubles_nothing(tmp_path: Path) -> None:
    paths = [written(tmp_path, "a.xml", grants(4))]
    ingest(paths, index_folder=tmp_path / "index", shelf=Shelf(tmp_path / "shelf"))
    again = ingest(paths, index_folder=tmp_path / "index", shelf=Shelf(tmp_path / "shelf"))
    assert (again.indexed, again.replaced) == (0, 4)
    assert open_index(tmp_path / "index", "patents").state().records == 4
    assert len(list(Shelf(tmp_path / "shelf").files())) == 1


def test_an_older_state_of_a_mark_does_not_replace_a_newer_one(tmp_path: Path) -> None:
    text = marks(1)
    day = text.split("<transaction-date>")[1][:8]
    newer, older = text, text.replace(day, "20000101")
    ingest([written(tmp_path, "new.xml", newer)], index_folder=tmp_path / "index", shelf=None)
    summary = ingest([written(tmp_path, "old.xml", older)], index_folder=tmp_path / "index", shelf=None)
    assert (summary.read, summary.skipped) == (1, 1)
    assert "older" in summary.problems[0].reason


def test_the_index_is_made_again_from_the_shelf(tmp_path: Path) -> None:
    written(tmp_path, "a.xml", grants(4))
    written(tmp_path, "b.xml", marks(3))
    shelf = Shelf(tmp_path / "shelf")
    ingest([tmp_path / "a.xml", tmp_path / "b.xml"], index_folder=tmp_path / "index", shelf=shelf)
    (tmp_path / "a.xml").unlink()
    manifest = tmp_path / "index" / "patents" / "manifest.json"
    manifest.write_text(json.dumps({"version": "0.0", "generation": "x"}), encoding="utf-8")
    with pytest.raises(IndexOutdated, match="rebuild"):
        open_index(tmp_path / "index", "patents")
    with pytest.raises(IndexOutdated):
        open_writer(tmp_path / "index", "patents")
    summary = rebuild(index_folder=tmp_path / "index", shelf=shelf)
    assert (summary.read, summary.indexed) == (7, 7)
    assert open_index(tmp_path / "index", "patents").search(Query()).total == 4


def test_damaged_index_files_are_told_not_half_read(tmp_path: Path) -> None:
    ingest([written(tmp_path, "a.xml", grants(2))], index_folder=tmp_path / "index", shelf=None)
    (tmp_path / "index" / "patents" / "data" / "meta.json").write_text("{", encoding="utf-8")
    with pytest.raises(IndexBroken, match="rebuild"):
        open_index(tmp_path / "index", "patents")


def test_a_full_disk_stops_with_its_reason_and_keeps_what_was_committed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ingest([written(tmp_path, "a.xml", grants(2))], index_folder=tmp_path / "index", shelf=Shelf(tmp_path / "shelf"))

    def full(*_arguments: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("yizhan.ip.search.shelf.shutil.copyfile", full)
    with pytest.raises(OSError, match="No space left"):
        ingest([written(tmp_path, "b.xml", grants(4))], index_folder=tmp_path / "index", shelf=Shelf(tmp_path / "shelf"))
    assert open_index(tmp_path / "index", "patents").state().records == 2
    assert not list((tmp_path / "shelf").rglob("*.part"))


def test_an_ingest_killed_in_the_middle_leaves_a_sound_index(tmp_path: Path) -> None:
    ingest([written(tmp_path, "a.xml", grants(3))], index_folder=tmp_path / "index", shelf=None)
    big = written(tmp_path, "big.xml", marks(100) + "")
    code = (
        "import sys, time; from pathlib import Path; from yizhan.ip.search.ingest import ingest\n"
        "def slow(summary, path): print('going', flush=True); time.sleep(60)\n"
        "ingest([Path(sys.argv[1])], index_folder=Path(sys.argv[2]), shelf=None, on_progress=slow)\n"
    )
    running = subprocess.Popen([sys.executable, "-c", code, str(big), str(tmp_path / "index")], stdout=subprocess.PIPE)
    assert running.stdout is not None
    assert running.stdout.readline().strip() == b"going"
    os.kill(running.pid, signal.SIGKILL)
    running.wait(10)
    running.stdout.close()
    assert open_index(tmp_path / "index", "patents").state().records == 3
    for _try in range(20):  # the killed process's lock goes with it
        try:
            summary = ingest([big], index_folder=tmp_path / "index", shelf=None)
            break
        except Exception:  # noqa: BLE001
            time.sleep(0.1)
    assert (summary.indexed, summary.replaced) == (100, 0)
