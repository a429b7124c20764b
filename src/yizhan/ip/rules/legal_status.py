"""What is known of a right on a day: alive, pending, ended or unknown, each with the event or the rule that says so.

Only events that the sources hold are used. A grant after which nothing is known is `unknown`, not alive: fees may have
lapsed. An end by the maximum term is an estimate, said with its rule.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import yaml

from yizhan.ip.records import LegalEvent, Patent
from yizhan.ip.rules.rows import DATA, RuleRow, in_force, load_rows

STATES = ("alive", "pending", "ended", "unknown")
REASONS = ("fee", "term", "withdrawn", "refused", "revoked", "surrendered", "lapsed")


@dataclass(frozen=True, slots=True)
class Expiry:
    """The last day by the maximum term, an estimate; `rule` says how it was counted."""

    day: date
    rule: RuleRow


@dataclass(frozen=True, slots=True)
class Status:
    """`state` on the asked day in `country`; `reason` of an end; the `event` or the `expiry` that says so, else None.

    `since` is the day of that event. Unknown without an event: nothing is held after the publication.
    """

    state: str
    country: str
    reason: str = ""
    since: date | None = None
    event: LegalEvent | None = None
    expiry: Expiry | None = None


@dataclass(frozen=True, slots=True)
class _Meaning:
    effect: str
    reason: str
    words: tuple[str, ...]


@cache
def _meanings() -> dict[tuple[str, str], tuple[_Meaning, ...]]:
    loaded: dict[str, Any] = yaml.safe_load((DATA / "legal_events.yaml").read_text(encoding="utf-8"))
    found: dict[tuple[str, str], list[_Meaning]] = {}
    for row in loaded["rows"]:
        meaning = _Meaning(row["effect"], row.get("reason", ""), tuple(row.get("words", ())))
        for code in row["codes"]:
            found.setdefault((row["office"], str(code)), []).append(meaning)
    return {key: tuple(rows) for key, rows in found.items()}


@cache
def term_rows() -> tuple[RuleRow, ...]:
    """The rows of maximum terms."""
    return load_rows(DATA / "patent_terms.yaml")


def meaning_of(event: LegalEvent) -> tuple[str, str]:
    """(effect, reason) of an event: pending, alive or ended; ("", "") for one that changes nothing."""
    text = event.text.lower()
    for meaning in _meanings().get((event.office, event.code), ()):
        if not meaning.words or any(word in text for word in meaning.words):
            return meaning.effect, meaning.reason
    return "", ""


def countries(patent: Patent, events: Iterable[LegalEvent] = ()) -> tuple[str, ...]:
    """The document's own office first, then every state that its events name."""
    named = {event.country for event in (*patent.events, *events) if event.country}
    return (patent.number.office, *sorted(named - {patent.number.office}))


def status_on(patent: Patent, day: date, *, country: str = "", events: Iterable[LegalEvent] = ()) -> Status:
    """The status on a day in a country (the document's own office where none is given).

    `events`: more events of the same application, from other publications of it. For a state of a European patent the
    events of the patent as a whole count too, and end it there.
    """
    country = country or patent.number.office
    counted = [e for e in dict.fromkeys((*patent.events, *events)) if e.country in {country, patent.number.office}]
    last: Status | None = None
    for event in sorted(counted, key=_day_of):
        effect, reason = meaning_of(event)
        happened = _day_of(event)
        if not effect or happened > day:
            continue
        if (
            last is not None
            and last.state == "ended"
            and effect != "ended"
            and not (event.country == country and effect == "alive")
        ):
            continue  # what ended does not become pending again by a late entry
        # A fee paid in one state says nothing of another; what the whole loses, each state loses.
        if event.country != country and effect == "alive" and last is not None and last.event and last.event.country == country:
            continue
        last = Status(effect, country, reason, happened, event)
    expiry = expires(patent)
    if expiry is not None and day > expiry.day and (last is None or last.state != "ended"):
        return Status("ended", country, "term", expiry.day, None, expiry)
    if last is None:
        return Status("unknown", country, since=_published(patent), expiry=expiry)
    return Status(last.state, country, last.reason, last.since, last.event, expiry)


def expires(patent: Patent) -> Expiry | None:
    """The end by the maximum term of the law of the filing day; None where no row or no date says it."""
    filed = patent.filing_date
    if filed is None or not filed.is_whole:
        return None
    row = in_force(term_rows(), f"term-{patent.number.office}-{patent.right}", filed.earliest)
    if row is None:
        return None
    begins = {"filing": filed.earliest, "earliest-filing": _earliest(patent), "grant": _granted(patent)}[row.params["from"]]
    return Expiry(_years_later(begins, int(row.params["years"])), row) if begins else None


def _earliest(patent: Patent) -> date | None:
    """The earliest application relied on; provisional and foreign priorities do not shorten a term."""
    relied = [r.date.earliest for r in patent.relations if r.date and r.date.is_whole and r.kind not in {"provisional", "other"}]
    own = patent.filing_date.earliest if patent.filing_date else None
    return min([*relied, own]) if own else None


def _granted(patent: Patent) -> date | None:
    return patent.publication_date.earliest if patent.stage == "grant" and patent.publication_date else None


def _published(patent: Patent) -> date | None:
    return patent.publication_date.earliest if patent.publication_date else None


def _years_later(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)


def _day_of(event: LegalEvent) -> date:
    day = event.effective or event.date
    return day.earliest if day else date.min
