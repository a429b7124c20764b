"""The network from its file: tiers, areas, units. Loading twice changes nothing; units that are gone end, they are not deleted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.db import transaction

from yizhan.hub.common import audit
from yizhan.hub.common.memo import forget
from yizhan.hub.network.models import Area, Tier, Unit, UnitService

SHIPPED = Path(__file__).parent / "data"
_WEEKDAYS = range(5)


class BadNetwork(ValueError):
    """The network file cannot be used; the message names the place in it."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """How much the file holds, and how many units were made or changed."""

    tiers: int
    areas: int
    units: int
    changed: int


@dataclass(frozen=True, slots=True)
class _Place:
    """A unit as the file says it."""

    code: str
    parent: str
    tier: str
    area: str
    fields: dict[str, Any]


def network_file() -> Path:
    """The file that the settings name, else the demo's city."""
    return Path(settings.YIZHAN_NETWORK) if settings.YIZHAN_NETWORK else SHIPPED / "demo_city.yaml"


@transaction.atomic
def load_network(path: Path | None = None, *, at: datetime) -> Loaded:
    """Brings the tables to what the file says.

    Raises:
        BadNetwork: the file is missing, contradictory or incomplete.
    """
    raw = _read(path or network_file())
    try:
        places, areas = _places(raw)
        _clear_levels(raw["tiers"])
        tiers = {row["code"]: _tier(row) for row in raw["tiers"]}
        area_rows = _areas(areas)
        changed = 0
        units: dict[str, Unit] = {}
        for place in places:
            unit, new = _unit(place, tiers, area_rows, units, at)
            units[place.code] = unit
            changed += new
            _services(unit, raw["services"].get(place.tier, []))
    except (KeyError, TypeError, IndexError) as error:
        raise BadNetwork(f"{path or network_file()}: {error} is missing or has the wrong shape") from error
    gone = Unit.objects.exclude(code__in=units).filter(active_to_date=None)
    for unit in gone:
        unit.active_to_date = max(at.date(), unit.active_from_date.replace(year=unit.active_from_date.year + 1))
        unit.save(update_fields=["active_to_date"])
        audit.record(action="network:unit:end", by=None, at=at, target=unit, system=True)
    forget()
    return Loaded(len(tiers), len(area_rows), len(units), changed)


def _read(path: Path) -> dict[str, Any]:
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadNetwork(f"{path}: cannot be read ({error.strerror})") from error
    except yaml.YAMLError as error:
        raise BadNetwork(f"{path}: is not valid YAML ({error})") from error
    if not isinstance(raw, dict):
        raise BadNetwork(f"{path}: is no network file")
    return raw


def _places(raw: dict[str, Any]) -> tuple[list[_Place], dict[str, tuple[str, str, str]]]:
    """Units from the top down, and areas (code → name_zh, name_en, parent)."""
    centre = raw["centre"]
    top, lowest = raw["tiers"][0]["code"], raw["tiers"][-1]["code"]
    city = centre["code"]
    areas = {city: (centre["area_zh"], centre["area_en"], "")}
    opening = {str(day): raw["hours"]["weekdays"] for day in _WEEKDAYS}
    keys = ("name_zh", "name_en", "address_zh", "address_en", "phone", "x", "y")
    places = [_Place(city, "", top, city, {**{key: centre[key] for key in keys}, "opening": opening})]
    for number, district in enumerate(raw.get("districts", ()), 1):
        areas[district["code"]] = (district["zh"], district["en"], city)
        places.extend(_district(centre, raw["tiers"][1]["code"], lowest, district, number, opening))
    for number, station in enumerate(raw.get("stations", ()), 1):
        fields = _fields(centre, station["zh"], station["en"], number, station["x"], station["y"], opening)
        places.append(_Place(station["code"], city, lowest, city, fields))
    codes = [place.code for place in places]
    if len(set(codes)) != len(codes):
        raise BadNetwork("two units have the same code")
    return places, areas


# Where the stations of a district stand around its centre on the cartogram, in tiles.
_AROUND = ((-0.32, -0.3), (0.32, -0.3), (-0.32, 0.32), (0.32, 0.32), (0.0, 0.38), (0.0, -0.38))


