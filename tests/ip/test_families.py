"""Families by priority sets, one key for an application however it is written, and legal states with what says so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from yizhan.ip.records import LegalEvent, PartialDate, Patent, Priority, PublicationNumber, Relation, Text, application_key
from yizhan.ip.records.families import family_of, priority_set
from yizhan.ip.rules.legal_status import expires, meaning_of, status_on
from yizhan.ip.search import Query, open_index, open_writer


@pytest.mark.parametrize(
    ("forms", "key"),
    [
        ([("US", "13/797,521", "20130312", ""), ("US", "13797521", "20130312", ""), ("US", "79752113", "20130312", "A"), ("US", "US201313797521", "", "")], "US.2013.797521"),
        ([("US", "62/982,670", "20200227", ""), ("US", "62982670", "20200227", "P"), ("US", "98267020", "20200227", "P")], "US.2020.P982670"),
        ([("JP", "2007-290922", "20071108", ""), ("JP", "JP20070290922", "", ""), ("JP", "2007290922", "", "A")], "JP.2007.290922"),
        ([("JP", "9-290033", "19971022", "")], "JP.1997.290033"),
        ([("EP", "05255002.7", "20050811", ""), ("EP", "EP20050255002", "", ""), ("EP", "05255002", "", "A")], "EP.2005.255002"),
        ([("CN", "202110991218.8", "", ""), ("CN", "CN202110991218", "", "")], "CN.2021.10991218"),
        ([("KR", "10-2016-0063019", "20160523", ""), ("KR", "20160063019", "", "A")], "KR.2016.63019"),
        ([("WO", "PCT/NO98/00107", "", ""), ("NO", "9800107", "", "W"), ("WO", "WO1998NO00107", "", "")], "PCT.1998.NO107"),
        ([("DE", "400 02 946", "20000322", "")], "DE.40002946"),
    ],
)  # fmt: skip
def test_an_application_has_one_key_however_it_is_written(forms: list[tuple[str, str, str, str]], key: str) -> None:
    assert {application_key(office, number, date=PartialDate.parse(day), kind=kind) for office, number, day, kind in forms} == {
        key
    }


def patent(number: str, application: str, filed: str, **more: object) -> Patent:
    parsed = PublicationNumber.parse(number)
    return Patent(parsed, application_number=parsed.office + application, filing_date=PartialDate.parse(filed), **more)  # type: ignore[arg-type]


FIRST = patent("US7000001B2", "10100001", "20020318")
PRIORITY = (Priority("JP", "2007-290922", PartialDate.parse("20071108")),)


def test_publications_of_one_application_and_its_continuations_are_one_family() -> None:
    application = replace(FIRST, number=PublicationNumber.parse("US2003000001A1"))
    parent = Relation("continuation", "US", "10/100,001", PartialDate.parse("20020318"))
    continuation = patent("US8000001B2", "12500001", "20090701", relations=(parent,))
    part = patent("US8000002B2", "12500002", "20090701", relations=(replace(parent, kind="continuation-in-part"),))
    assert family_of(FIRST) == family_of(application) == family_of(continuation)
    assert family_of(part) != family_of(FIRST)  # new matter: an invention of its own


def test_the_same_priority_makes_a_family_across_offices() -> None:
    japanese = patent("JP2009100001A", "2007290922", "20071108")
    american = patent("US8936998B2", "12741916", "20081014", priorities=PRIORITY)
    european = patent("EP2000001A1", "08847001.6", "20081014", priorities=(Priority("JP", "JP20070290922", PRIORITY[0].date),))
    assert family_of(american) == family_of(european) == family_of(japanese)
    assert priority_set(american) == {"JP.2007.290922"}
    other = replace(european, priorities=(*european.priorities, Priority("JP", "2008-000001", PartialDate.parse("20080105"))))
    assert family_of(other) != family_of(european)


def test_a_document_of_which_no_application_is_known_is_alone_with_its_number() -> None:
    bare = Patent(PublicationNumber.parse("US7000001"))
    assert family_of(bare) == family_of(Patent(PublicationNumber.parse("US7000001B2")))
    assert family_of(bare) == "n-US7000001"


def test_results_fold_to_families_and_show_the_best_member(tmp_path: Path) -> None:
    writer = open_writer(tmp_path, "patents")
    texts = ["Solar panel", "Solar panel solar panel solar", "Wind wheel with a solar panel"]
    for place, text in enumerate(texts):
        number = PublicationNumber.parse(f"US700000{place + 1}B2")
        member = replace(FIRST, number=number, titles=(Text(text, "en"),))
        writer.add(replace(member, priorities=PRIORITY) if place < 2 else member)
    writer.commit()
    writer.close()
    index = open_index(tmp_path, "patents")
    flat, folded = index.search(Query(text="solar panel")), index.search(Query(text="solar panel", fold=True))
    assert (flat.total, flat.families) == (3, None)
    assert (folded.total, folded.families, folded.families_estimated) == (3, 2, False)
    assert [hit.others for hit in folded.hits if hit.key in {"US.7000001.B2", "US.7000002.B2"}] == [1]
    assert folded.hits[0].key == flat.hits[0].key
    second = index.search(Query(text="solar panel", fold=True, offset=1, limit=1))
    assert [hit.key for hit in second.hits] == [folded.hits[1].key]
    members = index.search(Query(filters={"family": (folded.hits[0].family,)}))
    assert members.total == folded.hits[0].others + 1


def event(code: str, day: str, country: str = "EP", text: str = "", office: str = "EP") -> LegalEvent:
    return LegalEvent(office, code, text, PartialDate.parse(day), country=country)


EUROPEAN = patent("EP2400812A1", "10167109", "20100624", publication_date=PartialDate.parse("20111228"))


def test_a_state_has_the_event_that_says_so_and_changes_with_the_day() -> None:
    granted = replace(
        EUROPEAN,
        events=(
            event("17P", "20120718"),
            event("GRAA", "20191127"),
            event("PG25", "20200701", "AT"),
            event("PGFP", "20210630", "DE"),
        ),
    )
    assert status_on(granted, date(2011, 1, 1)).state == "unknown"
    assert status_on(granted, date(2015, 1, 1)).state == "pending"
    alive = status_on(granted, date(2022, 1, 1))
    assert (alive.state, alive.event and alive.event.code, alive.since) == ("alive", "GRAA", date(2019, 11, 27))
    lapsed = status_on(granted, date(2022, 1, 1), country="AT")
    assert (lapsed.state, lapsed.reason) == ("ended", "lapsed")
    assert status_on(granted, date(2022, 1, 1), country="DE").state == "alive"


def test_what_the_whole_patent_loses_every_state_loses() -> None:
    revoked = replace(EUROPEAN, events=(event("GRAA", "20191127"), event("PGFP", "20200630", "DE"), event("27W", "20210101")))
    assert status_on(revoked, date(2022, 1, 1), country="DE").reason == "revoked"
    withdrawn = replace(
        EUROPEAN, events=(event("17P", "20120718"), event("STAA", "20150101", text="STATUS: THE APPLICATION HAS BEEN WITHDRAWN"))
    )
    assert status_on(withdrawn, date(2022, 1, 1)).reason == "withdrawn"


def test_the_term_ends_what_no_event_has_ended_and_names_its_rule() -> None:
    ended = status_on(EUROPEAN, date(2031, 1, 1))
    assert (ended.state, ended.reason, ended.since) == ("ended", "term", date(2030, 6, 24))
    assert ended.expiry
    assert ended.expiry.rule.id == "term-EP-invention"
    assert status_on(EUROPEAN, date(2030, 6, 24)).state == "unknown"


@pytest.mark.parametrize(
    ("number", "right", "filed", "published", "ends", "level"),
    [
        ("CN101000001B", "invention", "20070104", "20091202", "2027-01-04", "law"),
        ("CN201000001U", "utility-model", "20070104", "20080102", "2017-01-04", "law"),
        ("CN302000001S", "design", "20110104", "20110803", "2021-01-04", "law"),
        ("CN307000001S", "design", "20210602", "20211203", "2036-06-02", "law"),
        ("USD0909824S1", "design", "20190107", "20210209", "2036-02-09", "law"),
        ("US4123456A", "invention", "19760315", "19781031", "1995-10-31", "law"),
        ("WO2011012345A1", "invention", "20100724", "20110127", None, ""),
    ],
)
def test_terms_by_right_and_day_of_filing(
    number: str, right: str, filed: str, published: str, ends: str | None, level: str
) -> None:
    found = expires(patent(number, "1", filed, right=right, stage="grant", publication_date=PartialDate.parse(published)))
    assert (str(found.day) if found else None) == ends
    assert not found or found.rule.level == level


def test_an_unknown_code_changes_nothing() -> None:
    assert meaning_of(event("RIC1", "20190626")) == ("", "")
