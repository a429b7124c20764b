"""A patent document: one publication of one office."""

from __future__ import annotations

from dataclasses import dataclass

from yizhan.ip.records.dates import PartialDate
from yizhan.ip.records.numbers import PublicationNumber
from yizhan.ip.records.parts import Citation, Claim, Classification, Party, Priority, Section, Text


@dataclass(frozen=True, slots=True)
class Patent:
    """One publication. `right`: invention, utility-model, design, plant; `stage`: application, grant, or empty."""

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


def _preferred(texts: tuple[Text, ...], language: str) -> str:
    for text in texts:
        if text.lang == language:
            return text.text
    return texts[0].text if texts else ""


def _names(parties: tuple[Party, ...], role: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(party.name for party in parties if party.role == role and party.name))
