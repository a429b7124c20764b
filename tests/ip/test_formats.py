"""Readers: what is written is read, broken records cost only themselves, hostile files are refused by name and place."""

from __future__ import annotations

import gzip
import io
import json
import random
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.files import grants, marks, written
from yizhan.ip.formats import Limits, SkippedFile, UnreadableFile, detect, read, readable, redbook_biblio
from yizhan.ip.records import Mark, PartialDate, Patent, PublicationNumber


def test_a_weekly_file_of_grants_is_read_document_by_document(tmp_path: Path) -> None:
    items = list(read(written(tmp_path, "week.xml", grants(3))))
    assert [item.problem for item in items] == [None] * 3
    patent = items[0].record
    assert isinstance(patent, Patent)
    assert patent.key == "US.29000101.B2"
    assert patent.title == "Folding solar panel assembly for a bicycle carrier"
    assert patent.publication_date == PartialDate(2019, 1, 1)
    assert patent.applicants == ("Lumen Trail Mobility LLC",)
    assert {c.symbol for c in patent.classifications} >= {"B62J7/04"}
    assert patent.claims[0].number == 1
    assert patent.claims[1].depends_on == (1,)
    assert [section.heading for section in patent.description][:2] == ["TECHNICAL FIELD", "BACKGROUND"]
    assert patent.source == "us-redbook-grant-4.5"


def test_positions_are_bytes_of_the_file(tmp_path: Path) -> None:
    text = grants(3).encode()
    for item in read(written(tmp_path, "week.xml", text)):
        assert text[item.position :].startswith(b"<?xml")


def test_a_broken_document_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    documents = grants(3).split("<?xml")[1:]
    documents[1] = documents[1].replace("</claims>", "</claimz>")
    text = "".join("<?xml" + one for one in documents)
    items = list(read(written(tmp_path, "week.xml", text)))
    problems = [item.problem for item in items if item.problem]
    assert len(items) == 3
    assert len(problems) == 1
    assert "29000102" in problems[0].record
    assert problems[0].position == text.index("<?xml", 10)
    assert problems[0].reason


def test_marks_of_a_daily_file_are_read(tmp_path: Path) -> None:
    path = written(tmp_path, "apc.xml", marks(3))
    assert detect(path).kind == "marks"
    found = [item.record for item in read(path)]
    assert all(isinstance(record, Mark) for record in found)
    first = found[0]
    assert isinstance(first, Mark)
    assert first.office == "US"
    assert first.text
    assert first.nice_classes
    assert first.owners
    assert first.status in {"registered", "pending", "ended"}


