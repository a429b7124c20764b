"""The measures of retrieval by hand-counted examples, and the loaders of supplied sets on small files of their layout."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from benchmarks.relevance import external, metrics
from benchmarks.relevance.__main__ import like
from benchmarks.relevance.us_years import day_of

from yizhan.ip.records import PublicationNumber

FOUND, RELEVANT = ["a", "b", "c", "d"], {"b": 1, "d": 1, "x": 1}


def test_measures_count_as_defined() -> None:
    assert metrics.recall(FOUND, RELEVANT, 2) == pytest.approx(1 / 3)
    assert metrics.reciprocal_rank(FOUND, RELEVANT) == 0.5
    assert metrics.average_precision(FOUND, RELEVANT) == pytest.approx((1 / 2 + 2 / 4) / 3)
    assert metrics.ndcg(["b", "d", "x"], RELEVANT, 3) == 1.0
    assert metrics.ndcg(FOUND, RELEVANT, 4) == pytest.approx((1 / 1.58496 + 1 / 2.32193) / (1 + 1 / 1.58496 + 1 / 2), rel=1e-3)
    # Ranks 2, 4 and, not found within 10, 11: mean 17/3; the best mean is 2.
    assert metrics.pres(FOUND, RELEVANT, 10) == pytest.approx(1 - (17 / 3 - 2) / 10)


def test_intervals_are_seeded_and_paired() -> None:
    ours, theirs = [1.0, 1.0, 0.0, 1.0] * 10, [0.0, 1.0, 0.0, 1.0] * 10
    assert metrics.difference(ours, theirs) == metrics.difference(ours, theirs)
    by, low, high = metrics.difference(ours, theirs)
    assert (by, low > 0, high < 0.5) == (0.25, True, True)
    assert metrics.difference(ours, ours) == (0.0, 0.0, 0.0)


def test_halves_never_change() -> None:
    assert [metrics.half(name) for name in ("US10002248", "US10030027")] == [
        metrics.half(n) for n in ("US10002248", "US10030027")
    ]
    assert {metrics.half(str(n)) for n in range(50)} == {"development", "test"}


@pytest.mark.parametrize(
    ("number", "year"), [("US3930271", 1976), ("US8925112", 2015), ("US2013210636", 2013), ("US9226436", 2015)]
)
def test_a_number_tells_its_year(number: str, year: int) -> None:
    day = day_of(PublicationNumber.parse(number))
    assert day is not None
    assert day.year == year


def test_a_supplied_set_in_beir_layout_is_measured_with_in_and_out(tmp_path: Path) -> None:
    rows = [
        {"_id": "d1", "title": "Solar panel", "text": "A folding solar panel.", "ipc": "H02S30/20"},
        {"_id": "d2", "title": "Bicycle", "text": "A bicycle with a chain.", "ipc": "B62M9/00"},
        {"_id": "d3", "title": "Battery", "text": "A lithium battery cell.", "ipc": "H01M10/05"},
        {"_id": "d4", "title": "Chain saw", "text": "A saw with a chain drive.", "ipc": "B27B17/00"},
    ]
    (tmp_path / "corpus.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    query = {"_id": "q1", "title": "Chain", "text": "A bicycle chain drive.", "ipc": "B62M6/00"}
    (tmp_path / "queries.jsonl").write_text(json.dumps(query), encoding="utf-8")
    (tmp_path / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\nq1\td2\t1\nq1\td4\t1\n", encoding="utf-8")
    lines = external.measure(tmp_path, tmp_path / "index", like)
    assert [line.split("|")[1].strip() for line in lines[4:]] == [tmp_path.name, f"{tmp_path.name} IN", f"{tmp_path.name} OUT"]
    assert "1.000 (1.000–1.000)" in lines[4]


def test_clef_ip_folds_documents_to_patents(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "topics").mkdir()
    text = '<patent-document ucid="{}"><invention-title lang="EN">{}</invention-title><abstract lang="EN"><p>{}</p></abstract></patent-document>'
    for ucid, words in (("EP-0000001-A1", "solar panel"), ("EP-0000001-B1", "solar panel"), ("EP-0000002-A1", "lithium battery")):
        (tmp_path / "corpus" / f"{ucid}.xml").write_text(text.format(ucid, words, words), encoding="utf-8")
    (tmp_path / "topics" / "t1.xml").write_text(text.format("EP-9", "panel", "a panel for solar light"), encoding="utf-8")
    (tmp_path / "topics.xml").write_text("<topics><topic><num>PAC-1</num><file>t1.xml</file></topic></topics>", encoding="utf-8")
    (tmp_path / "qrels.txt").write_text("PAC-1 0 EP-0000001-A1 1\n", encoding="utf-8")
    lines = external.measure(tmp_path, tmp_path / "index", like)
    assert lines[0].startswith("## (d) CLEF-IP: 1 queries, 3 documents")
    assert lines[4].count("1.000 (1.000–1.000)") >= 4


def test_a_folder_of_neither_layout_says_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"corpus\.jsonl"):
        external.load(tmp_path)
