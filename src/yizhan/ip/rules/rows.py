"""Rule rows: what is law, and what is only configured here, as data with basis, level and dates."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

LEVELS = (
    "law",
    "administrative_regulation",
    "ministry_rule",
    "normative_document",
    "local_rule",
    "standard",
    "practice",
    "local_configuration",
)
DATA = Path(__file__).parent / "data"


class BadRules(ValueError):
    """A rule file cannot be used; the message names the file and the row."""


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One rule. `effective_to` is the first day on which it no longer holds; None while it holds."""

    id: str
    title_zh: str
    title_en: str
    basis_zh: str
    basis_en: str
    level: str
    effective_from: date
    effective_to: date | None
    last_verified_on: date | None
    params: dict[str, Any]


def load_rows(path: Path) -> tuple[RuleRow, ...]:
    """The rows of a YAML file.

    Raises:
        BadRules: a row lacks a field, or its level is not one of `LEVELS`.
    """
    rows = []
    for place, raw in enumerate(yaml.safe_load(path.read_text(encoding="utf-8")), 1):
        try:
            row = RuleRow(
                raw["id"], raw["title_zh"], raw["title_en"], raw["basis_zh"], raw["basis_en"], raw["level"],
                raw["effective_from"], raw.get("effective_to"), raw.get("last_verified_on"), raw.get("params", {}),
            )  # fmt: skip
        except KeyError as error:
            raise BadRules(f"{path.name}, row {place}: {error} is missing") from error
        if row.level not in LEVELS:
            raise BadRules(f"{path.name}, row {row.id}: unknown level {row.level!r}")
        rows.append(row)
    return tuple(rows)


@cache
def shipped_rows() -> tuple[RuleRow, ...]:
    """The deadline rules that come with the program."""
    return load_rows(DATA / "deadlines.yaml")


def in_force(rows: Iterable[RuleRow], rule_id: str, on: date) -> RuleRow | None:
    """The row of a rule that held on a day."""
    for row in rows:
        if row.id == rule_id and row.effective_from <= on and (row.effective_to is None or on < row.effective_to):
            return row
    return None
