"""Reading settings from the environment. Every variable is listed in docs/en/settings.md (a test says so)."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from urllib.parse import unquote, urlsplit


class BadSetting(ValueError):
    """A setting has a value that cannot be used; the message names it and says what is expected."""


def text(name: str, default: str = "") -> str:
    """The variable as text; `NAME_FILE` names a file that holds it, for container secrets."""
    file = os.environ.get(f"{name}_FILE")
    if file:
        try:
            return Path(file).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise BadSetting(f"{name}_FILE: cannot read {file}: {error.strerror}") from error
    return os.environ.get(name, default)


def flag(name: str, *, default: bool = False) -> bool:
    """1/true/yes/on or 0/false/no/off."""
    value = text(name).strip().lower()
    if not value:
        return default
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise BadSetting(f"{name}: expected 1 or 0, got {value!r}")


def whole(name: str, default: int) -> int:
    """A whole number."""
    value = text(name).strip()
    if not value:
        return default
    try:
        return int(value)
    except ValueError as error:
        raise BadSetting(f"{name}: expected a whole number, got {value!r}") from error


def names(name: str, default: str = "") -> list[str]:
    """A comma-separated list."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def home() -> Path:
    """The data folder (`YIZHAN_HOME`, `./var` where nothing is said), absolute."""
    return Path(text("YIZHAN_HOME", "var")).expanduser().resolve()


def secret_key(folder: Path) -> str:
    """The signing key: `YIZHAN_SECRET_KEY`, else one made at first use and kept in the data folder (mode 0600)."""
    given = text("YIZHAN_SECRET_KEY")
    if given:
        return given
    kept = folder / "secret_key"
    try:
        return kept.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        pass
    folder.mkdir(parents=True, exist_ok=True)
    made = secrets.token_urlsafe(64)
    try:
        descriptor = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:  # another process was first
        return kept.read_text(encoding="ascii").strip()
    with os.fdopen(descriptor, "w", encoding="ascii") as handle:
        handle.write(made)
    return made


SQLITE_OPTIONS: dict[str, object] = {
    "timeout": 20,
    "transaction_mode": "IMMEDIATE",
    "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA foreign_keys=ON;PRAGMA mmap_size=134217728;",
}


def database(url: str, folder: Path) -> dict[str, object]:
    """Django's settings for `YIZHAN_DATABASE_URL`: empty (SQLite in the data folder), `sqlite:///path` or
    `postgresql://user:password@host:port/name`; a `host` beginning with %2F is a socket folder."""
    if not url:
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(folder / "yizhan.sqlite3"), "OPTIONS": SQLITE_OPTIONS}
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": unquote(parts.path[1:]), "OPTIONS": SQLITE_OPTIONS}
    if parts.scheme not in {"postgres", "postgresql"}:
        raise BadSetting(f"YIZHAN_DATABASE_URL: expected sqlite:// or postgresql://, got {parts.scheme}://")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
