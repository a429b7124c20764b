"""Promises about the repository itself: docs that list everything, no traces of one machine, translations, sizes."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from yizhan.hub.accounts.roles import ROLES, Permission
from yizhan.hub.desk.states import MACHINE

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"


def text(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def sources() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "src" / "yizhan" / "site").rglob("*.py"))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_setting_is_listed(language: str) -> None:
    names = set(re.findall(r'env\.(?:text|flag|whole|names)\(\s*"(YIZHAN_\w+)"', sources())) | {
        "YIZHAN_HOME",
        "YIZHAN_SECRET_KEY",
    }
    listed = set(re.findall(r"`(YIZHAN_\w+)`", text(f"docs/{language}/settings.md")))
    assert names <= listed, names - listed


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_command_state_and_permission_is_listed(language: str) -> None:
    commands = re.findall(r'@app\.command\("?([a-z-]*)"?\)\ndef (\w+)', text("src/yizhan/cli.py"))
    page = text(f"docs/{language}/commands.md")
    for given, function in commands:
        assert f"`yizhan {given or function}" in page, given or function
    case = text(f"docs/{language}/case.md")
    assert MACHINE.mermaid().strip() in case
    for permission in Permission:
        assert f"`{permission.value}`" in case
    for role in ROLES:
        assert f"`{role}`" in case


def test_both_languages_have_the_same_pages() -> None:
    english, chinese = ({path.name for path in (DOCS / code).glob("*.md")} for code in ("en", "zh"))
    assert english == chinese
    for name in ("README.md", "README.zh.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "LICENSE"):
        assert (ROOT / name).is_file()


def test_links_between_documents_lead_somewhere() -> None:
    for path in [*ROOT.glob("*.md"), *DOCS.rglob("*.md")]:
        for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8")):
            assert (path.parent / link).exists(), f"{path.name}: {link}"


def test_lock_files_hold_hashes_and_no_addresses() -> None:
    for path in sorted((ROOT / "requirements").glob("*.txt")):
        lock = path.read_text(encoding="utf-8")
        assert "--hash=sha256:" in lock
        assert "://" not in lock.replace("https://pypi.org", "://")
        assert "index-url" not in lock
    assert '"resolved"' not in text("package-lock.json")


def test_translations_and_sizes_hold() -> None:
    for script in ("scripts/messages.py check", "scripts/sizes.py"):
        done = subprocess.run([sys.executable, *script.split()], cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout


def test_no_path_of_one_machine_is_in_the_sources() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False).stdout
    names = [name for name in listed.split("\0") if name] or [str(p.relative_to(ROOT)) for p in ROOT.glob("src/**/*.py")]
    home = "/" + "work" + "/"
    for name in names:
        path = ROOT / name
        if path.is_file() and path.suffix in {".py", ".md", ".toml", ".yaml", ".html", ".css", ".js", ".txt", ".json", ""}:
            assert home not in path.read_text(encoding="utf-8", errors="ignore"), name


def test_pages_have_no_inline_code() -> None:
    for path in (ROOT / "src").rglob("*.html"):
        page = path.read_text(encoding="utf-8")
        assert not re.search(r"<script(?![^>]*\bsrc=)", page), path
        assert not re.search(r"\son\w+=", page), path
        assert not re.search(r"\sstyle=", page), path
