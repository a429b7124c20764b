"""Every office format: what is read is what the file says; a damaged file is told of, never a crash."""

from __future__ import annotations

import random
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support import office_files
from tests.support.files import written
from yizhan.ip import formats
from yizhan.ip.formats import UnreadableFile
from yizhan.ip.formats.bodies import references
from yizhan.ip.records import ClassEntry, Mark, Patent, Record, Text
from yizhan.ip.search import open_index
from yizhan.ip.search.ingest import ingest


def records(tmp_path: Path, name: str) -> list[Record]:
    path = written(tmp_path, name, office_files.ALL[name])
    items = list(formats.read(path))
    assert [item.problem for item in items if item.problem] == []
    return [item.record for item in items if item.record]


def one_patent(tmp_path: Path, name: str) -> Patent:
    found = records(tmp_path, name)
    assert len(found) == 1
    assert isinstance(found[0], Patent)
    return found[0]


def facts(patent: Patent) -> dict[str, Any]:
    """What a person would check first."""
    return {
        "key": patent.key, "right": patent.right, "stage": patent.stage, "lang": patent.language, "title": patent.title,
        "abstract": patent.abstract, "published": str(patent.publication_date), "filed": str(patent.filing_date),
        "application": patent.application_number, "applicants": patent.applicants, "inventors": patent.inventors,
        "classes": [f"{c.scheme}:{c.symbol}" for c in patent.classifications],
        "claims": [(c.number, c.text, c.depends_on) for c in patent.claims],
        "sections": [(s.heading, s.paragraphs) for s in patent.description],
    }  # fmt: skip


def test_greenbook(tmp_path: Path) -> None:
    patent = one_patent(tmp_path, "aps.txt")
    assert facts(patent) == {
        "key": "US.4123456.A", "right": "invention", "stage": "grant", "lang": "en", "title": "Folding lamp",
        "abstract": "A lamp that folds at 45° and stays there.", "published": "1978-10-31", "filed": "1976-03-15",
        "application": "US05765432", "applicants": ("Lamp Works, Inc.",), "inventors": ("Jane A. Doe",),
        "classes": ["uspc:240 12R", "ipc:F21V1/06"],
        "claims": [(1, "1. A lamp with a hinge.", ()), (2, "2. The lamp of claim 1, wherein the hinge locks.", (1,))],
        "sections": [("BACKGROUND", ("Lamps are known.",))],
    }  # fmt: skip
    assert [str(c.number) for c in patent.citations] == ["US.3518629"]
    assert [(p.office, p.number, str(p.date)) for p in patent.priorities] == [("GB", "1234/75", "1975-04-01")]


def test_st32_resolves_entities_by_name_and_never_what_the_file_declares(tmp_path: Path) -> None:
    patent = one_patent(tmp_path, "st32.xml")
    assert facts(patent) == {
        "key": "US.6300001.B1", "right": "invention", "stage": "grant", "lang": "en", "title": "Cell & separator",
        "abstract": "A cell with α-alumina at 20° C.", "published": "2001-10-09", "filed": "1999-09-21",
        "application": "US09400001", "applicants": ("Cell AS",), "inventors": ("Jane Doe",),
        "classes": ["ipc:H01M10/52", "uspc:429231"],
        "claims": [(1, "1. A cell comprising: a separator.", ()), (2, "2. The cell of claim 1, thin.", (1,))],
        "sections": [("FIELD", ("Cells, H2O.",))],
    }  # fmt: skip
    assert [(str(c.number), c.phase) for c in patent.citations] == [("US.D271298", "examiner"), ("None", "applicant")]


def test_applications_of_2001_to_2004(tmp_path: Path) -> None:
    patent = one_patent(tmp_path, "pap.xml")
    assert facts(patent)["key"] == "US.2003000001.A1"
    assert patent.claims[1].depends_on == (1,)
    assert facts(patent)["sections"] == [("SUMMARY", ("The drawer opens.",))]
    assert [(r.kind, r.number, str(r.date)) for r in patent.relations] == [("provisional", "60300001", "2001-06-22")]


def test_docdb_gives_search_reports_and_withdrawals(tmp_path: Path) -> None:
    path = written(tmp_path, "docdb.xml", office_files.DOCDB)
    items = list(formats.read(path))
    patent = items[0].record
    assert isinstance(patent, Patent)
    assert (patent.key, patent.title, patent.family) == ("EP.3000001.A1", "MESH NETWORK", "50000001")
    cited = patent.citations[0]
    assert (str(cited.number), cited.category, cited.claims, cited.passages) == ("WO.02054790.A2", "X", "1-3", ("page 1",))
    assert patent.parties[0].country == "FI"
    assert items[1].withdrawn == formats.Withdrawn("patents", "EP.3000002.A1")


