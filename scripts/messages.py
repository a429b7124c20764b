"""Translations without gettext's programs: extract, check and compile the catalogues of each app.

python scripts/messages.py update [APP…]   take new texts into the .po files, keep translations, drop what is gone
python scripts/messages.py check           say what is untranslated, fuzzy, gone or has other placeholders
python scripts/messages.py compile         write the .mo files that the running system reads
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[1]
HUB = ROOT / "src" / "yizhan" / "hub"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
HEADER = {
    "Project-Id-Version": "yizhan",
    "Language": "zh_Hans",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=1; plural=0;",
}
_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%(?:\(\w+\))?[sd]|\{\w*\}")


@dataclass(frozen=True)
class Message:
    """One text to translate and the file it stands in."""

    context: str | None
    text: str
    plural: str
    file: str

    @property
    def key(self) -> tuple[str, str, str]:
        return (self.context or "", self.text, self.plural)


def apps() -> list[str]:
    return sorted(path.parent.name for path in HUB.glob("*/apps.py"))


def catalogue_path(app: str) -> Path:
    return HUB / app / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"


def _python_source(path: Path) -> bytes:
    from django.utils.translation.template import templatize

    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        text = "\n".join(line.strip() for line in templatize(text, origin=str(path)).splitlines())
    return text.encode()


def extract(app: str) -> Iterator[Message]:
    """Every text of an app's Python files and templates."""
    from babel.messages.extract import extract as babel_extract

    files = [p for pattern in ("*.py", "*.html", "*.txt", "*.svg") for p in (HUB / app).rglob(pattern)]
    for path in sorted(files):
        if "migrations" in path.parts or "static" in path.parts:
            continue
        found = babel_extract("python", io.BytesIO(_python_source(path)), KEYWORDS, options={"encoding": "utf-8"})
        for _line, texts, _comments, context in found:
            text, plural = texts if isinstance(texts, tuple) else (texts, "")
            if text:
                yield Message(context, text, plural, str(path.relative_to(ROOT)))


def wanted(app: str) -> dict[tuple[str, str, str], Message]:
    found: dict[tuple[str, str, str], Message] = {}
    for message in extract(app):
        found.setdefault(message.key, message)
    return found


def load(app: str) -> polib.POFile:
    path = catalogue_path(app)
    book = polib.pofile(str(path), wrapwidth=110) if path.exists() else polib.POFile(wrapwidth=110)
    book.metadata = HEADER
    return book


def entry_key(entry: polib.POEntry) -> tuple[str, str, str]:
    return (entry.msgctxt or "", entry.msgid, entry.msgid_plural or "")


def update(app: str) -> None:
    messages = wanted(app)
    old = {entry_key(entry): entry for entry in load(app) if not entry.obsolete}
    book = polib.POFile(wrapwidth=110)
    book.metadata = HEADER
    for key, message in sorted(messages.items(), key=lambda pair: (pair[1].file, pair[0])):
        entry = old.get(key) or polib.POEntry(msgctxt=message.context, msgid=message.text, msgid_plural=message.plural)
        if message.plural and not entry.msgstr_plural:
            entry.msgstr_plural = {0: entry.msgstr or ""}
            entry.msgstr = ""
        entry.occurrences = [(message.file, "")]
        entry.flags = [flag for flag in entry.flags if flag == "fuzzy"]
        book.append(entry)
    path = catalogue_path(app)
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(str(path))
    print(f"{app}: {len(messages)} texts, {sum(not e.translated() for e in book)} untranslated")


def _faults(app: str) -> Iterator[str]:
    messages = wanted(app)
    entries = {entry_key(entry): entry for entry in load(app) if not entry.obsolete}
    for key, message in messages.items():
        entry = entries.pop(key, None)
        if entry is None:
            yield f"{app}: missing from the catalogue: {message.text!r} ({message.file})"
            continue
        translations = list(entry.msgstr_plural.values()) or [entry.msgstr]
        if not all(translations):
            yield f"{app}: untranslated: {message.text!r} ({message.file})"
        elif "fuzzy" in entry.flags:
            yield f"{app}: fuzzy: {message.text!r}"
        else:
            source = sorted(set(_PLACEHOLDER.findall(message.plural or message.text)))
            yield from (
                f"{app}: placeholders differ: {message.text!r} → {translation!r}"
                for translation in translations
                if sorted(set(_PLACEHOLDER.findall(translation))) != source
            )
    for entry in entries.values():
        yield f"{app}: no longer in the source: {entry.msgid!r}"


def check() -> int:
    faults = [fault for app in apps() for fault in _faults(app)]
    print("\n".join(faults) or "translations: complete")
    return 1 if faults else 0


def compile_all() -> None:
    for app in apps():
        path = catalogue_path(app)
        if path.exists():
            load(app).save_as_mofile(str(path.with_suffix(".mo")))


def main(arguments: list[str]) -> int:
    if not arguments or arguments[0] not in {"update", "check", "compile"}:
        print(__doc__)
        return 2
    if arguments[0] == "check":
        return check()
    if arguments[0] == "compile":
        compile_all()
        return 0
    for app in arguments[1:] or apps():
        update(app)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
