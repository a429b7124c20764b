"""Roles as classes in code: a row in a table can give a person a role at a unit, but never a power that is not here."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Permission(StrEnum):
    """What can be allowed at a unit (and the units below it)."""

    CASE_READ = "case:read"
    CASE_ENTER = "case:enter"
    CASE_WORK = "case:work"
    CASE_ASSIGN = "case:assign"
    CASE_REFER = "case:refer"
    MONTH_READ = "month:read"
    POST_GIVE = "post:give"


class Role:
    """A role: its code, its name and what it may do."""

    code: ClassVar[str]
    name: ClassVar[str | Promise]
    permissions: ClassVar[frozenset[Permission]]


class WindowClerk(Role):
    """Registers people at the window and by phone."""

    code = "window-clerk"
    name = _("Window clerk")
    permissions = frozenset({Permission.CASE_READ, Permission.CASE_ENTER})


class Liaison(Role):
    """First contact at a workstation: answers, visits, carries cases."""

    code = "liaison"
    name = _("Liaison")
    permissions = frozenset(
        {
            Permission.CASE_READ,
            Permission.CASE_ENTER,
            Permission.CASE_WORK,
            Permission.CASE_ASSIGN,
            Permission.CASE_REFER,
            Permission.MONTH_READ,
        }
    )


class DistrictOfficer(Liaison):
    """Reviews, dispatches and carries cases of a district and its workstations."""

    code = "district-officer"
    name = _("District officer")


class CityOfficer(Liaison):
    """Guides the network; carries what needs an expert."""

    code = "city-officer"
    name = _("City officer")


class Auditor(Role):
    """Reads everything, changes nothing."""

    code = "auditor"
    name = _("Auditor")
    permissions = frozenset({Permission.CASE_READ, Permission.MONTH_READ})


class Administrator(Role):
    """Gives posts; sees no cases."""

    code = "administrator"
    name = _("Administrator")
    permissions = frozenset({Permission.POST_GIVE})


ROLES: dict[str, type[Role]] = {
    role.code: role for role in (WindowClerk, Liaison, DistrictOfficer, CityOfficer, Auditor, Administrator)
}
