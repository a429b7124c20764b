"""The command: its JSON, its exit codes, and a demo that can be made twice and removed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.files import grants, written

ROOT = Path(__file__).resolve().parents[2]


def run(home: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("YIZHAN_")}
    command = [sys.executable, "-m", "yizhan.cli", *arguments]
    variables = {**inherited, "YIZHAN_HOME": str(home), **environment}
    return subprocess.run(command, env=variables, capture_output=True, text=True, timeout=120, cwd=ROOT, check=False)


def test_ingest_and_search_speak_json_and_exit_0(tmp_path: Path) -> None:
    week = written(tmp_path, "week.xml", grants(4))
    done = run(tmp_path / "home", "ingest", str(week), "--json")
    assert done.returncode == 0, done.stderr
    summary = json.loads(done.stdout)
    assert set(summary) == {"files", "bytes", "read", "indexed", "replaced", "withdrawn", "skipped", "seconds", "problems"}
    assert (summary["read"], summary["indexed"], summary["problems"]) == (4, 4, [])
    assert "week.xml" in done.stderr
    found = json.loads(run(tmp_path / "home", "search", "solar panel", "--in", "patents", "--limit", "3", "--json").stdout)
    assert set(found) == {"query", "understood", "total", "took_ms", "hits", "facets"}
    assert set(found["hits"][0]) == {"number", "title", "score", "date", "spans"}
    assert found["hits"][0]["number"] == "US 29,000,101 B2"
    plain = run(tmp_path / "home", "search", "solar panel", "--in", "patents")
    assert "US 29,000,101 B2" in plain.stdout


def test_skipped_records_are_named_and_exit_1(tmp_path: Path) -> None:
    week = written(tmp_path, "week.xml", grants(3).replace("</claims>", "</oops>", 1))
    done = run(tmp_path / "home", "ingest", str(week), "--json")
    assert done.returncode == 1
    problem = json.loads(done.stdout)["problems"][0]
    assert set(problem) == {"file", "record", "position", "reason"}
    assert "29000101" in problem["record"]
    again = run(tmp_path / "home", "rebuild")
    assert again.returncode == 1
    assert "3 records read = 2 indexed + 0 replaced + 0 withdrawn + 1 skipped" in again.stdout


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("ingest", "no-such-file"), "no such file"),
        (("search", "x", "--in", "patents"), "ingest"),
        (("search", "x", "--in", "designs"), "patents or marks"),
        (("search", "x", "--in", "patents", "--limit", "0"), "limit"),
        (("nonsense",), "nonsense"),
    ],
)
def test_usage_and_configuration_exit_2_with_a_sentence(tmp_path: Path, arguments: tuple[str, ...], word: str) -> None:
    done = run(tmp_path, *arguments)
    assert done.returncode == 2
    assert word in done.stderr
    assert "Traceback" not in done.stderr


def test_a_wrong_setting_is_told_in_one_line(tmp_path: Path) -> None:
    for name, value in (("YIZHAN_DEBUG", "perhaps"), ("YIZHAN_DATABASE_URL", "mysql://x/y"), ("YIZHAN_MAX_UPLOAD", "big")):
        done = run(tmp_path, "check-config", **{name: value})
        assert done.returncode == 2
        assert name in done.stderr
        assert "Traceback" not in done.stderr


def test_check_config_finds_what_is_missing(tmp_path: Path) -> None:
    before = run(tmp_path, "check-config", YIZHAN_DATABASE_URL="")
    assert before.returncode == 2
    assert "setup-database" in before.stderr
    assert run(tmp_path, "setup-database").returncode == 0
    after = run(tmp_path, "check-config")
    assert after.returncode == 0, after.stderr
    assert "fine" in after.stdout
    open_demo = run(tmp_path, "check-config", YIZHAN_DEMO="1", YIZHAN_HOSTS="ip.example.org")
    assert open_demo.returncode == 2
    assert "YIZHAN_DEMO" in open_demo.stderr


def test_the_demo_can_be_made_twice_and_removed(tmp_path: Path) -> None:
    home = tmp_path / "demo"
    first = run(home, "demo", "--no-serve")
    assert first.returncode == 0, first.stderr
    assert "329 records: 329 indexed" in first.stderr
    assert "http://127.0.0.1:8000/" in first.stderr
    second = run(home, "demo", "--no-serve")
    assert second.returncode == 0, second.stderr
    assert "329 replaced" in second.stderr
    assert "already there" in second.stderr
    given = run(home, "appoint", "maker@demo.example", "--role", "liaison", "--unit", "YH-01")
    assert given.returncode == 0, given.stderr
    for wrong in (
        ("nobody@x.example", "liaison", "YH-01"),
        ("maker@demo.example", "king", "YH-01"),
        ("maker@demo.example", "liaison", "Z"),
    ):
        refused = run(home, "appoint", wrong[0], "--role", wrong[1], "--unit", wrong[2])
        assert refused.returncode == 2
        assert "There is no" in refused.stderr
    whole = run(home, "verify-audit")
    assert whole.returncode == 0
    assert "whole" in whole.stdout
    assert run(home, "clean-demo").returncode == 0
    assert not home.exists()
    assert run(home, "clean-demo").returncode == 0


def test_the_demo_never_touches_an_installation(tmp_path: Path) -> None:
    (tmp_path / "yizhan.sqlite3").write_text("precious", encoding="utf-8")
    for command in (("demo", "--no-serve"), ("clean-demo",)):
        done = run(tmp_path, *command)
        assert done.returncode == 2
    assert (tmp_path / "yizhan.sqlite3").read_text(encoding="utf-8") == "precious"


def test_searching_and_ingesting_start_no_web_framework(tmp_path: Path) -> None:
    week = written(tmp_path, "week.xml", grants(2))
    code = (
        "import sys; from yizhan.cli import app\n"
        f"try: app(['ingest', {str(week)!r}, '--json'])\n"
        "except SystemExit: pass\n"
        "sys.exit('django' in sys.modules)"
    )
    variables = {**os.environ, "YIZHAN_HOME": str(tmp_path / "home")}
    assert subprocess.run([sys.executable, "-c", code], env=variables, capture_output=True, check=False).returncode == 0
