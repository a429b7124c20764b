"""Numbers in three written forms, and dates that stay as partial as they came."""

from __future__ import annotations

import contextlib
import dataclasses
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yizhan.ip.records import BadNumber, Claim, PartialDate, Patent, PublicationNumber, Text


@pytest.mark.parametrize(
    ("written", "docdb", "epodoc", "national"),
    [
        ("US 8,919,058 B2", "US.8919058.B2", "US8919058", "US 8,919,058 B2"),
        ("US-8919058-B2", "US.8919058.B2", "US8919058", "US 8,919,058 B2"),
        ("US 2013/0210636 A1", "US.2013210636.A1", "US2013210636", "US 2013/0210636 A1"),
        ("US2013210636A1", "US.2013210636.A1", "US2013210636", "US 2013/0210636 A1"),
        ("USD0909824S1", "US.D909824.S1", "USD909824", "US D909,824 S1"),
        ("USRE43756E1", "US.RE43756.E1", "USRE43756", "US RE43,756 E1"),
        ("CN 102889890 B", "CN.102889890.B", "CN102889890", "CN 102889890 B"),
        ("EP1234567A1", "EP.1234567.A1", "EP1234567", "EP 1234567 A1"),
    ],
)
def test_a_number_is_printed_in_every_form(written: str, docdb: str, epodoc: str, national: str) -> None:
    number = PublicationNumber.parse(written)
    assert (number.docdb, number.epodoc, number.national) == (docdb, epodoc, national)


@given(
    st.sampled_from(["US", "CN", "EP", "WO", "JP"]),
    st.integers(1, 999_999_999),
    st.sampled_from(["", "A", "A1", "B2", "U", "S1"]),
)
def test_each_printed_form_reads_back_as_the_same_number(office: str, serial: int, kind: str) -> None:
    digits = str(serial).zfill(7) if office == "EP" else str(serial)  # EP serials have seven digits in DOCDB
    number = PublicationNumber(office, digits, kind)
    for form in (number.docdb, number.national):
        assert PublicationNumber.parse(form) == number
    assert PublicationNumber.parse(number.epodoc) == PublicationNumber(office, digits)


@pytest.mark.parametrize("text", ["", "hello", "US", "12-34-56-78"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(BadNumber):
        PublicationNumber.parse(text)


@given(st.text(max_size=30))
def test_no_text_breaks_the_number_reader(text: str) -> None:
    with contextlib.suppress(BadNumber):
        assert PublicationNumber.parse(text).docdb


def test_partial_dates_stay_partial() -> None:
    month = PartialDate.parse("20200100")
    assert month == PartialDate(2020, 1)
    assert str(month) == "2020-01"
    assert not month.is_whole
    assert (month.earliest, month.latest) == (date(2020, 1, 1), date(2020, 1, 31))
    assert str(PartialDate.parse("2020")) == "2020"


@pytest.mark.parametrize("text", ["", None, "00000000", "20200231", "20201301", "20200015", "12345", "yesterday"])
def test_what_is_no_date_is_none_and_never_invented(text: str | None) -> None:
    assert PartialDate.parse(text) is None


@given(st.dates(min_value=date(1400, 1, 1), max_value=date(2999, 12, 31)))
def test_every_real_day_reads_back(day: date) -> None:
    for text in (day.strftime("%Y%m%d").rjust(8, "0"), day.isoformat()):
        found = PartialDate.parse(text)
        assert found is not None
        assert found.earliest == found.latest == day


def test_records_are_frozen_and_slotted() -> None:
    patent = Patent(PublicationNumber("US", "1", "B2"), titles=(Text("A thing", "en"),), claims=(Claim(1, "1. A thing."),))
    assert patent.title == "A thing"
    assert not hasattr(patent, "__dict__")
    with pytest.raises(dataclasses.FrozenInstanceError):
        patent.right = "design"  # type: ignore[misc]
