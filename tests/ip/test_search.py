"""The Index port: the embedded engine against a plain list, and what only a real engine does."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ip.memory_index import MemoryIndex
from yizhan.ip.records import Claim, Classification, PartialDate, Party, Patent, PublicationNumber, Text
from yizhan.ip.search import BadQuery, Index, IndexBusy, IndexMissing, Query, open_index, open_writer
from yizhan.ip.search.language import QuerySyntaxError

WORDS = ["battery", "solar", "bicycle", "panel", "gripper", "电池", "石墨烯", "自行车"]
OFFICES = ["US", "CN", "EP"]


def patent(
    number: int, words: list[str], office: str = "US", year: int = 2020, symbol: str = "H01M10/0525", owner: str = "A Co"
) -> Patent:
    return Patent(
        PublicationNumber(office, str(number), "A1"), titles=(Text(" ".join(words), "en"),),
        claims=(Claim(1, "1. A thing."),), parties=(Party(owner, "applicant", is_organisation=True),),
        classifications=(Classification("cpc", symbol),), publication_date=PartialDate(year, 5, 1),
    )  # fmt: skip


patents = st.lists(
    st.builds(
        lambda words, office, year: (words, office, year),
        st.lists(st.sampled_from(WORDS), min_size=1, max_size=4), st.sampled_from(OFFICES), st.integers(2010, 2020),
    ),
    min_size=1, max_size=25,
)  # fmt: skip


@settings(max_examples=15)
@given(
    patents,
    st.sampled_from(WORDS),
    st.sampled_from(["", *WORDS]),
    st.sampled_from([(), ("US",), ("US", "CN")]),
    st.integers(2010, 2020),
)
def test_the_engine_finds_and_counts_what_the_plain_list_does(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[tuple[list[str], str, int]],
    one: str,
    two: str,
    offices: tuple[str, ...],
    since: int,
) -> None:
    folder = tmp_path_factory.mktemp("index")
    memory = MemoryIndex()
    writer = open_writer(folder, "patents")
    for number, (words, office, year) in enumerate(rows, 1000001):
        record = patent(number, words, office, year)
        assert writer.add(record) == memory.add(record)
    writer.commit()
    writer.close()
    engine: Index = open_index(folder, "patents")
    for text in (f"{one} {two}", ""):
        query = Query(
            text=text, filters={"office": offices} if offices else {}, published_from=date(since, 1, 1), limit=50,
            facets=("office", "group"), histogram=True, facet_size=50,
        )  # fmt: skip
        found, expected = engine.search(query), memory.search(query)
        assert found.total == expected.total
        assert {hit.key for hit in found.hits} == {hit.key for hit in expected.hits}
        assert {name: set(buckets) for name, buckets in found.facets.items()} == {n: set(b) for n, b in expected.facets.items()}
        assert found.histogram == expected.histogram
    assert engine.state().records == memory.state().records


@pytest.fixture
def small(tmp_path: Path) -> Index:
    writer = open_writer(tmp_path, "patents")
    writer.add(patent(1000001, ["Folding", "solar", "panel"], year=2018, symbol="H02S30/20"))
    writer.add(patent(1000002, ["Solar", "cell", "coating"], year=2019, owner="B Co"))
    writer.add(patent(1000003, ["石墨烯", "电池", "负极"], office="CN", year=2020))
    writer.add(patent(1000004, ["Panels", "that", "fold"], year=2021))
    writer.commit()
    writer.close()
    return open_index(tmp_path, "patents")


def keys(index: Index, **query: object) -> list[str]:
    return [hit.key for hit in index.search(Query(**query)).hits]  # type: ignore[arg-type]


def test_inflected_words_match_and_phrases_stand_exactly(small: Index) -> None:
    assert set(keys(small, text="panel")) == {"US.1000001.A1", "US.1000004.A1"}
    assert keys(small, text='"solar panel"') == ["US.1000001.A1"]
    assert keys(small, text="“墨烯电池”") == []
    assert keys(small, text="石墨烯") == ["CN.1000003.A1"]


def test_a_number_in_any_form_finds_its_record(small: Index) -> None:
    for written in ("US 1,000,002 A1", "US1000002", "1000002", "us-1000002-a1"):
        assert small.find(written) == ("US.1000002.A1",)
    assert keys(small, text="US 1,000,002")[0] == "US.1000002.A1"


def test_filters_by_class_prefix_applicant_and_dates(small: Index) -> None:
    assert keys(small, filters={"group": ("H02S",)}) == ["US.1000001.A1"]
    assert keys(small, filters={"group": ("H02S30",)}) == ["US.1000001.A1"]
    assert keys(small, filters={"applicant": ("B Co",)}) == ["US.1000002.A1"]
    assert keys(small, published_from=date(2019, 1, 1), published_to=date(2019, 12, 31)) == ["US.1000002.A1"]
    assert keys(small, sort="oldest")[0] == "US.1000001.A1"
    assert keys(small, sort="newest")[0] == "US.1000004.A1"


def test_pages_do_not_overlap_and_cover_everything(small: Index) -> None:
    seen = [key for offset in range(4) for key in keys(small, sort="oldest", offset=offset, limit=1)]
    assert sorted(seen) == sorted(keys(small, limit=10))
    assert keys(small, offset=400, limit=10) == []


def test_spans_mark_the_matched_places(small: Index) -> None:
    hit = small.search(Query(text="电池")).hits[0]
    span = hit.spans[0]
    assert [span.text[start:end] for start, end in span.marks] == ["电池"]


def test_likeness_respects_the_date_and_leaves_the_record_itself_out(small: Index) -> None:
    found = small.similar("a folding solar panel", before=date(2020, 1, 1), leave_out="US.1000001.A1")
    assert [hit.key for hit in found.hits] == ["US.1000002.A1"]


@pytest.mark.parametrize(
    ("text", "code"), [("!!!", "nothing-to-search"), ("x" * 20_001, "too-long"), ("\x00\x07", "nothing-to-search")]
)
def test_queries_that_cannot_be_searched_say_so(small: Index, text: str, code: str) -> None:
    with pytest.raises(BadQuery) as caught:
        small.search(Query(text=text))
    assert caught.value.code == code


@settings(max_examples=60)
@given(st.text(max_size=80))
def test_no_query_breaks_the_engine(library: Path, text: str) -> None:
    index = open_index(library, "patents")
    try:
        found = index.search(Query(text=text, facets=("office",), histogram=True))
        assert found.total >= len(found.hits)
    except QuerySyntaxError as error:
        assert 0 <= error.position <= len(text)
    except BadQuery as error:
        assert error.code in {"too-long", "nothing-to-search"}


def test_readers_follow_commits_and_a_replaced_record_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("yizhan.ip.search.tantivy_index._FOLLOW_SECONDS", -1.0)
    writer = open_writer(tmp_path, "patents")
    writer.add(patent(1000001, ["solar"]))
    writer.commit()
    reader = open_index(tmp_path, "patents")
    assert writer.add(patent(1000001, ["lunar"])) == "replaced"
    assert reader.search(Query(text="lunar")).total == 0
    writer.commit()
    assert reader.search(Query(text="lunar")).total == 1
    assert reader.search(Query(text="solar")).total == 0
    writer.close()


def test_one_writer_at_a_time_and_a_missing_index_is_told(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match="ingest"):
        open_index(tmp_path, "patents")
    writer = open_writer(tmp_path, "patents")
    with pytest.raises(IndexBusy):
        open_writer(tmp_path, "patents")
    writer.close()
    open_writer(tmp_path, "patents").close()
