"""Static files: those of npm packages that pages use, and hashed names that browsers may keep for ever."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage, Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

PREFIX = "npm"


class NpmFinder(BaseFinder):
    """Finds `npm/<package>/<file>` under node_modules, for the files that `NPM_FILES` lists and no others."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._root = Path(settings.NPM_ROOT)
        self._storage = FileSystemStorage(location=str(self._root))
        self._storage.prefix = PREFIX  # type: ignore[attr-defined]

    def check(self, **kwargs: Any) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        inner = path.removeprefix(f"{PREFIX}/")
        known = path != inner and any(fnmatch(inner, pattern) for pattern in settings.NPM_FILES)
        found = str(self._root / inner) if known and (self._root / inner).is_file() else None
        return ([found] if found else []) if find_all else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        for pattern in settings.NPM_FILES:
            for path in sorted(self._root.glob(pattern)):
                yield str(path.relative_to(self._root)), self._storage


class ManifestStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Hashed and compressed. A name that was never collected is served as it is (before the first `collectstatic`)."""

    manifest_strict = False

    def hashed_name(self, name: str, content: Any = None, filename: str | None = None) -> str:
        try:
            hashed: str = super().hashed_name(name, content, filename)
        except ValueError:
            return name
        return hashed
