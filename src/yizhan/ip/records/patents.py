"""A patent document: one publication of one office."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any

from yizhan.ip.records.dates import PartialDate
from yizhan.ip.records.numbers import PublicationNumber
from yizhan.ip.records.parts import Citation, Claim, Classification, LegalEvent, Party, Priority, Relation, Section, Text


@dataclass(frozen=True, slots=True)
class Patent:
    """One publication. `right`: invention, utility-model, design, plant; `stage`: application, grant, or empty.

    `partial`: the source speaks of a part of the document only (its claims, its legal events); such a record adds to
    the one that is held. `produced`: when the office made the record; an older one never replaces a newer one.
    """

    number: PublicationNumber
    right: str = "invention"
    stage: str = ""
    language: str = ""
    titles: tuple[Text, ...] = ()
    abstracts: tuple[Text, ...] = ()
    claims: tuple[Claim, ...] = ()
    description: tuple[Section, ...] = ()
    parties: tuple[Party, ...] = ()
    classifications: tuple[Classification, ...] = ()
    citations: tuple[Citation, ...] = ()
    priorities: tuple[Priority, ...] = ()
    publication_date: PartialDate | None = None
    application_number: str = ""
    filing_date: PartialDate | None = None
    related: tuple[PublicationNumber, ...] = ()
    figures: tuple[str, ...] = ()  # file names of the drawings
    source: str = ""  # the format it was read from, e.g. us-redbook-grant-4.5
    relations: tuple[Relation, ...] = ()
    events: tuple[LegalEvent, ...] = ()
    family: str = ""  # the office's own family identifier, e.g. DOCDB's
    produced: PartialDate | None = None
    partial: bool = False

    @property
    def key(self) -> str:
        """What identifies the document: a later record with the same key replaces it."""
        return self.number.docdb

    @property
    def title(self) -> str:
        """The title in the document's own language, else the first one."""
        return _preferred(self.titles, self.language)

    @property
    def abstract(self) -> str:
        return _preferred(self.abstracts, self.language)

    @property
    def applicants(self) -> tuple[str, ...]:
        """Names of applicants, or assignees where the file names no applicant; each once, in order."""
        names = _names(self.parties, "applicant") or _names(self.parties, "assignee")
        return names or _names(self.parties, "inventor")

    @property
    def inventors(self) -> tuple[str, ...]:
        return _names(self.parties, "inventor")

    def joined(self, later: Patent) -> Patent:
        """This record and a later one of the same document.

        Of two whole ones the later stands; what only registers tell (events, the family) is kept where it is silent.
        A partial one adds what the other does not have; of two partial ones the later wins.
        """
        if later.partial and not self.partial:
            base, other, names = self, later, _FIELDS
        else:
            base, other, names = later, self, _FIELDS if self.partial else ("family",)
        changes: dict[str, Any] = {name: getattr(other, name) for name in names if not getattr(base, name)}
        changes["events"] = tuple(dict.fromkeys((*self.events, *later.events)))
        changes["partial"] = self.partial and later.partial
        return replace(base, **changes)


def _preferred(texts: tuple[Text, ...], language: str) -> str:
    for text in texts:
        if text.lang == language:
            return text.text
    return texts[0].text if texts else ""


def _names(parties: tuple[Party, ...], role: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(party.name for party in parties if party.role == role and party.name))


_FIELDS = tuple(item.name for item in fields(Patent) if item.name not in {"number", "partial", "events"})
