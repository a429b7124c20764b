"""Words for the states and events of cases."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext_lazy as _

from yizhan.hub.desk.catalogue import CHAIN_STAGES
from yizhan.hub.desk.models import Case
from yizhan.hub.desk.states import EVENT_NAMES, OPEN, STATE_NAMES, STATE_TONES

register = template.Library()
_STAGES = dict(zip(CHAIN_STAGES, (_("Creation"), _("Utilisation"), _("Protection"), _("Management"), _("Service")), strict=True))
_LEVELS = {
    "law": _("Law"),
    "administrative_regulation": _("Administrative regulation"),
    "ministry_rule": _("Ministry rule"),
    "normative_document": _("Normative document"),
    "local_rule": _("Local rule"),
    "standard": _("Standard"),
    "practice": _("Practice"),
    "local_configuration": _("Local configuration, not law"),
}
_CHANNELS = dict(Case.CHANNELS)


@register.filter
def state_name(state: str) -> str:
    return str(STATE_NAMES.get(state, state))


@register.filter
def state_tone(state: str) -> str:
    return STATE_TONES.get(state, "info" if state in OPEN else "")


@register.filter
def event_name(action: str) -> str:
    return str(EVENT_NAMES.get(action, action))


@register.filter
def stage_name(stage: str) -> str:
    return str(_STAGES.get(stage, stage))


@register.filter
def level_name(level: str) -> str:
    """The authority of a rule."""
    return str(_LEVELS.get(level, level))


@register.filter
def channel_name(channel: str) -> str:
    return str(_CHANNELS.get(channel, channel))
