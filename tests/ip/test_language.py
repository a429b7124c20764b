"""The query language: what is written is what is meant, and a mistake is shown at its place."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yizhan.ip.records import Citation, Claim, Classification, PartialDate, Party, Patent, PublicationNumber, Section, Text
from yizhan.ip.search import BadQuery, Index, Query, open_index, open_writer
from yizhan.ip.search.language import QuerySyntaxError, is_structured, parse
from yizhan.ip.search.syntax import SYMBOL_FIELDS, TEXT_FIELDS, And, Boost, Near, Node, Not, Or, Phrase, Range, Word, show


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("battery AND (anode OR cathode)", "battery AND (anode OR cathode)"),
        ("a1 b1 OR c1", "(a1 AND b1) OR c1"),
        ('title:"solid state" cpc:H01M10/* NOT electrolyte', 'title:"solid state" AND cpc:H01M10/* AND (NOT electrolyte)'),
        ("filed:[2015 TO 2020-06] published:>=2018", "filed:[2015 TO 2020-06] AND published:[2018-01-01 TO *]"),
        ("电池 NEAR/5 隔膜", "电池 NEAR/5 隔膜"),
        ("申请人：华为 标题:(石墨烯 OR 碳纳米管)", "applicant:华为 AND (title:石墨烯 OR title:碳纳米管)"),
        ("batter~ ADJ/3 x", None),
        ("solid ADJ/3 state^2", "(solid ADJ/3 state)^2"),
        ("kind:B2 -lithium", "kind:B2 AND (NOT lithium)"),
        ('cpc:"H01M 10/05"', "cpc:H01M10/05"),
        ("lang:zh AND status:alive", "lang:zh AND status:alive"),
        ("granted:<2010", "granted:[* TO 2009-12-31]"),
        ("“固态电池” AND 国家:CN", '"固态电池" AND country:CN'),
        ("公开日:[2019 至 2020]", "published:[2019 TO 2020]"),
    ],
)
def test_a_query_means(text: str, meant: str | None) -> None:
    if meant is None:
        with pytest.raises(QuerySyntaxError):
            parse(text)
        return
    assert show(parse(text)) == meant


@pytest.mark.parametrize(
    ("text", "code", "position", "length", "suggestion"),
    [
        ("titel:battery", "unknown-field", 0, 5, "title:battery"),
        ("(battery OR cell", "unclosed-parenthesis", 0, 1, "(battery OR cell)"),
        ("battery) OR cell", "unexpected-parenthesis", 7, 1, "battery OR cell"),
        ('title:"solid state', "unclosed-quote", 6, 1, 'title:"solid state"'),
        ("battery AND", "missing-operand", 8, 3, "battery"),
        ("battery OR OR cell", "missing-operand", 11, 2, "battery OR  cell"),
        ("filed:2015-13", "bad-date", 6, 7, ""),
        ("filed:[2020 TO 2015]", "bad-range", 6, 14, "filed:[2015 TO 2020]"),
        ("filed:[2020]", "bad-range", 6, 6, "filed:[2015 TO 2020-06]"),
        ("solid NEAR/99 state", "bad-distance", 6, 7, "solid NEAR/20 state"),
        ("solid NEAR/3 (state OR phase)", "near-words-only", 6, 6, ""),
        ("title:b*", "wildcard-too-short", 6, 2, ""),
    ],
)
def test_a_mistake_is_shown_at_its_place_with_what_was_probably_meant(
    text: str, code: str, position: int, length: int, suggestion: str
) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        parse(text)
    error = caught.value
    assert (error.code, error.position, error.length, error.suggestion) == (code, position, length, suggestion)
    if suggestion and code != "unexpected-parenthesis":
        parse(suggestion)


@pytest.mark.parametrize(
    ("text", "structured"),
    [
        ("folding solar panel", False),
        ("1. A device (100) comprising: a wheel (102); and what? a brake [optional]", False),
        ("research and development", False),
        ("LED lamp in: box", False),
        ("battery AND cell", True),
        ("title:battery", True),
        ("titel:battery", True),
        ("batter*", True),
        ("标题:电池", True),
        ("colour~1", True),
    ],
)
def test_pasted_text_is_no_query(text: str, structured: bool) -> None:
    assert is_structured(text) is structured


word_texts = st.sampled_from(["battery", "cell", "电池", "石墨烯", "H2O", "ice-cream"])
words = st.builds(Word, word_texts, st.sampled_from(["", *TEXT_FIELDS]), st.sampled_from([0, 0, 1, 2]))
plain_words = st.builds(Word, word_texts, st.just("title"))
phrases = st.builds(Phrase, st.sampled_from(["solid state", "固态电池", "a b c"]), st.sampled_from(["", *TEXT_FIELDS]))
symbols = st.builds(Word, st.sampled_from(["H01M10/0525", "H01M10/*", "12-11", "9"]), st.sampled_from(SYMBOL_FIELDS))
ranges = st.sampled_from(
    [
        Range("filed", date(2015, 1, 1), date(2020, 6, 30), "[2015 TO 2020-06]"),
        Range("published", None, date(2019, 12, 31), "[* TO 2019]"),
    ]
)
nears = st.builds(Near, plain_words, plain_words, st.integers(1, 20), st.booleans())
leaves = st.one_of(words, phrases, symbols, ranges, nears)


def _flat(kind: type[And] | type[Or], operands: list[Node]) -> Node:
    inner = [part for operand in operands for part in (operand.operands if isinstance(operand, kind) else (operand,))]
    return kind(tuple(inner))


trees: st.SearchStrategy[Node] = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(lambda operands: _flat(And, operands)),
        st.lists(inner, min_size=2, max_size=3).map(lambda operands: _flat(Or, operands)),
        inner.filter(lambda node: not isinstance(node, Not)).map(Not),
        inner.filter(lambda node: not isinstance(node, Boost)).map(lambda node: Boost(node, 2.0)),
    ),
    max_leaves=6,
)


@settings(max_examples=200)
@given(trees)
def test_a_printed_query_reads_back_as_itself(tree: Node) -> None:
    assert parse(show(tree)) == tree


@settings(max_examples=300)
@given(st.text(alphabet=' ()[]"“”:~^*?/-ANDORTtitle电池2015', max_size=40))
def test_no_text_breaks_the_parser(text: str) -> None:
    try:
        parse(text)
    except QuerySyntaxError as error:
        assert 0 <= error.position <= len(text)
        assert error.length >= 1
    except BadQuery as error:
        assert error.code == "nothing-to-search"


def document(number: int, title: str, abstract: str = "", **more: object) -> Patent:
    values: dict[str, object] = {
        "titles": (Text(title, "en"),), "abstracts": (Text(abstract, "en"),) if abstract else (), "language": "en", "stage": "grant",
        "publication_date": PartialDate(2020, 5, 1), "filing_date": PartialDate(2018, 2, 3),
    }  # fmt: skip
    return Patent(PublicationNumber("US", str(number), "B2"), **{**values, **more})  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Index:
    folder = tmp_path_factory.mktemp("language")
    writer = open_writer(folder, "patents")
    cited = PublicationNumber.parse("US1000002B2")
    for record in (
        document(
            1000001, "Solid electrolyte battery", "A cell with a separator between anode and cathode.",
            parties=(Party("Alpha Cells Ltd", "applicant", True), Party("Jane Doe", "inventor"), Party("Law Firm LLP", "agent", True)),
            classifications=(Classification("cpc", "H01M10/0525"), Classification("ipc", "H01M10/05")),
        ),
        document(
            1000002, "Battery with liquid electrolyte", "State of charge is measured in the solid phase.",
            claims=(Claim(1, "1. A battery with a valve."),), description=(Section("", ("A gasket seals the housing.",)),),
            parties=(Party("Beta Corp", "applicant", True),), classifications=(Classification("cpc", "H01M50/30"),),
        ),
        document(
            1000003, "固态电池及其隔膜", "一种固态锂离子电池，包括正极和陶瓷隔膜。", language="zh", stage="application",
            citations=(Citation("US 1000002 B2", cited),), publication_date=PartialDate(2021, 3), filing_date=PartialDate(2019, 7, 8),
            classifications=(Classification("ipc", "H01M50/40"),),
        ),
        document(1000004, "Bicycle frame", right="design", classifications=(Classification("locarno", "12-11"),)),
    ):  # fmt: skip
        writer.add(record)
    writer.commit()
    writer.close()
    return open_index(folder, "patents")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("battery AND electrolyte", [1, 2]),
        ("battery AND NOT liquid", [1]),
        ("battery OR bicycle", [1, 2, 4]),
        ("NOT battery", [3, 4]),
        ("title:solid", [1]),
        ("abstract:solid", [2]),
        ("claims:valve", [2]),
        ("description:gasket", [2]),
        ("applicant:alpha", [1]),
        ("inventor:doe", [1]),
        ('agent:"law firm"', [1]),
        ("cpc:H01M10/*", [1]),
        ("cpc:H01M", [1, 2]),
        ("cpc:H01M10/05*", [1]),
        ("ipc:H01M50/40", [3]),
        ("locarno:12", [4]),
        ("locarno:12-11", [4]),
        ("number:US1000002", [2]),
        ("number:us-1000002-b2", [2]),
        ("country:us AND kind:b2 AND bicycle", [4]),
        ("right:design", [4]),
        ("stage:application", [3]),
        ("lang:zh", [3]),
        ("filed:[2019 TO 2019-12]", [3]),
        ("published:>=2021", [3]),
        ("published:2021-03", [3]),
        ("granted:2020", [1, 2, 4]),
        ("batter*", [1, 2]),
        ("bicicle~1", [4]),
        ("solid ADJ/1 electrolyte", [1]),
        ("solid ADJ/2 battery", [1]),
        ("battery ADJ/2 solid", []),
        ("battery NEAR/2 solid", [1]),
        ("anode NEAR/1 cathode", []),
        ("anode NEAR/2 cathode", [1]),
        ('"固态锂离子"', [3]),
        ('"固态离子"', []),
        ("正极 NEAR/4 隔膜", [3]),
        ("cites:US1000002", [3]),
        ("(solid OR 固态) AND NOT (liquid OR cathode)", [3]),
        ("vienna:27", []),
    ],
)
def test_what_a_query_finds(shelf: Index, text: str, expected: list[int]) -> None:
    found = shelf.search(Query(text=text, limit=20))
    assert sorted(int(hit.key.split(".")[1]) - 1000000 for hit in found.hits) == expected
    assert found.total == len(expected)


def test_a_boost_changes_the_order_and_nothing_else(shelf: Index) -> None:
    plain = [hit.key for hit in shelf.search(Query(text="bicycle OR electrolyte^9")).hits]
    turned = [hit.key for hit in shelf.search(Query(text="bicycle^9 OR electrolyte")).hits]
    assert sorted(plain) == sorted(turned)
    assert turned[0] == "US.1000004.B2"
    assert plain[-1] == "US.1000004.B2"


def test_the_query_is_shown_as_it_was_understood(shelf: Index) -> None:
    assert shelf.search(Query(text="标题：电池 国家:US")).understood == "title:电池 AND country:US"


def test_states_depend_on_the_day(shelf: Index) -> None:
    before = shelf.search(Query(text="status:unknown", on=date(2030, 1, 1), facets=("status",)))
    after = shelf.search(Query(text="status:ended", on=date(2040, 1, 1), facets=("status",)))
    assert {b.value: b.count for b in before.facets["status"]} == {"unknown": 4}
    # Filed 2018-02-03 and 2019-07-08: twenty years later the term is over; the design's fifteen run from its grant in 2020.
    assert {hit.key for hit in after.hits} == {f"US.{n}.B2" for n in (1000001, 1000002, 1000003, 1000004)}