def _district(
    centre: dict[str, Any], tier: str, lowest: str, district: dict[str, Any], number: int, opening: dict[str, Any]
) -> list[_Place]:
    zh, en, code = district["zh"], district["en"], district["code"]
    suffix = "" if zh.endswith("开发区") else " District"
    fields = _fields(
        centre, f"{zh}知识产权公共服务区中心", f"{en}{suffix} IP Service Centre", number, district["x"], district["y"], opening
    )
    places = [_Place(code, centre["code"], tier, code, fields)]
    for index, (name_zh, name_en) in enumerate(district["stations"], 1):
        dx, dy = _AROUND[(index - 1) % len(_AROUND)]
        own = _fields(
            centre,
            f"{name_zh}工作站",
            f"{name_en} Workstation",
            number * 100 + index,
            district["x"] + dx,
            district["y"] + dy,
            opening,
        )
        own["address_zh"], own["address_en"] = (f"{centre['area_zh']}{zh}{name_zh}服务大厅", f"Service hall, {name_en}, {en}")
        places.append(_Place(f"{code}-{index:02d}", code, lowest, code, own))
    return places


def _fields(centre: dict[str, Any], zh: str, en: str, number: int, x: float, y: float, opening: dict[str, Any]) -> dict[str, Any]:
    return {
        "name_zh": zh,
        "name_en": en,
        "address_zh": f"{centre['area_zh']}创新路{number}号",
        "address_en": f"{number} Innovation Road, {centre['area_en']}",
        "phone": f"{centre['phone'][:9]}{number:04d}",
        "x": x,
        "y": y,
        "opening": opening,
    }


_GONE_LEVEL = 1000


def _clear_levels(rows: list[dict[str, Any]]) -> None:
    """Moves tiers that have another place in the file, or none, out of the way; units that ended may still name them."""
    wanted = {row["code"]: row["level"] for row in rows}
    for tier in Tier.objects.filter(level__lt=_GONE_LEVEL):
        if wanted.get(tier.code) != tier.level:
            tier.level += _GONE_LEVEL + Tier.objects.filter(level__gte=_GONE_LEVEL).count()
            tier.save(update_fields=["level"])


def _tier(row: dict[str, Any]) -> Tier:
    defaults = {"level": row["level"], "name_zh": row["name_zh"], "name_en": row["name_en"]}
    tier, _new = Tier.objects.update_or_create(code=row["code"], defaults=defaults)
    return tier


def _areas(areas: dict[str, tuple[str, str, str]]) -> dict[str, Area]:
    rows: dict[str, Area] = {}
    for code, (zh, en, parent) in areas.items():
        defaults = {"name_zh": zh, "name_en": en, "parent": rows.get(parent)}
        rows[code], _new = Area.objects.update_or_create(code=code, defaults=defaults)
    return rows


def _unit(
    place: _Place, tiers: dict[str, Tier], areas: dict[str, Area], units: dict[str, Unit], at: datetime
) -> tuple[Unit, bool]:
    parent, today = units.get(place.parent), at.date()
    wanted = {
        **place.fields,
        "tier": tiers[place.tier],
        "parent": parent,
        "area": areas[place.area],
        "path": f"{parent.path if parent else ''}/{place.code}",
        "active_to_date": None,
    }
    unit = Unit.objects.filter(code=place.code).first()
    if unit is not None and all(getattr(unit, name) == value for name, value in wanted.items()):
        return unit, False
    changes = {} if unit is None else {n: [str(getattr(unit, n)), str(v)] for n, v in wanted.items() if getattr(unit, n) != v}
    unit, new = Unit.objects.update_or_create(
        code=place.code, defaults=wanted, create_defaults={**wanted, "active_from_date": date(today.year - 1, 1, 1)}
    )
    verb = "add" if new else "change"
    audit.record(action=f"network:unit:{verb}", by=None, at=at, target=unit, changes={"code": place.code, **changes}, system=True)
    return unit, True


def _services(unit: Unit, items: list[str]) -> None:
    held = set(unit.services.values_list("item_code", flat=True))
    unit.services.exclude(item_code__in=items).delete()
    UnitService.objects.bulk_create([UnitService(unit=unit, item_code=code) for code in items if code not in held])
