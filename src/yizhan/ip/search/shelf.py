"""The shelf: source files as they were ingested, by their digest. The index can always be made again from them."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from yizhan.ip.formats import split_zip

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Kept:
    """One file on the shelf: SHA-256, its name when it came, its size, the path relative to the shelf."""

    sha256: str
    name: str
    size: int
    path: str


class Shelf:
    """A folder of kept files and `shelf.jsonl`, which lists them in the order they came."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._list = folder / "shelf.jsonl"

    def keep(self, source: Path) -> Kept:
        """Takes a file onto the shelf (once for each content) together with a table mapping beside it."""
        parts = split_zip.parts_of(source)
        digest = _digest(parts)
        place = self.folder / digest[:2] / digest
        target = place / source.name
        kept = Kept(digest, source.name, source.stat().st_size, str(target.relative_to(self.folder)))
        if not target.exists():
            place.mkdir(parents=True, exist_ok=True)
            for part in parts:
                _copy(part, place / part.name)
            beside = source.with_name(f"{source.name.removesuffix('.gz').rsplit('.', 1)[0]}.yaml")
            if beside.is_file():
                _copy(beside, target.with_name(beside.name))
            with self._list.open("a", encoding="utf-8") as handle:
                handle.write(json.dumps(asdict(kept), ensure_ascii=False) + "\n")
        return kept

    def files(self) -> Iterator[Kept]:
        """The kept files in the order they came; a last line cut short by a crash is passed over."""
        if not self._list.exists():
            return
        for line in self._list.read_text(encoding="utf-8").splitlines():
            try:
                yield Kept(**json.loads(line))
            except (ValueError, TypeError):
                continue


def _digest(parts: list[Path]) -> str:
    """SHA-256 of the file; of all parts one after another for an archive in parts."""
    digest = hashlib.sha256()
    for part in parts:
        with part.open("rb") as handle:
            while chunk := handle.read(_CHUNK):
                digest.update(chunk)
    return digest.hexdigest()


def _copy(source: Path, target: Path) -> None:
    """Copies whole or not at all."""
    temporary = target.with_name(target.name + ".part")
    try:
        shutil.copyfile(source, temporary)
        os.replace(temporary, target)  # noqa: PTH105  atomic on every system
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
