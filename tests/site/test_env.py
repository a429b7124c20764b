"""Settings from the environment."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from yizhan.site import env


def test_the_kept_key_is_the_same_every_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("YIZHAN_SECRET_KEY")
    first, second = env.secret_key(tmp_path), env.secret_key(tmp_path)
    assert first == second
    assert len(first) > 60
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_a_secret_can_come_from_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "password").write_text("s3cret\n", encoding="utf-8")
    monkeypatch.setenv("YIZHAN_SMTP_PASSWORD_FILE", str(tmp_path / "password"))
    assert env.text("YIZHAN_SMTP_PASSWORD") == "s3cret"
    monkeypatch.setenv("YIZHAN_SMTP_PASSWORD_FILE", str(tmp_path / "absent"))
    with pytest.raises(env.BadSetting, match="YIZHAN_SMTP_PASSWORD_FILE"):
        env.text("YIZHAN_SMTP_PASSWORD")


def test_database_addresses(tmp_path: Path) -> None:
    assert env.database("", tmp_path)["NAME"] == str(tmp_path / "yizhan.sqlite3")
    found = env.database("postgresql://u%40x:p%2Fw@db.example:5433/ip", tmp_path)
    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"], found["NAME"]) == (
        "u@x",
        "p/w",
        "db.example",
        "5433",
        "ip",
    )
    with pytest.raises(env.BadSetting, match="mysql"):
        env.database("mysql://x/y", tmp_path)
