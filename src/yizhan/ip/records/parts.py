"""The parts that records are made of."""

from __future__ import annotations

from dataclasses import dataclass

from yizhan.ip.records.dates import PartialDate
from yizhan.ip.records.numbers import PublicationNumber


@dataclass(frozen=True, slots=True)
class Text:
    """Text in one language (BCP 47, lower case: `en`, `zh`; empty where the file does not say)."""

    text: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Party:
    """A person or organisation. `role`: applicant, inventor, assignee, agent, owner, correspondent."""

    name: str
    role: str
    is_organisation: bool = False
    country: str = ""  # WIPO ST.3, as the file says it
    city: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Classification:
    """A classification symbol. `scheme`: cpc, ipc, locarno, uspc, nice, vienna; symbols without inner spaces (`H01M10/0525`)."""

    scheme: str
    symbol: str
    is_main: bool = False
    is_inventive: bool = True


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim. `depends_on`: the numbers of the claims it refers to, where the file marks them."""

    number: int
    text: str
    depends_on: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the description (may be empty) and its paragraphs."""

    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """A cited document: `number` where it is a patent, `text` as printed. `phase`: applicant, examiner, third-party or empty.

    `category`: letters of a search report (WIPO ST.14: X, Y, A, P …); `claims`: the claims they concern, as printed;
    `passages`: the cited places.
    """

    text: str
    number: PublicationNumber | None = None
    phase: str = ""
    category: str = ""
    claims: str = ""
    passages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Priority:
    """A priority claim: office, number as printed, date."""

    office: str
    number: str
    date: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """An earlier application that the document goes back to.

    `kind`: continuation, continuation-in-part, division, reissue, provisional, national-stage (of a PCT application),
    or other; `office` and `number` as printed.
    """

    kind: str
    office: str
    number: str
    date: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class LegalEvent:
    """An entry of an office's register. `code`: the office's own (INPADOC's in exchange data); `country`: where it takes effect.

    `date`: of the gazette; `effective`: the day it takes effect, where the file says one.
    """

    office: str
    code: str
    text: str = ""
    date: PartialDate | None = None
    effective: PartialDate | None = None
    country: str = ""
