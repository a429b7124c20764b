"""Real office files: what they say, read by hand in the files, and that nothing in them is lost."""

from __future__ import annotations

import tracemalloc

import pytest

from tests.support.real_data import DATA, needs_real_data
from yizhan.ip.formats import SkippedFile, read, readable
from yizhan.ip.records import Mark, Patent

pytestmark = pytest.mark.real_data


@needs_real_data("patents/us_xml")
def test_every_real_us_file_is_read_or_explained() -> None:
    records = broken = 0
    for path in readable([DATA / "patents" / "us_xml"]):
        assert not isinstance(path, SkippedFile) or path.reason
        if isinstance(path, SkippedFile):
            continue
        for item in read(path):
            records += item.record is not None
            # Drawings and notes in the archives are named as such; a document that could not be read would have its number.
            broken += item.problem is not None and item.problem.record.endswith(".XML")
            if isinstance(item.record, Patent):
                assert item.record.number.office == "US"
                assert item.record.title
                assert item.record.publication_date
            if item.problem:
                assert item.problem.reason
    assert records > 100
    assert broken == 0


@needs_real_data("patents/us_xml")
def test_designs_plants_and_reissues_are_told_apart() -> None:
    rights: dict[str, int] = {}
    for path in readable([DATA / "patents" / "us_xml"]):
        if not isinstance(path, SkippedFile):
            for item in read(path):
                if isinstance(item.record, Patent):
                    rights[item.record.right] = rights.get(item.record.right, 0) + 1
    assert rights.get("invention", 0) > 0
    assert rights.get("design", 0) > 0


@needs_real_data("marks/uspto")
def test_real_daily_marks_are_read_in_flat_memory() -> None:
    path = next(p for p in readable([DATA / "marks" / "uspto"]) if not isinstance(p, SkippedFile))
    tracemalloc.start()
    count = 0
    for item in read(path):
        if isinstance(item.record, Mark):
            count += 1
            assert item.record.application_number
        if count >= 3000:
            break
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count > 10
    assert peak < 120_000_000


@needs_real_data("patents/cn", "marks/eutm_2019.csv.gz")
def test_real_tables_match_a_mapping() -> None:
    found = [
        path
        for path in readable([DATA / "patents" / "cn", DATA / "marks" / "eutm_2019.csv.gz"])
        if not isinstance(path, SkippedFile)
    ]
    assert found
    for path in found:
        first = next(iter(read(path)))
        assert first.record is not None or first.problem is not None
