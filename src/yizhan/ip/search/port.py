"""The Index port: what any engine offers. Embedded tantivy implements it now; a cluster can stand behind it later."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from yizhan.ip.records import Record

FACETS = ("office", "kind", "right", "stage", "status", "lang", "group", "applicant", "inventor")


class IndexFailure(Exception):
    """The index cannot answer; the message is for people who run the system."""


class IndexMissing(IndexFailure):
    """There is no index yet: nothing has been ingested."""


class IndexOutdated(IndexFailure):
    """The index was made by another version of the schema; `yizhan rebuild` makes it anew."""


class IndexBusy(IndexFailure):
    """Another process is writing."""


class IndexBroken(IndexFailure):
    """The files of the index are damaged; `yizhan rebuild` makes it anew."""


class BadQuery(ValueError):
    """The query cannot be searched. `code`: too-long, nothing-to-search, or a code of `QuerySyntaxError`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Query:
    """What is searched. Filters of one kind are alternatives, filters of different kinds all hold.

    `text` may be written in the query language (`language.parse`). `filters` name facets and the terms `family`, `cites`,
    `application`, `number`. `on`: the day for which legal states are asked; None: by events alone. `fold`: one hit for
    each simple family, the best of its members.

    `group`: classification symbols of any length (`H`, `H01M`, `H01M10/052`) for patents, Nice classes for marks.
    Dates are inclusive; `sort`: relevance, newest or oldest.
    """

    text: str = ""
    filters: dict[str, tuple[str, ...]] = field(default_factory=dict)
    published_from: date | None = None
    published_to: date | None = None
    filed_from: date | None = None
    filed_to: date | None = None
    years: tuple[int, ...] = ()
    sort: str = "relevance"
    offset: int = 0
    limit: int = 10
    facets: tuple[str, ...] = ()
    facet_size: int = 12
    histogram: bool = False
    on: date | None = None
    fold: bool = False


@dataclass(frozen=True, slots=True)
class Bucket:
    """A facet value and how many of the found records have it."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Span:
    """A passage of a field with the matched places in it (characters of `text`, end excluded)."""

    field: str
    text: str
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """One found record, as a result list shows it."""

    key: str
    number: str
    title: str
    score: float
    date: str
    spans: tuple[Span, ...]
    office: str = ""
    kind: str = ""
    right: str = ""
    status: str = ""
    language: str = ""
    applicants: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    filed: str = ""
    inventors: tuple[str, ...] = ()
    family: str = ""
    others: int = 0  # folded: how many more members of the family matched


@dataclass(frozen=True, slots=True)
class Results:
    """A page of hits. Facet counts and the histogram (year, count) are over all found records, exact.

    `families`: how many simple families the found records are, where they were folded; exact up to 20,000 records,
    estimated beyond (`families_estimated`).
    """

    total: int
    hits: tuple[Hit, ...]
    facets: dict[str, tuple[Bucket, ...]]
    histogram: tuple[tuple[int, int], ...]
    took_ms: float
    understood: str
    families: int | None = None
    families_estimated: bool = False


@dataclass(frozen=True, slots=True)
class State:
    """Which index answered: its identity, how many records it holds, the version of its schema."""

    generation: str
    records: int
    version: str


class Index(Protocol):
    """Reading. Every method may raise `IndexFailure`; `search` and `similar` also `BadQuery`."""

    def search(self, query: Query) -> Results:
        """A page of ranked records."""

    def similar(
        self,
        text: str,
        *,
        before: date | None = None,
        limit: int = 10,
        leave_out: str = "",
        leave_out_family: str = "",
        follow_citations: bool = False,
    ) -> Results:
        """Records most like a text (a description, claims), published before a day if one is given.

        `leave_out`: the key of a record, `leave_out_family`: a family that is not shown (a document's own).
        `follow_citations`: documents that the nearest ones cite, or that cite the same, count more.
        """

    def get(self, key: str) -> Record | None:
        """A record by its key."""

    def find(self, number: str) -> tuple[str, ...]:
        """Keys of the records that a number means, in whatever form it is written."""

    def state(self) -> State:
        """Identity and size."""

    def terms(self, text: str) -> list[str]:
        """The words of a text in the form in which the index knows them, without those that say nothing."""


class Writer(Protocol):
    """Writing: one at a time. What is not committed is lost when the process ends."""

    def add(self, record: Record) -> str:
        """Takes a record in: `indexed`, `replaced` (also: joined with the held one), or `older` (a newer one stays)."""

    def withdraw(self, key: str) -> str:
        """Takes a record out: `withdrawn`, or `absent`."""

    def commit(self) -> None:
        """Makes everything added so far visible and safe."""

    def close(self) -> None:
        """Ends writing; waits for merges."""
