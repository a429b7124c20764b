"""A trade mark: one application or registration in one register."""

from __future__ import annotations

from dataclasses import dataclass

from yizhan.ip.records.dates import PartialDate
from yizhan.ip.records.parts import Classification, Party, Priority, Text


@dataclass(frozen=True, slots=True)
class GoodsClass:
    """One Nice class with its goods or services; `status` as the register says it."""

    number: int
    goods: tuple[Text, ...] = ()
    status: str = ""
    first_use: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class MarkEvent:
    """A line of the mark's history; `code` is the office's own."""

    code: str
    text: str = ""
    date: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark. `feature`: word, figurative, combined, sound, three-dimensional, other or empty.

    `right`: trade-mark or geographical-indication. `status`: pending, registered, ended or empty; `office_status`: the office's own code.
    """

    office: str
    application_number: str
    registration_number: str = ""
    text: str = ""
    language: str = ""
    feature: str = ""
    status: str = ""
    office_status: str = ""
    status_date: PartialDate | None = None
    filing_date: PartialDate | None = None
    publication_date: PartialDate | None = None
    registration_date: PartialDate | None = None
    expiry_date: PartialDate | None = None
    transaction_date: PartialDate | None = None
    classes: tuple[GoodsClass, ...] = ()
    parties: tuple[Party, ...] = ()
    figurative: tuple[Classification, ...] = ()  # Vienna or national design codes
    priorities: tuple[Priority, ...] = ()
    events: tuple[MarkEvent, ...] = ()
    statements: tuple[Text, ...] = ()  # disclaimers, descriptions, colour claims, transliterations
    source: str = ""
    right: str = "trade-mark"
    similar_groups: tuple[str, ...] = ()  # codes of similar goods, where the register keeps them (CN, JP, KR)

    @property
    def key(self) -> str:
        """What identifies the mark: a later record with the same key replaces it."""
        return f"{self.office}.{self.application_number}"

    @property
    def title(self) -> str:
        return self.text

    @property
    def owners(self) -> tuple[str, ...]:
        """Names of owners, else applicants; each once, in order."""
        wanted = [p.name for p in self.parties if p.role == "owner"] or [p.name for p in self.parties if p.role == "applicant"]
        return tuple(dict.fromkeys(name for name in wanted if name))

    @property
    def nice_classes(self) -> tuple[int, ...]:
        return tuple(sorted({item.number for item in self.classes}))
