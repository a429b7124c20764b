"""Real office files beside the repository; tests that need them are skipped, with the reason shown, where they are absent."""

from __future__ import annotations

from pathlib import Path

import pytest

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"


def needs_real_data(*parts: str) -> pytest.MarkDecorator:
    """Skip unless every named file or folder is there: `@needs_real_data("patents/us_xml")`."""
    missing = [part for part in parts if not (DATA / part).exists()]
    return pytest.mark.skipif(bool(missing), reason=f"real data not found: {', '.join(str(DATA / part) for part in missing)}")
