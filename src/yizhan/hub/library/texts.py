"""The text of an uploaded description: PDF, Word or plain, read in memory and kept nowhere."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from lxml import etree
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from yizhan.hub.common.files import checked_type, clean_name
from yizhan.hub.common.refusals import BadInput

MOST_CHARACTERS = 20_000
_MOST_PAGES = 200
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
READ = (".pdf", ".docx", ".txt")


def text_of(upload: UploadedFile[Any]) -> str:
    """The words of a file, at most 20,000 characters.

    Raises:
        BadInput: too large, of another kind than its name says, damaged, or without words (a scan).
    """
    name = clean_name(upload.name or "")
    if not name.lower().endswith(READ):
        raise BadInput(_("“%(name)s”: only PDF, Word (DOCX) and text files can be read here.") % {"name": name})
    if not upload.size or upload.size > settings.YIZHAN_MAX_UPLOAD:
        raise BadInput(_("“%(name)s” is empty or too large.") % {"name": name})
    content = upload.read()
    checked_type(name, content)
    try:
        text = _read(name.lower(), content)
    except (PyPdfError, zipfile.BadZipFile, KeyError, etree.XMLSyntaxError, ValueError, OSError) as error:
        raise BadInput(_("“%(name)s” is damaged and cannot be read.") % {"name": name}) from error
    if not text.strip():
        raise BadInput(_("“%(name)s” holds no text that can be read: perhaps it is a scan.") % {"name": name})
    return text[:MOST_CHARACTERS]


def _read(name: str, content: bytes) -> str:
    if name.endswith(".pdf"):
        pages = PdfReader(io.BytesIO(content)).pages[:_MOST_PAGES]
        return "\n".join(page.extract_text() for page in pages)
    if name.endswith(".docx"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
            root = etree.fromstring(archive.read("word/document.xml"), parser)
        return "\n".join("".join(part.text or "" for part in p.iter(f"{_WORD}t")) for p in root.iter(f"{_WORD}p"))
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ValueError("no known encoding")
