"""Search and record pages: hits with spans and facets, filters, exports, nonsense in addresses, an index that is not there."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from yizhan.hub.library import indexes
from yizhan.ip.search import IndexMissing

pytestmark = pytest.mark.usefixtures("city", "library")


def page(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, response.content.decode()[:2000]
    return response.content.decode()


def test_hits_show_their_matches_and_facets_narrow_them(client: Client) -> None:
    text = page(client, "/en/search/?in=patents&q=solar+panel")
    assert "<mark>" in text
    assert "Folding solar panel assembly for a bicycle carrier" in text.replace("<mark>", "").replace("</mark>", "")
    narrowed = page(client, "/en/search/?in=patents&q=solar+panel&office=CN")
    assert "Folding solar panel" not in narrowed
    assert "China" in narrowed


def test_chinese_is_searched_and_shown_in_chinese(client: Client) -> None:
    text = page(client, "/zh-hans/search/?in=patents&q=石墨烯")
    assert "<mark>石墨烯</mark>" in text
    assert "国别或机构" in text


def test_nothing_found_claims_nothing(client: Client) -> None:
    text = page(client, "/en/search/?in=patents&q=xyzzyqwerty")
    assert "No hit in the searched scope" in text
    assert "prior art" not in text.lower().split("<main")[1].split("href")[0]


def test_the_number_of_a_record_opens_it(client: Client) -> None:
    response = client.get("/en/search/?in=patents&q=US+29,000,101+B2")
    assert response.status_code == 302
    assert response["Location"].endswith("/en/patents/US.29000101.B2/")
    assert client.get("/en/patents/US29000101/").status_code == 302


@pytest.mark.parametrize("query", ["q=" + "x" * 20_001, "q=!!!", "q=%00%07"])
def test_what_cannot_be_searched_gets_a_sentence(client: Client, query: str) -> None:
    assert "This cannot be searched" in page(client, f"/en/search/?{query}", 422)


def test_half_typed_dates_are_named_and_the_rest_is_searched(client: Client) -> None:
    text = page(client, "/en/search/?q=panel&from=20x&to=2021-06")
    assert "“20x” is no date" in text
    assert "records" in text
    assert "nothing can lie between" in page(client, "/en/search/?q=panel&from=2022&to=2020")


@pytest.mark.parametrize(
    "query", ["page=0", "page=-1", "page=99999", "page=abc", "sort=%27", "in=nowhere", "office=%F0%9F", "year=20x0", "class=;;;"]
)
def test_nonsense_in_an_address_is_survived(client: Client, query: str) -> None:
    page(client, f"/en/search/?q=panel&{query}")


def test_empty_and_ten_megabyte_queries(client: Client) -> None:
    page(client, "/en/search/?q=")
    response = client.get("/en/search/", {"q": "a" * 10_000_000})
    assert response.status_code == 422
    assert b"20,000" in response.content


def test_a_patent_page_shows_all_parts_and_leads_into_a_case(client: Client) -> None:
    text = page(client, "/en/patents/US.29000101.B2/")
    for part in (
        "Abstract",
        "claims",
        "Description",
        "Documents like this",
        "B62J7/04",
        "Lumen Trail Mobility LLC",
        "a clue, not a finding",
    ):
        assert part in text
    assert "/en/services/prior-art-search/ask/?record=US.29000101.B2&amp;scope=patents" in text
    assert client.get("/en/patents/US.1.B2/").status_code == 404


def test_a_mark_page_shows_sign_goods_and_status(client: Client) -> None:
    text = page(client, "/zh-hans/marks/CN.99000001/")
    for part in ("绿行", "第12类", "自行车", "已注册"):
        assert part in text
    assert client.get("/zh-hans/marks/CN.1/").status_code == 404


def test_the_csv_says_what_was_asked_and_defuses_formulas(client: Client) -> None:
    lines = client.get("/en/search.csv?in=patents&q=panel").content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Query,in=patents&q=panel")
    assert lines[4].startswith("Number,Title")
    assert len(lines) > 4
    assert client.get("/en/search.csv?q=!!!").status_code == 422


def test_home_counts_what_is_held(client: Client) -> None:
    text = page(client, "/en/")
    assert ">124<" in text
    assert ">205<" in text
    assert "1 + 2 + 4" in text


def test_before_anything_is_ingested_the_page_says_so(client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(indexes, "folder", lambda: tmp_path)
    with pytest.raises(IndexMissing):
        indexes.index("patents")
    assert "No records yet" in page(client, "/en/search/?q=panel")
    page(client, "/en/")
    page(client, "/en/patents/US.29000101.B2/", 404)


def test_a_damaged_index_stops_searching_and_nothing_else(
    client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    broken = tmp_path / "patents"
    broken.mkdir()
    (broken / "manifest.json").write_text("{", encoding="utf-8")
    monkeypatch.setattr(indexes, "folder", lambda: tmp_path)
    assert "being worked on" in page(client, "/en/search/?q=panel", 503)
    page(client, "/en/")
    page(client, "/en/services/")
