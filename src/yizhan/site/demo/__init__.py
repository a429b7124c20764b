"""The demo: a fictional city in a data folder of its own."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from yizhan.site.demo import sample_cn, sample_us
from yizhan.site.demo.sources import chinese_ideas, english_ideas, mark_ideas

SOURCES = Path(__file__).resolve().parents[4] / "demo" / "sources"
MARKER = "this-is-a-demo"
PASSWORD = "one-stop-demo-2026"  # noqa: S105  of fictional people on this machine only
# Which of the real sets are taken in by `make demo DATA=…`, where they are.
REAL_SETS = (
    "patents/us_xml", "patents/us_text", "patents/us_full", "patents/cn", "patents/tables", "marks/uspto", "marks/eutm_2019.csv.gz",
)  # fmt: skip


class NotADemo(Exception):
    """The data folder holds something else; the message names it."""


def claim(home: Path) -> None:
    """Makes the folder the demo's own.

    Raises:
        NotADemo: it holds the data of an installation.
    """
    if home.exists() and any(home.iterdir()) and not (home / MARKER).exists():
        raise NotADemo(f"{home} holds the data of an installation. Choose another folder: YIZHAN_HOME=… yizhan demo")
    home.mkdir(parents=True, exist_ok=True)
    (home / MARKER).write_text("Made by `yizhan demo`, removed by `yizhan clean-demo`.\n", encoding="utf-8")


def clean(home: Path) -> bool:
    """Removes the demo's folder; False where there is none.

    Raises:
        NotADemo: the folder is not the demo's.
    """
    if not home.exists():
        return False
    if not (home / MARKER).exists():
        raise NotADemo(f"{home} was not made by the demo and is left alone.")
    shutil.rmtree(home)
    return True


def write_sample(folder: Path) -> list[Path]:
    """Writes the fictional records in the formats of their offices."""
    folder.mkdir(parents=True, exist_ok=True)
    chinese = chinese_ideas(SOURCES / "patents_zh.txt")
    files = {
        **sample_us.patents(english_ideas(SOURCES / "patents_en.txt")),
        "us_marks.xml": sample_us.marks(mark_ideas(SOURCES / "marks_en.txt", chinese=False)),
        "cn_patents.jsonl": sample_cn.as_lines([sample_cn.patent_row(idea, index) for index, idea in enumerate(chinese)]),
        "cn_patents.yaml": sample_cn.PATENT_MAPPING,
        "cn_marks.jsonl": sample_cn.as_lines(
            [sample_cn.mark_row(idea, index) for index, idea in enumerate(mark_ideas(SOURCES / "marks_zh.txt", chinese=True))]
        ),
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in files if not name.endswith(".yaml")]


def sources(home: Path, data: Path | None) -> list[Path]:
    """What the demo ingests: its sample, and the real sets under `data` that are there."""
    real: Iterable[Path] = (data / name for name in REAL_SETS) if data else ()
    return [*write_sample(home / "sample"), *(path for path in real if path.exists())]


def greeting(port: int) -> str:
    """What is said when everything is ready."""
    return (
        f"\nYizhan is ready: http://127.0.0.1:{port}/\n"
        f"  choose a person with one click:  http://127.0.0.1:{port}/en/demo/\n"
        f"  or sign in:  applicant@demo.example  password {PASSWORD}\n"
        "  people of the network sign in with two factors; in the demo the page above does that for you\n"
        "Stop with Ctrl-C. Remove everything: make clean-demo\n"
    )
