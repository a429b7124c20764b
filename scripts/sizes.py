"""Files stay readable: none over 400 lines, no function over 60 (migrations aside). Exit 1 names what is too long."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MOST_LINES_OF_A_FILE = 400
MOST_LINES_OF_A_FUNCTION = 60
FOLDERS = ("src", "tests", "benchmarks", "scripts", "demo")


def _too_long(path: Path) -> Iterator[str]:
    text = path.read_text(encoding="utf-8")
    lines = text.count("\n")
    name = path.relative_to(ROOT)
    if lines > MOST_LINES_OF_A_FILE:
        yield f"{name}: {lines} lines (at most {MOST_LINES_OF_A_FILE})"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > MOST_LINES_OF_A_FUNCTION:
                yield f"{name}:{node.lineno}: {node.name} has {length} lines (at most {MOST_LINES_OF_A_FUNCTION})"


def main() -> int:
    paths = [path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.py")) if "migrations" not in path.parts]
    faults = [fault for path in paths for fault in _too_long(path)]
    print("\n".join(faults) or f"sizes: {len(paths)} files within bounds")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
