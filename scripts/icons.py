"""Makes the icon sprite of the pages from the icons of lucide-static that they use.

python scripts/icons.py     writes src/yizhan/hub/ui/static/ui/icons.svg
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "node_modules" / "lucide-static" / "icons"
TARGET = ROOT / "src" / "yizhan" / "hub" / "ui" / "static" / "ui" / "icons.svg"
NAMES = (
    "arrow-left", "arrow-right", "bell",
    "check", "chevron-down", "chevron-right", "circle-alert", "clipboard-check", "clock",
    "copy", "download", "file-check-2", "file-search", "file-text", "folder-open", "inbox", "info",
    "languages", "log-in", "map-pin", "menu", "message-square",
    "phone", "plus", "printer", "route", "search", "send", "shield-check", "sliders-horizontal",
    "star", "stamp", "sun-moon", "upload", "user-round", "users-round", "x",
)  # fmt: skip
_BODY = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)


def symbol(name: str) -> str:
    found = _BODY.search((SOURCE / f"{name}.svg").read_text(encoding="utf-8"))
    if found is None:
        raise ValueError(f"{name}.svg has no drawing")
    return f'<symbol id="{name}" viewBox="0 0 24 24">{" ".join(found.group(1).split())}</symbol>'


def main() -> int:
    missing = [name for name in NAMES if not (SOURCE / f"{name}.svg").exists()]
    if missing:
        print(f"not in lucide-static: {', '.join(missing)}", file=sys.stderr)
        return 1
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    body = "\n".join(map(symbol, NAMES))
    TARGET.write_text(f'<svg xmlns="http://www.w3.org/2000/svg">\n{body}\n</svg>\n', encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
