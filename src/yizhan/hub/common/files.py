"""Uploaded files: checked by content, limited in size, private, stored whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import io
import os
import re
import unicodedata
import uuid
import warnings
import zipfile
from datetime import datetime
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, BinaryIO

import magic
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import FileResponse
from django.utils.translation import gettext as _
from PIL import Image

from yizhan.hub.common.models import StoredFile
from yizhan.hub.common.refusals import BadInput, Busy

if TYPE_CHECKING:
    from yizhan.hub.accounts.models import User

_OFFICE = "application/vnd.openxmlformats-officedocument"
# What the content must be for each ending: the two must agree.
ACCEPTED: dict[str, tuple[str, ...]] = {
    ".pdf": ("application/pdf",),
    ".png": ("image/png",),
    ".jpg": ("image/jpeg",),
    ".jpeg": ("image/jpeg",),
    ".webp": ("image/webp",),
    ".docx": (f"{_OFFICE}.wordprocessingml.document", "application/zip"),
    ".xlsx": (f"{_OFFICE}.spreadsheetml.sheet", "application/zip"),
    ".txt": ("text/plain",),
}
_IMAGES = {"image/png": "PNG", "image/jpeg": "JPEG", "image/webp": "WEBP"}
_MOST_PIXELS = 40_000_000
_MOST_UNPACKED = 200_000_000
_MOST_RATIO = 120
_NAME_LENGTH = 120


def store(*, upload: UploadedFile[Any], owner: str, by: User | None, at: datetime) -> StoredFile:
    """Checks and keeps an upload.

    Raises:
        BadInput: it is refused; the sentence says why. Busy: the disk is full, nothing of it is left.
    """
    name = clean_name(upload.name or "")
    size = upload.size or 0
    if size == 0:
        raise BadInput(_("“%(name)s” is empty.") % {"name": name})
    if size > settings.YIZHAN_MAX_UPLOAD:
        limit = settings.YIZHAN_MAX_UPLOAD // 1_000_000
        raise BadInput(_("“%(name)s” is larger than %(limit)s MB.") % {"name": name, "limit": limit})
    content = upload.read()
    media_type = checked_type(name, content)
    if media_type in _IMAGES:
        content = _redrawn(name, content, _IMAGES[media_type])
    public_id = uuid.uuid4()
    path = f"{public_id.hex[:2]}/{public_id.hex}"
    _write(Path(settings.YIZHAN_HOME) / "files" / path, content)
    return StoredFile.objects.create(
        public_id=public_id, owner=owner, name=name, media_type=media_type, size=len(content),
        sha256=hashlib.sha256(content).hexdigest(), path=path, uploaded_at=at, uploaded_by=by,
    )  # fmt: skip


def clean_name(name: str) -> str:
    """The name without folders, control and direction characters, at most 120 characters with its ending kept."""
    bare = PurePath(name.replace("\\", "/")).name
    bare = "".join(c for c in unicodedata.normalize("NFC", bare) if unicodedata.category(c)[0] != "C")
    bare = re.sub(r"\s+", " ", bare).strip(" .") or "file"
    stem, dot, ending = bare.rpartition(".")
    return f"{stem[: _NAME_LENGTH - len(ending) - 1]}.{ending}" if dot and len(ending) < 10 else bare[:_NAME_LENGTH]


def checked_type(name: str, content: bytes) -> str:
    ending = PurePath(name).suffix.lower()
    expected = ACCEPTED.get(ending)
    if expected is None:
        kinds = "PDF, DOCX, XLSX, PNG, JPG, WEBP, TXT"
        raise BadInput(_("“%(name)s” cannot be taken. Files of these kinds can: %(kinds)s.") % {"name": name, "kinds": kinds})
    found = magic.from_buffer(content[:65536], mime=True)
    if found not in expected:
        sentence = _("“%(name)s” is not what its name says: its content is %(found)s. Save it again in the right format.")
        raise BadInput(sentence % {"name": name, "found": found})
    if ending in {".docx", ".xlsx"}:
        _check_office(name, content)
    return expected[0]


def _check_office(name: str, content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
    except zipfile.BadZipFile as error:
        raise BadInput(_("“%(name)s” is damaged and cannot be opened.") % {"name": name}) from error
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > _MOST_UNPACKED or unpacked > max(10_000_000, len(content) * _MOST_RATIO):
        raise BadInput(_("“%(name)s” unpacks to far more than a document needs and is refused.") % {"name": name})
    if not any(entry.filename == "[Content_Types].xml" for entry in entries):
        raise BadInput(_("“%(name)s” is damaged and cannot be opened.") % {"name": name})


def _redrawn(name: str, content: bytes, kind: str) -> bytes:
    """The picture drawn anew: without the place and device that cameras write into it, and without anything hidden."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=(kind,)) as image:
                if image.width * image.height > _MOST_PIXELS:
                    raise Image.DecompressionBombError
                out = io.BytesIO()
                image.save(out, kind)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise BadInput(_("The picture “%(name)s” has more than 40 million pixels. Make it smaller.") % {"name": name}) from error
    except (OSError, ValueError, SyntaxError) as error:
        raise BadInput(_("“%(name)s” is damaged and cannot be opened.") % {"name": name}) from error
    return out.getvalue()


def _write(target: Path, content: bytes) -> None:
    temporary = target.with_suffix(".part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as handle:
            handle.write(content)
            handle.flush()
            os.fsync(handle.fileno())
        temporary.replace(target)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise Busy(
                _("There is no room left to store the file. Nothing else you typed was lost; please try later.")
            ) from error
        raise


def discard(file: StoredFile) -> None:
    """Forgets a file; its bytes go when the transaction is through."""
    path = Path(settings.YIZHAN_HOME) / "files" / file.path
    file.delete()
    transaction.on_commit(lambda: path.unlink(missing_ok=True))


def open_file(file: StoredFile) -> BinaryIO:
    """Its bytes."""
    return (Path(settings.YIZHAN_HOME) / "files" / file.path).open("rb")


def as_download(file: StoredFile) -> FileResponse:
    """A response that saves the file: never shown in place, never kept by caches. The caller has checked permission."""
    response = FileResponse(open_file(file), as_attachment=True, filename=file.name, content_type=file.media_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