def test_register_events_are_partial_records_that_add_to_the_document(tmp_path: Path) -> None:
    biblio = next(iter(formats.read(written(tmp_path, "docdb.xml", office_files.DOCDB)))).record
    legal = one_patent(tmp_path, "legal.xml")
    assert legal.partial
    assert (legal.events[0].code, str(legal.events[0].effective)) == ("18D", "2018-10-02")
    assert isinstance(biblio, Patent)
    whole = biblio.joined(legal)
    assert (whole.title, len(whole.events), whole.partial) == ("MESH NETWORK", 1, False)
    assert whole.joined(biblio).events == whole.events  # a later delivery without events takes none away
    assert replace(legal, titles=(Text("OTHER", "en"),)).joined(biblio).title == "MESH NETWORK"
    assert biblio.joined(replace(legal, titles=(Text("OTHER", "en"),))).title == "MESH NETWORK"


def test_parts_of_one_document_join_in_any_order_within_one_delivery(tmp_path: Path) -> None:
    for place, names in enumerate(
        (("legal.xml", "docdb.xml", "legal.xml"), ("docdb.xml", "legal.xml"), ("legal.xml", "docdb.xml"))
    ):
        folder = tmp_path / str(place)
        folder.mkdir()
        paths = [written(folder, f"{number}-{name}", office_files.ALL[name]) for number, name in enumerate(names)]
        ingest(paths, index_folder=folder / "index", shelf=None)
        record = open_index(folder / "index", "patents").get("EP.3000001.A1")
        assert isinstance(record, Patent)
        assert (record.title, len(record.events), len(record.citations), record.partial) == ("MESH NETWORK", 1, 1, False)


def test_european_full_text_is_kept_in_the_language_of_the_proceedings(tmp_path: Path) -> None:
    patent = one_patent(tmp_path, "ep.xml")
    assert (patent.key, patent.language, patent.title) == ("EP.0529854.B1", "de", "Verfahren")
    assert [(c.text, c.depends_on) for c in patent.claims] == [("Verfahren.", ()), ("Verfahren nach Anspruch 1.", (1,))]
    assert str(patent.citations[0].number) == "WO.9625012"
    assert patent.applicants == ("Muster GmbH",)


def test_chinese_publications(tmp_path: Path) -> None:
    patent = one_patent(tmp_path, "cn.xml")
    assert facts(patent) == {
        "key": "CN.113000001.A", "right": "invention", "stage": "application", "lang": "zh", "title": "一种电池",
        "abstract": "本发明公开了一种电池。", "published": "2021-12-10", "filed": "2021-08-26", "application": "CN202110000001.2",
        "applicants": ("示例电池有限公司",), "inventors": ("张三",), "classes": ["ipc:H01M10/0525"],
        "claims": [
            (1, "1.一种电池。", ()), (2, "2.根据权利要求1所述的电池。", (1,)), (3, "3.根据权利要求1-2任一项所述的电池。", (1, 2)),
        ],
        "sections": [("技术领域", ("本发明涉及电池，特别涉及固态电池。",))],
    }  # fmt: skip
    assert [p.name for p in patent.parties if p.role == "agent"] == ["示例专利代理有限公司"]


def test_older_chinese_publications_join_broken_lines(tmp_path: Path) -> None:
    patent = one_patent(tmp_path, "cn-legacy.xml")
    assert (patent.key, patent.right, patent.abstract) == ("CN.104000001.U", "utility-model", "一种烟嘴，便于更换。")
    assert facts(patent)["sections"] == [("背景技术", ("烟嘴很多。",))]


def test_japanese_publications(tmp_path: Path) -> None:
    patent = one_patent(tmp_path, "jp.xml")
    assert (patent.key, patent.title, patent.inventors) == ("JP.2021000001.A", "電池", ("例 花子",))
    assert facts(patent)["classes"] == ["ipc:H01M10/052"]
    assert patent.claims[1].depends_on == (1,)


