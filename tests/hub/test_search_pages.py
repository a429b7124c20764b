"""Search pages with the query language: mistakes, the form, families, legal states, citations, exports."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from django.http import QueryDict
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from yizhan.hub.library import advanced, indexes
from yizhan.ip.records import Citation, LegalEvent, PartialDate, Party, Patent, Priority, PublicationNumber, Text
from yizhan.ip.search import open_writer
from yizhan.ip.search.language import parse
from yizhan.ip.search.syntax import show

pytestmark = pytest.mark.usefixtures("city")


def page(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, response.content[:400]
    return str(response.content.decode())


@pytest.fixture
def family(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A European application with its grant and an American one; a stranger that cites, and one that is cited."""
    writer = open_writer(tmp_path / "index", "patents")
    cited = Patent(PublicationNumber.parse("US7000001B2"), stage="grant", titles=(Text("Older mesh", "en"),))
    first = Patent(
        PublicationNumber.parse("EP2400812A1"), stage="application", language="en", titles=(Text("Mesh network", "en"),),
        parties=(Party("=Mesh Oy", "applicant", True), Party("Jane Doe", "inventor")), application_number="EP10167109",
        filing_date=PartialDate(2010, 6, 24), publication_date=PartialDate(2011, 12, 28),
        priorities=(Priority("EP", "10167109", PartialDate(2010, 6, 24)),),
        citations=(
            Citation("US 7000001 B2", cited.number, "examiner", "X", "1-3", ("page 1",)),
            Citation("A book on meshes, 1990.", None, "applicant"),
        ),
        events=(LegalEvent("EP", "GRAA", "(EXPECTED) GRANT", PartialDate(2019, 11, 27), country="EP"), LegalEvent("EP", "PG25", "LAPSED", PartialDate(2020, 6, 30), country="AT")),
    )  # fmt: skip
    grant = replace(
        first,
        number=PublicationNumber.parse("EP2400812B1"),
        stage="grant",
        citations=(),
        events=(),
        publication_date=PartialDate(2019, 11, 27),
    )
    american = replace(
        grant,
        number=PublicationNumber.parse("US9648662B2"),
        application_number="US13167395",
        filing_date=PartialDate(2011, 6, 23),
        publication_date=PartialDate(2017, 5, 9),
    )
    stranger = Patent(
        PublicationNumber.parse("US9999999B2"), stage="grant", titles=(Text("Newer mesh network", "en"),), publication_date=PartialDate(2020, 1, 7),
        citations=(Citation("US 9648662 B2", american.number),),
    )  # fmt: skip
    for record in (cited, first, grant, american, stranger):
        writer.add(record)
    writer.commit()
    writer.close()
    monkeypatch.setattr(indexes, "folder", lambda: tmp_path / "index")


@pytest.mark.usefixtures("family")
def test_a_mistake_is_shown_at_its_place_with_a_suggestion_that_works(client: Client) -> None:
    text = page(client, "/en/search/?q=titel:mesh", 422)
    assert "There is no field “titel”." in text
    assert "<mark>titel</mark>:mesh" in text
    assert "?in=patents&amp;q=title%3Amesh" in text
    assert "没有“titel”这个字段。" in page(client, "/zh-hans/search/?q=titel:mesh", 422)


@pytest.mark.usefixtures("family")
def test_results_fold_to_families_and_open_them(client: Client) -> None:
    assert "1–4 of 4 records" in page(client, "/en/search/?q=mesh+network")
    text = page(client, "/en/search/?q=mesh+network&fold=1")
    assert "2 families" in text
    assert "and 2 more of the family" in text
    address = text.split('<a href="?in=patents&amp;q=family%3A')[1].split('"')[0]
    assert "1–3 of 3 records" in page(client, f"/en/search/?in=patents&q=family%3A{address}")


@pytest.mark.usefixtures("family")
def test_a_record_shows_its_states_with_what_says_so_and_its_family(client: Client) -> None:
    text = page(client, "/en/patents/EP.2400812.B1/")  # the events came with the application of the same number
    for part in (
        "Legal status",
        "Alive",
        "27 November 2019",
        "GRAA",
        "24 June 2030",
        "Art. 63",
        "In 1 state",
        "lapsed",
        "US 9,648,662 B2",
    ):
        assert part in text
    assert "1 held document cites this family." in text
    unknown = page(client, "/zh-hans/patents/US.9999999.B2/")
    assert "公布之后没有收录登记事件" in unknown


