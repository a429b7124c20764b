"""Simple patent families: documents with the same set of priorities protect the same invention.

The set is what the document says itself: its priorities; else the applications it goes back to; else its own
application. A continuation-in-part adds matter, so its own application is in its set too.
"""

from __future__ import annotations

import hashlib

from yizhan.ip.records.applications import application_key
from yizhan.ip.records.patents import Patent

# Applications a document repeats without adding anything.
_SAME_MATTER = frozenset({"continuation", "division", "reissue", "national-stage", "provisional"})


def own_application(patent: Patent) -> str:
    """The key of the document's own application; empty where the source gives none."""
    office = patent.number.office
    return application_key(office, patent.application_number.removeprefix(office), date=patent.filing_date)


def priority_set(patent: Patent) -> frozenset[str]:
    """Keys of the applications that the document's invention first appeared in; empty where nothing is known.

    Priorities come before earlier applications of the same office: those go back to the same priorities. Among
    earlier applications the earliest ones are meant, for later ones repeat them.
    """
    keys = {application_key(p.office, p.number, date=p.date) for p in patent.priorities} - {""}
    adds_matter = any(relation.kind == "continuation-in-part" for relation in patent.relations)
    provisional = {
        application_key(r.office, r.number, date=r.date, kind="P") for r in patent.relations if r.kind == "provisional"
    } - {""}
    keys |= provisional
    if not keys:
        dated = [(r.date.earliest if r.date else None, r) for r in patent.relations if r.kind in _SAME_MATTER]
        first = min((day for day, _relation in dated if day), default=None)
        keys = {application_key(r.office, r.number, date=r.date) for day, r in dated if day == first} - {""}
    own = own_application(patent)
    if own and (adds_matter or not keys):
        keys = keys | {own}
    return frozenset(keys)


def family_of(patent: Patent) -> str:
    """The identity of the simple family: the same for documents with the same priority set.

    A document of which no application is known is alone with others of its number (other kinds, other sources).
    """
    keys = priority_set(patent)
    if not keys:
        return f"n-{patent.number.epodoc}"
    return f"p-{hashlib.sha256(' '.join(sorted(keys)).encode()).hexdigest()[:20]}"
