"""Which unit carries a case, and why: the nearest able unit, explained line by line in words a person can check."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from yizhan.hub.common.refusals import Conflict
from yizhan.hub.desk.models import Case
from yizhan.hub.desk.states import OPEN
from yizhan.hub.network import queries as network
from yizhan.hub.network.models import Area, Unit


@dataclass(frozen=True, slots=True)
class Route:
    """The unit and the reasons: codes with parameters, put into words when shown (`explain`)."""

    unit: Unit
    reasons: list[dict[str, str]]


def choose(*, item_code: str, area: Area, preferred: Unit | None, on: date) -> Route:
    """The unit a person asked for if it can carry the item; else the nearest able one: the lowest tier in the person's
    area first, then upwards; among equals the one with the fewest open cases.

    Raises:
        Conflict: no unit can carry the item.
    """
    able = network.able_units(item_code, on)
    if not able:
        raise Conflict(_("No unit offers this service at present. Please ask the centre by phone."))
    reasons: list[dict[str, str]] = []
    if preferred is not None:
        if any(unit.pk == preferred.pk for unit in able):
            return Route(preferred, [_reason("preferred", preferred), _reason("able", preferred)])
        reasons.append(_reason("preferred_unable", preferred))
    local = [unit for unit in able if unit.area_id == area.pk]
    if local:
        lowest = max(unit.tier.level for unit in local)
        nearest = [unit for unit in local if unit.tier.level == lowest]
        reasons.append(_reason("in_area", nearest[0], area=area, count=len(nearest)))
    else:
        lowest = min(unit.tier.level for unit in able)
        nearest = [unit for unit in able if unit.tier.level == lowest]
        reasons.append(_reason("none_in_area", nearest[0], area=area))
    chosen, load = _least_loaded(nearest)
    if len(nearest) > 1:
        reasons.append(_reason("least_loaded", chosen, count=len(nearest), load=load))
    reasons.append(_reason("able", chosen))
    return Route(chosen, reasons)


def _least_loaded(units: list[Unit]) -> tuple[Unit, int]:
    counted = Case.objects.filter(unit__in=units, state__in=OPEN).values("unit_id").annotate(n=Count("pk"))
    loads = {row["unit_id"]: row["n"] for row in counted}
    chosen = min(units, key=lambda unit: (loads.get(unit.pk, 0), unit.code))
    return chosen, loads.get(chosen.pk, 0)


def _reason(code: str, unit: Unit, *, area: Area | None = None, count: int = 0, load: int = 0) -> dict[str, str]:
    return {
        "code": code, "unit_zh": unit.name_zh, "unit_en": unit.name_en,
        "area_zh": area.name_zh if area else "", "area_en": area.name_en if area else "", "count": str(count), "load": str(load),
    }  # fmt: skip


def explain(reasons: list[dict[str, str]], language: str) -> list[str]:
    """The reasons in words."""
    suffix = "zh" if language.startswith("zh") else "en"
    sentences = {
        "preferred": _("You chose this unit yourself."),
        "preferred_unable": _("You chose %(unit)s, which does not offer this service."),
        "in_area": _("In %(area)s, %(count)s unit(s) of the tier closest to you offer this service."),
        "none_in_area": _("No unit in %(area)s offers this service, so it goes to the tier above."),
        "least_loaded": _("Of these, %(unit)s has the fewest open cases (%(load)s)."),
        "able": _("%(unit)s lists this service among those it offers."),
        "referred": _("Another unit referred the case here; its reason is in the timeline."),
        "entered": _("The unit where you asked keeps your case (first-asked responsibility)."),
    }
    out = []
    for reason in reasons:
        words = {**reason, "unit": reason.get(f"unit_{suffix}", ""), "area": reason.get(f"area_{suffix}", "")}
        out.append(sentences[reason["code"]] % words)
    return out


def referral_targets(case: Case, on: date) -> list[Unit]:
    """Units a case can be referred to: those above and below first, then the others that can carry the item."""
    able = [unit for unit in network.able_units(case.item.code, on) if unit.pk != case.unit_id]
    here = case.unit.path

    def distance(unit: Unit) -> tuple[bool, int, str]:
        related = network.covers(unit.path, here) or network.covers(here, unit.path)
        return (not related, abs(unit.tier.level - case.unit.tier.level), unit.code)

    return sorted(able, key=distance)


def entered_here(unit: Unit) -> Route:
    """A case that staff enter stays with their unit: who is asked first keeps the person."""
    return Route(unit, [_reason("entered", unit)])


def referred_to(unit: Unit) -> list[dict[str, str]]:
    return [_reason("referred", unit), _reason("able", unit)]


def can_carry(unit: Unit, item_code: str, on: date) -> bool:
    """Whether a unit offers an item on a day."""
    return network.active(on).filter(Q(pk=unit.pk), services__item_code=item_code).exists()