@pytest.mark.usefixtures("family")
def test_citations_are_counted_over_the_family_in_both_directions(client: Client) -> None:
    text = page(client, "/en/patents/US.9648662.B2/citations/")
    for part in (
        "2 cited documents",
        "Older mesh",
        "page 1",
        "claims 1-3",
        "A book on meshes",
        "1 held document cites this family",
        "Newer mesh network",
    ):
        assert part in text
    assert text.split('class="citations"')[1].split("</svg>")[0].count("<rect") == 3
    assert "No held document cites it" in page(client, "/en/patents/US.9999999.B2/citations/")
    assert client.get("/en/patents/US.1.B2/citations/").status_code == 404


@pytest.mark.usefixtures("family")
def test_exports_hold_what_the_list_shows_with_its_query(client: Client) -> None:
    query = "q=mesh+network&sort=oldest"
    rows = list(csv.reader(io.StringIO(client.get(f"/en/search.csv?{query}").content.decode("utf-8-sig"))))
    assert rows[0] == ["Query", query]
    numbers = [row[0] for row in rows[5:]]
    assert numbers == ["EP 2400812 A1", "US 9,648,662 B2", "EP 2400812 B1", "US 9,999,999 B2"]
    loaded = json.loads(client.get(f"/en/search.json?{query}").content)
    assert [hit["number"] for hit in loaded["hits"]] == numbers
    assert loaded["index"]["records"] == 5
    book = zipfile.ZipFile(io.BytesIO(client.get(f"/en/search.xlsx?{query}").content))
    shared, sheet = book.read("xl/sharedStrings.xml").decode(), book.read("xl/worksheets/sheet1.xml").decode()
    assert "=Mesh Oy" in shared
    assert "<f>" not in sheet  # a cell that looks like a formula stays a string
    assert {part.split('"')[0] for part in sheet.split(' t="')[1:]} == {"s"}
    assert client.get(f"/en/search.bib?{query}").content.decode().count("@patent{") == 4
    assert client.get(f"/en/search.ris?{query}").content.decode().count("TY  - PAT") == 4
    assert client.get(f"/en/search.exe?{query}").status_code == 404
    assert client.get("/en/search.json?q=titel:x").status_code == 422


@pytest.mark.usefixtures("family")
def test_the_form_makes_a_query_and_shows_one(client: Client) -> None:
    filled = "in=patents&field=title&mode=all&words=mesh+network&field=applicant&mode=any&words=mesh+oy&field=&mode=none&words=bicycle&published_from=2011&published_to=2020"
    response = client.get(f"/en/search/form/?{filled}")
    assert response.status_code == 302
    text = QueryDict(response["Location"].split("?")[1])["q"]
    assert text == "title:(mesh AND network) AND applicant:(mesh OR oy) AND NOT bicycle AND published:[2011 TO 2020]"
    assert "1–3 of 3 records" in page(client, response["Location"])
    back = page(client, f"/en/search/form/?q={text}")
    assert 'value="mesh network"' in back
    assert 'value="mesh oy"' in back
    assert 'value="2011"' in back
    assert "says more than the form can show" in page(client, "/en/search/form/?q=a1+OR+(b1+AND+c1)")


@pytest.mark.usefixtures("library")
def test_a_long_facet_shows_eight_values_and_the_rest_when_asked(client: Client) -> None:
    text = page(client, "/en/search/?in=patents&q=")
    part = text.split('id="facet-applicant"')[1].split("</details>")[0]
    assert part.count("<li>") == 8
    link = part.split('<p class="more"><a href="')[1].split('"')[0].replace("&amp;", "&")
    whole = page(client, f"/en/search/{link}").split('id="facet-applicant"')[1].split("</details>")[0]
    assert whole.count("<li>") > 8
    assert "Show fewer" in whole


rows = st.builds(
    advanced.Row, st.sampled_from(("", "title", "claims", "applicant")), st.sampled_from(advanced.MODES),
    st.lists(st.sampled_from(["mesh", "solar", "电池", "H2O", "x-ray"]), min_size=1, max_size=3, unique=True).map(" ".join),
)  # fmt: skip


@given(st.lists(rows, min_size=1, max_size=4))
def test_form_and_text_say_the_same(given_rows: list[advanced.Row]) -> None:
    text = advanced.text_of(advanced.Form(tuple(given_rows), {}))
    shown = advanced.form_of(text)
    assert not shown.beyond
    again = advanced.text_of(shown)
    if " AND " in text or ":" in text or "OR" in text or '"' in text or "NOT" in text:
        assert show(parse(again)) == show(parse(text))
    else:
        assert again == text
