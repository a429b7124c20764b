"""Runs everything and writes the table: `python -m benchmarks [--data PATH] [--quick] [--only parse,search]`."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks import ingest, pages, parse, search
from benchmarks.timing import Row, write

ROOT = Path(__file__).resolve().parents[1]
BESIDE = ROOT.parent / "shared" / "data"
SETS = ("us_xml", "us_text", "us_full", "cn", "tables")
PARTS = ("parse", "ingest", "search", "pages")


def main() -> int:
    options = argparse.ArgumentParser(prog="benchmarks")
    options.add_argument("--data", type=Path, default=BESIDE if BESIDE.is_dir() else None)
    options.add_argument("--quick", action="store_true")
    options.add_argument("--only", default=",".join(PARTS))
    chosen = options.parse_args()
    wanted = chosen.only.split(",")
    with tempfile.TemporaryDirectory(prefix="yizhan-bench-") as temporary:
        folder = Path(temporary)
        home = folder / "demo"
        _make_demo(home)
        sample = home / "sample"
        patents = (
            [chosen.data / "patents" / name for name in SETS if (chosen.data / "patents" / name).exists()]
            if chosen.data
            else [sample]
        )
        xml = [chosen.data / "patents" / "us_xml"] if chosen.data else [sample]
        rows: list[Row] = []
        if "parse" in wanted:
            rows += _told(parse.run(xml))
        if "ingest" in wanted:
            rows += _told(ingest.run(xml, folder, quick=chosen.quick))
        if "search" in wanted:
            rows += _told(search.run(patents, folder, quick=chosen.quick))
            (folder / "fts5.sqlite3").unlink()
            shutil.rmtree(home / "index" / "patents")
            shutil.move(folder / "index" / "patents", home / "index" / "patents")
        if "pages" in wanted:
            rows += _told(pages.run(home, quick=chosen.quick))
    data = ", ".join(path.name for path in patents) if chosen.data else "the sample that comes with the project"
    print(f"written: {write(rows, data).relative_to(ROOT)}")
    return 0


def _make_demo(home: Path) -> None:
    environment = {**os.environ, "YIZHAN_HOME": str(home)}
    command = [sys.executable, "-m", "yizhan.cli", "demo", "--no-serve"]
    subprocess.run(command, env=environment, check=True, capture_output=True)


def _told(rows: list[Row]) -> list[Row]:
    for row in rows:
        print(f"{row.what}: {row.value}   [{row.goal}]   {row.note}", flush=True)
    return rows


if __name__ == "__main__":
    sys.exit(main())