def test_st96_patents_marks_and_indications(tmp_path: Path) -> None:
    patent = one_patent(tmp_path, "st96-patent.xml")
    assert (patent.key, patent.claims[0].text, patent.inventors) == ("US.8900001.B2", "1. A bond.", ("Jane Doe",))
    (mark,) = records(tmp_path, "st96-mark.xml")
    assert isinstance(mark, Mark)
    assert (mark.key, mark.registration_number, mark.status, mark.feature) == ("US.87000001", "5169750", "registered", "combined")
    assert (mark.nice_classes, mark.owners, mark.classes[0].goods[0].text) == ((11,), ("Lamp Works, Inc.",), "Lamps")
    (indication,) = records(tmp_path, "st96-gi.xml")
    assert isinstance(indication, Mark)
    assert (indication.right, indication.text) == ("geographical-indication", "Dentelle d'Exemple")


def test_st66_marks_and_their_withdrawal(tmp_path: Path) -> None:
    items = list(formats.read(written(tmp_path, "st66.xml", office_files.ST66)))
    mark = items[0].record
    assert isinstance(mark, Mark)
    assert (mark.key, mark.status, mark.feature, str(mark.expiry_date)) == (
        "EM.018000001",
        "registered",
        "figurative",
        "2030-01-02",
    )
    assert [text.text for text in mark.classes[0].goods] == ["Lamps"]
    assert mark.figurative[0].symbol == "27.05.01"
    assert items[1].withdrawn == formats.Withdrawn("marks", "EM.018000002")


def test_classification_lists_join_their_languages(tmp_path: Path) -> None:
    entries = {entry.key: entry for entry in records(tmp_path, "nice.json") if isinstance(entry, ClassEntry)}
    assert entries["nice:11"].title == "照明设备"
    english = [entry for entry in records(tmp_path, "nice.csv") if isinstance(entry, ClassEntry)]
    lamps = entries["nice:110001"].joined(english[0])
    assert ({t.lang: t.text for t in lamps.titles}, lamps.parent, lamps.groups) == ({"zh": "灯", "en": "lamps"}, "11", ("1101",))
    cpc = [entry for entry in records(tmp_path, "cpc.txt") if isinstance(entry, ClassEntry)]
    assert [(e.symbol, e.parent, e.level) for e in cpc][-1] == ("H01M10/05", "H01M10/00", 1)


names = st.sampled_from(sorted(office_files.ALL))


@settings(max_examples=120)
@given(names, st.floats(0.02, 0.99))
def test_a_file_cut_short_is_told_of_and_what_stands_is_read(name: str, share: float) -> None:
    data = office_files.ALL[name].encode()
    check(name, data[: int(len(data) * share)])


@settings(max_examples=120)
@given(names, st.integers(0, 2**32), st.integers(2, 30))
def test_a_shuffled_file_never_breaks_a_reader(name: str, seed: int, pieces: int) -> None:
    data = office_files.ALL[name].encode()
    chance = random.Random(seed)
    cuts = sorted(chance.randrange(len(data)) for _ in range(pieces))
    parts = [data[a:b] for a, b in zip([0, *cuts], [*cuts, len(data)], strict=True)]
    chance.shuffle(parts)
    check(name, b"".join(parts))


@settings(max_examples=60)
@given(names, st.binary(min_size=1, max_size=40), st.integers(0, 2**32))
def test_bytes_thrown_in_never_break_a_reader(name: str, thrown: bytes, seed: int) -> None:
    data = office_files.ALL[name].encode()
    at = random.Random(seed).randrange(len(data))
    check(name, data[:at] + thrown + data[at:])


def check(name: str, data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        try:
            items = list(formats.read(path))
        except UnreadableFile as error:
            assert str(error)
            return
        for item in items:
            assert sum(part is not None for part in (item.record, item.problem, item.withdrawn)) == 1
            if item.problem:
                assert item.problem.reason
            if item.record:
                assert item.record.key


@pytest.mark.parametrize(
    ("text", "own", "expected"),
    [
        ("The device of any of claims 1 to 3", 5, (1, 2, 3)),
        ("The device of claims 1, 2 or 4", 5, (1, 2, 4)),
        ("根据权利要求1或2所述的装置", 3, (1, 2)),
        ("如权利要求2至4任一项所述", 6, (2, 3, 4)),
        ("請求項１から３のいずれか一項", 4, (1, 2, 3)),
        ("Vorrichtung nach Anspruch 1 oder 2", 3, (1, 2)),
        ("A device with 3 wheels", 2, ()),
        ("as in claim 9", 3, ()),
    ],
)
def test_references_to_claims_are_read_from_the_text(text: str, own: int, expected: tuple[int, ...]) -> None:

    assert references(text, own) == expected
