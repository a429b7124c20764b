"""Reading the network: units, reach, posts, what a person may do where."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from yizhan.hub.accounts.models import User
from yizhan.hub.accounts.roles import ROLES, Permission
from yizhan.hub.common.memo import remembered
from yizhan.hub.network.models import Area, Post, Tier, Unit


@dataclass(frozen=True, slots=True)
class PostInfo:
    """A post as policies need it."""

    unit_id: int
    unit_code: str
    unit_path: str
    tier_level: int
    role: str
    permissions: frozenset[Permission]


def active(on: date) -> QuerySet[Unit]:
    """Units that work on a day."""
    return Unit.objects.filter(Q(active_to_date__isnull=True) | Q(active_to_date__gt=on), active_from_date__lte=on)


def posts_of(user: User | None) -> tuple[PostInfo, ...]:
    """A person's present posts; read once for each request."""
    if user is None or not user.is_active:
        return ()
    cached: tuple[PostInfo, ...] | None = getattr(user, "_posts", None)
    if cached is None:
        rows = Post.objects.filter(user=user, until_date=None).select_related("unit__tier").order_by("unit__path")
        cached = tuple(
            PostInfo(p.unit_id, p.unit.code, p.unit.path, p.unit.tier.level, p.role, ROLES[p.role].permissions)
            for p in rows
            if p.role in ROLES
        )
        user._posts = cached  # type: ignore[attr-defined]  # noqa: SLF001
    return cached


def is_staff_member(user: User | None) -> bool:
    """Whether a person holds any post."""
    return bool(posts_of(user))


def covers(upper: str, lower: str) -> bool:
    """Whether the unit with one path is the other one or stands above it."""
    return lower == upper or lower.startswith(upper + "/")


def has_permission(user: User | None, permission: Permission, unit: Unit | None = None) -> bool:
    """Whether a person may do something at a unit (None: anywhere); a post covers its unit and all below it."""
    return any(permission in post.permissions and (unit is None or covers(post.unit_path, unit.path)) for post in posts_of(user))


def units_in_reach(user: User | None, permission: Permission) -> QuerySet[Unit]:
    """Units at which a person may do something, the upper ones first."""
    condition = Q(pk__in=[])
    for post in posts_of(user):
        if permission in post.permissions:
            condition |= Q(path=post.unit_path) | Q(path__startswith=post.unit_path + "/")
    return Unit.objects.filter(condition).select_related("tier").order_by("tier__level", "code")


def unit_by_code(code: str) -> Unit | None:
    return Unit.objects.filter(code=code).select_related("tier", "area", "parent").first()


def colleagues(unit: Unit, permission: Permission) -> list[User]:
    """People with a post at exactly this unit that allows something, by name."""
    roles = [code for code, role in ROLES.items() if permission in role.permissions]
    people = User.objects.filter(posts__unit=unit, posts__role__in=roles, posts__until_date=None, is_active=True)
    return list(people.distinct().order_by("name", "pk"))


def areas() -> list[Area]:
    """Areas that people choose from: the lowest ones, or the only one."""
    rows = list(Area.objects.order_by("pk").select_related("parent"))
    parents = {area.parent_id for area in rows}
    return [area for area in rows if area.pk not in parents]


def able_units(item_code: str, on: date) -> list[Unit]:
    """Active units that can carry an item, the upper tiers first."""
    able = active(on).filter(services__item_code=item_code)
    return list(able.select_related("tier", "area", "parent").order_by("tier__level", "code"))


def find(text: str, area_code: str, on: date) -> QuerySet[Unit]:
    """Units for the finder: by name, address or code, and by area."""
    found = active(on).select_related("tier", "area")
    if area_code:
        found = found.filter(area__code=area_code)
    if text:
        found = found.filter(
            Q(name_zh__icontains=text) | Q(name_en__icontains=text) | Q(address_zh__icontains=text) | Q(address_en__icontains=text)
            | Q(code__iexact=text)
        )  # fmt: skip
    return found.order_by("tier__level", "code")


def is_open(unit: Unit, at: datetime) -> bool:
    """Whether the unit's hours include a (local) moment; holidays are the caller's."""
    spans = unit.opening.get(str(at.weekday()), [])
    clock = at.strftime("%H:%M")
    return any(first <= clock < last for first, last in spans)


@remembered(10)
def shape(on: date) -> list[tuple[Tier, int]]:
    """Tiers from the top and how many active units each has: 1, 17, 87."""
    counts: dict[int, int] = {}
    for tier_id in active(on).values_list("tier_id", flat=True):
        counts[tier_id] = counts.get(tier_id, 0) + 1
    return [(tier, counts[tier.pk]) for tier in Tier.objects.order_by("level") if tier.pk in counts]


def people_with_posts() -> list[Post]:
    """Present posts with their people, the upper tiers first."""
    rows = Post.objects.filter(until_date=None, user__is_active=True).select_related("user", "unit__tier")
    return list(rows.order_by("unit__tier__level", "unit__code", "role"))


def menu(user: User | None) -> dict[str, bool]:
    """Which pages of the network a person's posts open."""
    return {
        "queue": has_permission(user, Permission.CASE_READ),
        "month": has_permission(user, Permission.MONTH_READ),
        "posts": has_permission(user, Permission.POST_GIVE),
    }


def posts_in_reach(user: User, text: str) -> QuerySet[Post]:
    """Present posts at the units for which a person gives posts, by unit; `text` narrows by name, address or unit."""
    posts = Post.objects.filter(until_date=None, unit__in=units_in_reach(user, Permission.POST_GIVE))
    if text:
        posts = posts.filter(
            Q(user__name__icontains=text) | Q(user__email__icontains=text) | Q(unit__code__iexact=text)
            | Q(unit__name_zh__icontains=text) | Q(unit__name_en__icontains=text)
        )  # fmt: skip
    return posts.select_related("user", "unit__tier").order_by("unit__tier__level", "unit__code", "role", "pk")


def post_in_reach(user: User, pk: int) -> Post | None:
    return posts_in_reach(user, "").filter(pk=pk).first()