def test_archives_and_gzip_are_opened(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("week.xml", grants(2))
        archive.writestr("readme.txt", "nothing here")
    items = list(read(written(tmp_path, "week.zip", packed.getvalue())))
    assert sum(item.record is not None for item in items) == 2
    squeezed = written(tmp_path, "week.xml.gz", gzip.compress(grants(2).encode()))
    assert sum(item.record is not None for item in read(squeezed)) == 2


def test_the_project_s_own_table_with_its_mapping(tmp_path: Path) -> None:
    row = {
        "publication_number": "CN199000101B", "title": "一种装置", "abstract": "本发明公开了一种装置。", "applicants": "甲公司;乙公司",
        "inventors": "张三", "classification": "H01M10/0525;H01M4/13", "filing_date": "20180101", "publication_date": "201906",
        "claims": [{"number": 1, "text": "1．一种装置。", "depends_on": []}], "description": [],
    }  # fmt: skip
    path = written(tmp_path, "mine.jsonl", json.dumps(row, ensure_ascii=False) + "\n{broken\n")
    items = list(read(path))
    patent = items[0].record
    assert isinstance(patent, Patent)
    assert patent.applicants == ("甲公司", "乙公司")
    assert patent.publication_date == PartialDate(2019, 6)
    assert {c.symbol for c in patent.classifications} == {"H01M10/0525", "H01M4/13"}
    assert items[1].problem is not None
    assert items[1].problem.reason


def test_the_format_is_told_from_content_not_from_the_name(tmp_path: Path) -> None:
    assert detect(written(tmp_path, "a.txt", grants(1))).kind == "patents"
    assert detect(written(tmp_path, "b.dat", marks(1))).kind == "marks"
    assert detect(written(tmp_path, "c.xml", "just words")).reason
    assert detect(written(tmp_path, "d.xml", "")).reason


def test_files_without_records_come_with_their_reason(tmp_path: Path) -> None:
    written(tmp_path, "a.xml", grants(1))
    written(tmp_path, "notes.md", "# nothing")
    found = list(readable([tmp_path, tmp_path / "absent"]))
    assert [isinstance(one, SkippedFile) for one in found] == [False, True, True]


ENTITY = '<?xml version="1.0"?><!DOCTYPE us-patent-grant [<!ENTITY x SYSTEM "file:///etc/hostname">]><us-patent-grant file="US9.XML">&x;</us-patent-grant>'
LAUGHS = '<?xml version="1.0"?><!DOCTYPE us-patent-grant [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><us-patent-grant file="US9.XML">&b;</us-patent-grant>'


@pytest.mark.parametrize("text", [ENTITY, LAUGHS])
def test_external_and_own_entities_are_refused_by_name(tmp_path: Path, text: str) -> None:
    items = list(read(written(tmp_path, "evil.xml", text)))
    assert [item.record for item in items] == [None]
    assert items[0].problem is not None
    assert items[0].problem.record == "US9.XML"


def test_members_that_point_outside_are_refused(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("../../outside.xml", grants(1))
        archive.writestr("inside.xml", grants(1))
    items = list(read(written(tmp_path, "slip.zip", packed.getvalue())))
    reasons = [item.problem.reason for item in items if item.problem]
    assert len(reasons) == 1
    assert "outside" in reasons[0]
    assert sum(item.record is not None for item in items) == 1


def test_what_unpacks_to_far_too_much_is_refused(tmp_path: Path) -> None:
    bomb = grants(1).encode() + b" " * 30_000_000
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.xml", bomb)
    items = list(read(written(tmp_path, "bomb.zip", packed.getvalue()), limits=Limits(ratio=100)))
    assert any(item.problem and "refused" in item.problem.reason for item in items)


def test_a_record_without_end_is_refused_and_the_next_one_is_read(tmp_path: Path) -> None:
    first, second = ("<?xml" + one for one in grants(2).split("<?xml")[1:])
    long = first.replace("</claims>", "x" * 3_000_000 + "</claims>")
    items = list(read(written(tmp_path, "long.xml", long + second), limits=Limits(record=2_000_000)))
    assert items[0].problem is not None
    assert "longer" in items[0].problem.reason
    assert items[0].position == 0
    assert items[1].record is not None


def test_a_damaged_gzip_and_an_empty_archive_say_so(tmp_path: Path) -> None:
    whole = gzip.compress(grants(3).encode())
    items = list(read(written(tmp_path, "cut.xml.gz", whole[: len(whole) // 2])))
    assert any(item.problem for item in items)
    with pytest.raises(UnreadableFile):
        list(read(written(tmp_path, "noise.bin", bytes(range(256)))))


WEEK, DAY = grants(2).encode(), marks(3).encode()


@settings(max_examples=40)
@given(st.integers(0, len(WEEK)), st.booleans())
def test_no_cut_crashes_a_reader_and_nothing_is_dropped_silently(tmp_path: Path, cut: int, patents: bool) -> None:
    whole = WEEK if patents else DAY
    path = written(tmp_path, "cut.xml", whole[: cut % len(whole)])
    try:
        for item in read(path):
            assert (item.record is None) != (item.problem is None)
    except UnreadableFile as error:
        assert str(error)


@settings(max_examples=30)
@given(st.randoms(use_true_random=False))
def test_no_scrambled_file_crashes_a_reader(tmp_path: Path, dice: random.Random) -> None:
    blocks = [WEEK[start : start + 700] for start in range(0, len(WEEK), 700)]
    dice.shuffle(blocks)
    try:
        for item in read(written(tmp_path, "mixed.xml", b"".join(blocks))):
            assert (item.record is None) != (item.problem is None)
    except UnreadableFile as error:
        assert str(error)


@given(st.integers(2001, 2026), st.integers(1, 9_999_999), st.sampled_from(["A1", "B2", ""]))
def test_numbers_of_citations_are_what_the_careful_reader_finds(year: int, serial: int, kind: str) -> None:
    for written_number in (f"{year}/{serial:07d}", f"{year}{serial:07d}", f"{serial:08d}", f"{serial}"):
        values = {"country": "US", "doc-number": written_number, "kind": kind}
        assert redbook_biblio._number_of(values) == PublicationNumber.parse(f"US{written_number} {kind}".strip())
