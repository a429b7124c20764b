"""Brings an installation up to date: tables, cache, catalogue, network, static files. Running it again changes nothing."""

from __future__ import annotations

from collections.abc import Callable

from django.core.management import call_command
from django.utils import timezone

from yizhan.hub.desk.catalogue import load_catalogue
from yizhan.hub.network.config import load_network


def prepare(say: Callable[[str], None]) -> None:
    """Everything that has to be there before the first page."""
    say("database: tables")
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    now = timezone.now()
    loaded = load_network(at=now)
    say(f"network: {loaded.units} units in {loaded.areas} areas, {loaded.changed} changed")
    say(f"catalogue: {load_catalogue(at=now)} new versions")
    call_command("collectstatic", interactive=False, verbosity=0)
    say("static files: ready")
