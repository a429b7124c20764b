"""Prior-art search from a description: date-valid, without one's own family, element by element; files read and not kept."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from yizhan.hub.common.models import StoredFile
from yizhan.hub.library import indexes
from yizhan.ip.records import Claim, Classification, PartialDate, Patent, PublicationNumber, Section, Text
from yizhan.ip.search import open_index, open_writer
from yizhan.ip.search.passages import MOST_ELEMENTS, elements_of, nearest

pytestmark = pytest.mark.usefixtures("city")
ADDRESS = "/en/search/prior-art/"
CLAIM = "1. A lamp comprising: a hinge that locks at 45 degrees; a battery below the foot; wherein the shade is made of felt."


def lamp(number: str, title: str, year: int, **more: object) -> Patent:
    base = Patent(
        PublicationNumber.parse(number), stage="grant", language="en", titles=(Text(title, "en"),),
        classifications=(Classification("cpc", "F21V21/26"),), publication_date=PartialDate(year, 5, 4),
        claims=(Claim(1, "1. A lamp with a locking hinge at 45 degrees."),),
        description=(Section("", ("The battery sits below the foot of the lamp.", "Lamps are sold in shops.")),),
    )  # fmt: skip
    return replace(base, **more)  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    writer = open_writer(tmp_path / "index", "patents")
    for record in (
        lamp("US7000001B2", "Folding lamp with hinge and battery", 2006),
        lamp("US9000001B2", "Folding lamp, hinge, battery, felt shade", 2015),
        lamp(
            "US7000003B2", "Bicycle chain", 2006, claims=(), description=(), classifications=(Classification("cpc", "B62M9/00"),)
        ),
    ):
        writer.add(record)
    writer.commit()
    writer.close()
    monkeypatch.setattr(indexes, "folder", lambda: tmp_path / "index")
    return tmp_path / "index"


def ask(client: Client, status: int = 200, **fields: object) -> str:
    response = client.post(ADDRESS, fields)
    assert response.status_code == status, response.content[:300]
    return str(response.content.decode())


def test_a_description_finds_documents_with_the_passage_for_each_element(client: Client) -> None:
    text = ask(client, text=CLAIM)
    for part in (
        "US 9,000,001 B2",
        "US 7,000,001 B2",
        "Element by element",
        "The battery sits below the foot",
        "F21V",
        "a clue, not a finding",
    ):
        assert part in text


def test_only_what_was_published_before_counts_and_ones_own_family_is_left_out(client: Client) -> None:
    before = ask(client, text=CLAIM, before="2010")
    assert "US 7,000,001 B2" in before
    assert "US 9,000,001 B2" not in before
    without = ask(client, text=CLAIM, own="US 7,000,001")
    assert "US 9,000,001 B2" in without
    assert "/en/patents/US.7000001.B2/" not in without
    assert "is no date" in ask(client, 422, text=CLAIM, before="soon")
    assert "nothing to search for" in ask(client, 422, text="...")


def word(text: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        archive.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{space}"><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>',
        )
    return buffer.getvalue()


def pdf(text: str) -> bytes:
    """A PDF of one page, by hand."""
    stream = f"BT /F1 12 Tf 72 700 Td ({text}) Tj ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return body + table + b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(body)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("idea.docx", word("A folding lamp with a hinge")),
        ("idea.pdf", pdf("A folding lamp with a hinge")),
        ("idea.txt", b"A folding lamp with a hinge"),
    ],
)
def test_a_file_is_read_and_nothing_of_it_is_kept(client: Client, name: str, content: bytes) -> None:
    text = ask(client, file=SimpleUploadedFile(name, content))
    assert "A folding lamp with a hinge" in text
    assert "US 7,000,001 B2" in text
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("idea.exe", b"MZ", "only PDF, Word (DOCX) and text files"),
        ("idea.pdf", pdf(""), "perhaps it is a scan"),
        ("idea.pdf", b"%PDF-1.4 broken", "damaged"),
        ("idea.txt", b"", "empty"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(client: Client, name: str, content: bytes, sentence: str) -> None:
    assert sentence in ask(client, 422, file=SimpleUploadedFile(name, content))


def test_elements_of_claims_and_descriptions() -> None:
    assert (
        elements_of(CLAIM)
        == ("A lamp", "a hinge that locks at 45 degrees", "a battery below the foot", "the shade is made of felt.")[1:]
    )
    assert (
        elements_of("一种灯，其特征在于，包括：锁定在45度的铰链；位于底座下的电池。")
        == ("一种灯", "锁定在45度的铰链", "位于底座下的电池。")[1:]
    )
    assert elements_of("Lamps fold. They also stand on a foot.") == ("They also stand on a foot.",)


@given(st.text(max_size=400))
def test_any_text_has_elements_and_few_of_them(text: str) -> None:
    found = elements_of(text)
    assert len(found) <= MOST_ELEMENTS
    assert bool(found) == bool(text.strip())


def test_the_nearest_passage_is_weighed_by_rare_words(held: Path) -> None:
    index = open_index(held, "patents")
    record = index.get("US.7000001.B2")
    assert isinstance(record, Patent)
    hinge, battery, felt = nearest(
        record, ("a hinge that locks at 45 degrees", "a battery below the foot", "made of felt"), index.terms
    )
    assert hinge
    assert hinge.field == "claims"
    assert battery
    assert battery.text == "The battery sits below the foot of the lamp."
    assert battery.share == 1.0
    assert felt is None
