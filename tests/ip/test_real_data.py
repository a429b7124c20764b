"""Real office files: what they say, read by hand in the files, and that nothing in them is lost."""

from __future__ import annotations

import tracemalloc
from datetime import date

import pytest

from tests.support.real_data import DATA, needs_real_data
from yizhan.ip.formats import SkippedFile, read, readable
from yizhan.ip.records import ClassEntry, Mark, Patent
from yizhan.ip.records.families import priority_set
from yizhan.ip.rules.legal_status import expires, status_on

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


# Read by hand in the files: key, title, day of publication, claims.
_US, _WIPO, _CN = "patents/us_xml/patentpublicdata/samples", "patents/wipo", "patents/cn/xml/citation"
GOLDEN_PATENTS = [
    (f"{_US}/greenbook/US03932709.greenbook", "US.3932709.A", "Electronic business telephone", "1976-01-13", 17),
    (f"{_US}/greenbook/US04347903.greenbook", "US.4347903.A", "Electronic reading balance", "1982-09-07", 3),
    (f"{_US}/sgml/US06336130.xml", "US.6336130.B1", "Arrangement for improving availability of services in a communication system", "2002-01-01", 22),
    (f"{_US}/sgml/USD435854S1.xml", "US.D435854.S", "Disc cartridge", "2001-01-02", 1),
    ("patents/us_xml/patentdata/2004/US20040068806A1-20040415.XML", "US.2004068806.A1", "Use of thickening agents in pattern dyeing of textiles", "2004-04-15", 21),
    (f"{_US}/pap/US20010000044A1.xml", "US.2001000044.A1", "Systems and Methods For Transacting Business Over A Global Communications Network Such As The Internet", "2001-03-15", 21),
    (f"{_US}/css_brs/css_brs_sample.txt", "US.9204581.B2", "Method for performing chip level electromagnetic interference reduction, and associated apparatus", "2015-12-01", 20),
    (f"{_WIPO}/st36_wipo_examples/st36aexample/DOC00001.xml", "EP.1667425.A1", "Image forming method and image forming apparatus", "2006-06-07", 9),
    (f"{_WIPO}/st36_wipo_examples/st36bexample/DOC00001.xml", "EP.1599469.B1", "TETRAZOLE DERIVATIVES AND METHODS OF TREATMENT OF METABOLIC-RELATED DISORDERS THEREOF", "2006-06-07", 40),
    ("patents/epo/ops/testdata/biblio.xml", "EP.2400812.A1", "BLUETOOTH NETWORKING", "2011-12-28", 0),
    (f"{_WIPO}/examples/cn_new2.xml", "CN.113783949.A", "一种基于合约管理的跨链去中心化方法", "2021-12-10", 10),
    (f"{_CN}/CN102009000190429CN00001020256780AFULZH20110420CN00R/CN102009000190429CN00001020256780AFULZH20110420CN00R.XML", "CN.102025678.A", "信道估计方法、装置及相干检测系统", "2011-04-20", 14),
    (f"{_WIPO}/examples/cn_old1.xml", "CN.104223352.A", "一种甘草发酵所得烟用香料及其应用", "2014-12-24", 3),
    (f"{_WIPO}/examples/cn_old3.xml", "CN.104245682.A", "马来酸伊索拉定的制造方法", "2014-12-24", 5),
    (f"{_WIPO}/examples/jp_example1.xml", "JP.2021044377.A", "ウェーハの加工方法", "2021-03-18", 6),
    (f"{_WIPO}/examples/jp_example3.xml", "JP.2021041306.A", "脱酸素剤、脱酸素剤包装体及び食品包装体", "2021-03-18", 8),
    (f"{_WIPO}/03-96-vii-example-instances/PatentPublication_Example.xml", "US.8936998.B2", "Manufcaturing method for room-temperature substrate bonding", "2015-01-20", 10),
    (f"{_WIPO}/examples_xslt_result/cn_old1.xml", "CN.104223352.A", "一种甘草发酵所得烟用香料及其应用", "2014-12-24", 3),
    (f"{_WIPO}/03-96-vii-example-instances/DesignApplication_Example.xml", "XX.D123456", "Chair", "2019-01-29", 1),
]  # fmt: skip


