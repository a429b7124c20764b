"""Uploads: judged by content, refused with a sentence, stored whole or not at all."""

from __future__ import annotations

import errno
import io
import struct
import zipfile
import zlib
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tests.support import make
from yizhan.hub.common import files
from yizhan.hub.common.models import StoredFile
from yizhan.hub.common.refusals import BadInput, Busy

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def picture(size: tuple[int, int] = (40, 30)) -> bytes:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "A camera that knows where you were"
    Image.new("RGB", size, "teal").save(out, "JPEG", exif=exif)
    return out.getvalue()


def huge_png(width: int, height: int) -> bytes:
    """A PNG that claims to be enormous and is a few bytes long."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\x00" * 100)) + chunk(b"IEND", b"")


def store(name: str, content: bytes) -> StoredFile:
    return files.store(upload=SimpleUploadedFile(name, content), owner="test:1", by=None, at=make.NOON)


@pytest.mark.django_db
def test_a_good_file_is_kept_under_a_random_name_and_comes_back_as_a_download() -> None:
    stored = store("说明书.pdf", PDF)
    assert stored.name == "说明书.pdf"
    assert stored.name not in stored.path
    response = files.as_download(stored)
    assert b"".join(response.streaming_content) == PDF  # type: ignore[arg-type]
    make.close_files(response)
    assert response["Content-Disposition"].startswith("attachment")
    assert "sandbox" in response["Content-Security-Policy"]
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_a_picture_loses_what_the_camera_wrote_into_it() -> None:
    stored = store("p.jpg", picture())
    with files.open_file(stored) as handle, Image.open(handle) as image:
        assert image.size == (40, 30)
        assert not image.getexif()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("empty.pdf", b"", "empty"),
        ("lies.pdf", b"MZ" + b"\x00" * 200, "not what its name says"),
        ("lies.png", PDF, "not what its name says"),
        ("run.exe", b"MZ\x00", "cannot be taken"),
        ("noending", PDF, "cannot be taken"),
        ("broken.docx", b"PK\x03\x04" + b"\x00" * 60, "“broken.docx”"),
        ("big.png", huge_png(20_000, 20_000), "40 million pixels"),
        ("cut.jpg", picture()[:200], "damaged"),
    ],
)
def test_bad_files_are_refused_with_a_sentence(name: str, content: bytes, word: str) -> None:
    with pytest.raises(BadInput) as caught:
        store(name, content)
    assert word in str(caught.value.sentence)
    assert not StoredFile.objects.exists()


@pytest.mark.django_db
def test_an_office_file_that_unpacks_to_far_too_much_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b" " * 60_000_000)
    with pytest.raises(BadInput):
        store("bomb.docx", out.getvalue())


@pytest.mark.django_db
def test_a_file_over_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "YIZHAN_MAX_UPLOAD", 1_000_000)
    with pytest.raises(BadInput, match="BadInput"):
        store("big.pdf", PDF + b"x" * 1_000_001)


@pytest.mark.django_db
def test_a_full_disk_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("yizhan.hub.common.files.os.fsync", full)
    with pytest.raises(Busy):
        store("a.pdf", PDF)
    assert not StoredFile.objects.exists()
    assert not list((Path(settings.YIZHAN_HOME) / "files").rglob("*.part"))


@given(st.text(max_size=200))
def test_every_name_becomes_a_harmless_one(name: str) -> None:
    clean = files.clean_name(name)
    assert clean
    assert len(clean) <= 120
    assert "/" not in clean
    assert "\\" not in clean
    assert all(ord(character) >= 32 for character in clean)
