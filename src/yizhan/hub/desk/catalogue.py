"""Service items: from YAML rows into versioned tables, and what a row means."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction
from django.db.models import Q

from yizhan.hub.common import audit
from yizhan.hub.common.memo import forget, remembered
from yizhan.hub.desk.models import ServiceItem
from yizhan.ip.rules.rows import LEVELS

SHIPPED = Path(__file__).parent / "data" / "catalogue"
# The elements of an official service guide: a row without one of them is refused.
BOTH_LANGUAGES = ("name", "summary", "conditions", "result", "fee", "complaint")
LISTS = ("audience", "channels", "materials", "steps", "legal_basis", "fields", "outcomes")
CHAIN_STAGES = ("creation", "utilisation", "protection", "management", "service")
FIELD_TYPES = ("text", "longtext", "choice", "date", "number", "yesno")


class BadCatalogue(ValueError):
    """A row cannot be used; the message names file and element."""


@dataclass(frozen=True, slots=True)
class IntakeField:
    """A question of an item's form."""

    name: str
    type: str
    label: dict[str, str]
    hint: dict[str, str]
    required: bool
    options: tuple[tuple[str, dict[str, str]], ...]


def load_catalogue(folder: Path = SHIPPED, *, at: datetime) -> int:
    """Brings the tables to what the rows say; a changed row becomes a new version. Returns how many versions are new."""
    new = 0
    with transaction.atomic():
        for path in sorted(folder.glob("*.yaml")):
            new += _load(path.name, yaml.safe_load(path.read_text(encoding="utf-8")), at)
    forget()
    return new


def _load(name: str, row: dict[str, Any], at: datetime) -> bool:
    validate(name, row)
    text = json.dumps(row, sort_keys=True, ensure_ascii=False, default=str)
    digest = hashlib.sha256(text.encode()).hexdigest()
    latest = ServiceItem.objects.filter(code=row["code"]).order_by("-version").first()
    if latest is not None and latest.digest == digest:
        return False
    version = latest.version + 1 if latest else 1
    if latest is not None:
        ServiceItem.objects.filter(pk=latest.pk).update(effective_to=at.date())
    item = ServiceItem.objects.create(
        code=row["code"], version=version, data=json.loads(text), digest=digest, position=row["position"],
        effective_from=at.date() if latest else row["effective_from"],
    )  # fmt: skip
    audit.record(action="desk:item:publish", by=None, at=at, target=item, changes={"version": version}, system=True)
    return True


def validate(name: str, row: dict[str, Any]) -> None:
    """Checks that all elements of a guide are there, in both languages.

    Raises:
        BadCatalogue: something is missing; the message names it.
    """
    for key in (
        "code",
        "icon",
        "position",
        "effective_from",
        "first_answer_days",
        "committed_days",
        "chain_stage",
        *BOTH_LANGUAGES,
        *LISTS,
    ):
        if key not in row:
            raise BadCatalogue(f"{name}: {key} is missing")
    for key in BOTH_LANGUAGES:
        _both(name, key, row[key])
    for key in ("audience", "steps", "materials", "legal_basis", "outcomes"):
        for entry in row[key]:
            _both(name, key, entry)
    for basis in row["legal_basis"]:
        if basis.get("level") not in LEVELS:
            raise BadCatalogue(f"{name}: legal basis with unknown level {basis.get('level')!r}")
    for field in row["fields"]:
        _both(name, f"field {field.get('name')}", field["label"])
        if field["type"] not in FIELD_TYPES:
            raise BadCatalogue(f"{name}: field {field['name']}: unknown type {field['type']!r}")
    if row["chain_stage"] not in CHAIN_STAGES:
        raise BadCatalogue(f"{name}: unknown chain stage {row['chain_stage']!r}")


def _both(name: str, key: str, value: Any) -> None:
    if not isinstance(value, dict) or not value.get("zh") or not value.get("en"):
        raise BadCatalogue(f"{name}: {key} needs zh and en")


@remembered(10)
def current_items(on: date) -> list[ServiceItem]:
    """Items in force on a day, in the order of the catalogue."""
    rows = ServiceItem.objects.filter(effective_from__lte=on).filter(Q(effective_to=None) | Q(effective_to__gt=on))
    latest: dict[str, ServiceItem] = {}
    for item in rows.order_by("version"):
        latest[item.code] = item
    return sorted(latest.values(), key=lambda item: (item.position, item.code))


def current_item(code: str, on: date) -> ServiceItem | None:
    """The version of an item that is in force on a day."""
    rows = ServiceItem.objects.filter(code=code, effective_from__lte=on)
    return rows.filter(Q(effective_to=None) | Q(effective_to__gt=on)).order_by("-version").first()


def intake_fields(item: ServiceItem) -> tuple[IntakeField, ...]:
    """The questions of an item's form."""
    return tuple(
        IntakeField(
            raw["name"], raw["type"], raw["label"], raw.get("hint", {}), raw.get("required", False),
            tuple((option["value"], option) for option in raw.get("options", ())),
        )
        for raw in item.data["fields"]
    )  # fmt: skip


def outcome_choices(item: ServiceItem) -> dict[str, dict[str, str]]:
    """Result kinds an item can end with."""
    return {outcome["value"]: outcome for outcome in item.data["outcomes"]}