@needs_real_data("patents/us_xml", "patents/wipo", "patents/cn/xml", "patents/epo")
@pytest.mark.parametrize(("file", "key", "title", "day", "claims"), GOLDEN_PATENTS)
def test_golden_patents_of_every_office(file: str, key: str, title: str, day: str, claims: int) -> None:
    found = [item.record for item in read(DATA / file) if isinstance(item.record, Patent)]
    patent = found[0]
    assert (patent.key, patent.title, str(patent.publication_date), len(patent.claims)) == (key, title, day, claims)


GOLDEN_MARKS = [
    ("patents/wipo/03-96-vii-example-instances/TrademarkApplication_Example.xml", "US.87035559", "LANYI", "registered", (9,), "2016-05-12"),
    ("marks/tsdr/rn2178784-ST-961_D3.xml", "US.74631225", "JAVA", "registered", (9,), "1995-02-07"),
    ("marks/tsdr/rn2178784-ST-962.2.1.xml", "US.74631225", "JAVA", "registered", (9,), "1995-02-07"),
    ("marks/tsdr/sn76044902-ST66.xml", "US.76044902", "PYTHON", "registered", (9, 42), "2000-05-09"),
    ("marks/tsdr/sn76044902-ST96.xml", "US.76044902", "PYTHON", "registered", (9, 42), "2000-05-09"),
    ("marks/euipo/018173186.xml", "EM.018173186", "Hongtoo", "registered", (11,), "2020-01-02"),
    ("patents/wipo/03-96-vii-example-instances/GIApplication_Example.xml", "FR.IG 18-002", "Tapisserie d'Aubusson", "pending", (24, 27), "2018-03-19"),
]  # fmt: skip


@needs_real_data("patents/wipo", "marks/tsdr", "marks/euipo")
@pytest.mark.parametrize(("file", "key", "text", "status", "classes", "filed"), GOLDEN_MARKS)
def test_golden_marks_of_every_office(file: str, key: str, text: str, status: str, classes: tuple[int, ...], filed: str) -> None:
    mark = next(item.record for item in read(DATA / file) if isinstance(item.record, Mark))
    assert (mark.key, mark.text, mark.status, mark.nice_classes, str(mark.filing_date)) == (key, text, status, classes, filed)


@needs_real_data("patents/epo")
def test_a_european_search_report_and_the_register_are_read_whole() -> None:
    biblio = next(item.record for item in read(DATA / "patents/epo/ops/testdata/biblio.xml") if isinstance(item.record, Patent))
    first = biblio.citations[0]
    assert (str(first.number), first.category, first.claims, first.passages[0]) == (
        "WO.02054790.A2",
        "A",
        "1-15",
        "page 1, line 1 - page 3, line 7",
    )
    legal = next(item.record for item in read(DATA / "patents/epo/ops/testdata/legal.xml") if isinstance(item.record, Patent))
    assert len(legal.events) == 69
    today = date(2026, 1, 1)
    assert status_on(legal, date(2015, 1, 1)).state == "pending"
    assert [(s.state, str(s.since), s.event and s.event.code) for s in [status_on(legal, today, country="AT")]] == [
        ("ended", "2019-11-27", "PG25")
    ]
    assert status_on(legal, today).state == "alive"
    assert str(expires(legal).day) == "2030-06-24"  # type: ignore[union-attr]


@needs_real_data("patents/epo")
def test_the_members_of_a_real_family_have_one_priority_set() -> None:
    file = DATA / "patents/epo/ops/demo/examples/get_family_with_biblio/response.xml"
    members = [item.record for item in read(file) if isinstance(item.record, Patent)]
    assert {m.number.epodoc for m in members} == {"EP2400812", "CA2744162", "US2012057518", "US9648662"}
    assert {priority_set(m) for m in members} == {frozenset({"EP.2010.167109"})}


@needs_real_data("classes")
def test_real_classification_lists_are_read_whole() -> None:
    counted: dict[str, int] = {}
    for path in readable([DATA / "classes"]):
        if not isinstance(path, SkippedFile):
            for item in read(path):
                assert isinstance(item.record, ClassEntry), item.problem
                counted[item.record.source] = counted.get(item.record.source, 0) + 1
    assert counted == {
        "cpc-titles": 260476, "ipc-zh": 77251, "nice-headings": 45, "nice-terms": 10029, "nice-zh": 23532, "vienna": 2028, "wipo35": 764,
    }  # fmt: skip
