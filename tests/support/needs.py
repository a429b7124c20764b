"""What some tests need from the machine. Missing things skip them with a reason, unless YIZHAN_TEST_REQUIRE names them."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

REQUIRED = {part.strip() for part in os.environ.get("YIZHAN_TEST_REQUIRE", "").split(",") if part.strip()}
CHROMIUM = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), "")
_FONTS = [
    Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"),
    Path("/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc"),
]
HERE = {
    "chromium": bool(CHROMIUM),
    "fonts": any(path.exists() for path in _FONTS),
    "postgresql": os.environ.get("YIZHAN_DATABASE_URL", "").startswith("postgres"),
}


def needs(*things: str) -> pytest.MarkDecorator:
    """Skip where something is missing; with YIZHAN_TEST_REQUIRE the test runs and fails instead."""
    missing = [thing for thing in things if not HERE[thing] and thing not in REQUIRED]
    return pytest.mark.skipif(bool(missing), reason=f"not on this machine: {', '.join(missing)}")
