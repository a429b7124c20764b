"""From the parameters of an address to a query of the index, and to what the page says about it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date

from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yizhan.hub.common.pages import page_number
from yizhan.ip.records import PartialDate
from yizhan.ip.search import BadQuery, Query, QuerySyntaxError

PAGE = 20
MOST_PAGES = 500
FACETS = {
    "patents": ("office", "right", "stage", "status", "group", "applicant", "inventor", "kind", "lang"),
    "marks": ("office", "status", "right", "kind", "group", "applicant", "lang"),
}
FACET_SIZE = 50
SORTS = ("relevance", "newest", "oldest")
_MOST_VALUES = 30


@dataclass(frozen=True, slots=True)
class Asked:
    """What the page was asked: the query for the index, the page, and what of the address could not be used."""

    scope: str
    text: str
    query: Query
    page: int
    chosen: dict[str, tuple[str, ...]]
    dates: dict[str, str]
    complaints: tuple[str, ...] = field(default_factory=tuple)

    def of_size(self, size: int) -> Query:
        return replace(self.query, offset=0, limit=size, facets=(), histogram=False)


def read(parameters: QueryDict) -> Asked:
    """Reads an address; nonsense is left out and complained of, never an error page."""
    scope = parameters.get("in", "")
    scope = scope if scope in FACETS else "patents"
    complaints: list[str] = []
    text = parameters.get("q", "").strip()
    chosen = {name: tuple(v[:200] for v in parameters.getlist(name)[:_MOST_VALUES] if v.strip()) for name in FACETS[scope]}
    filters = {name: values for name, values in chosen.items() if values}
    typed = parameters.get("class", "").strip()
    if typed:
        symbols = tuple(re.sub(r"\s", "", part).upper() for part in re.split(r"[,;，；]", typed) if part.strip())
        filters["group"] = (*filters.get("group", ()), *symbols)
    dates = {name: parameters.get(name, "").strip()[:20] for name in ("from", "to")}
    first, last = _first(dates["from"], complaints), _last(dates["to"], complaints)
    if first and last and first > last:
        complaints.append(_("The first date lies after the last one, so nothing can lie between them."))
    years = tuple(int(year) for year in parameters.getlist("year")[:_MOST_VALUES] if re.fullmatch(r"\d{4}", year))
    sort = parameters.get("sort", "")
    page = min(page_number(parameters.get("page")), MOST_PAGES)
    published, filed = ((first, last), (None, None)) if scope == "patents" else ((None, None), (first, last))
    query = Query(
        text=text, filters=filters, years=years, sort=sort if sort in SORTS else "relevance", offset=(page - 1) * PAGE, limit=PAGE,
        facets=FACETS[scope], histogram=True, facet_size=FACET_SIZE, on=timezone.localdate(),
        fold=scope == "patents" and parameters.get("fold") == "1",
        published_from=published[0], published_to=published[1], filed_from=filed[0], filed_to=filed[1],
    )  # fmt: skip
    return Asked(
        scope, text, query, page, {**chosen, "year": tuple(map(str, years))}, {**dates, "class": typed}, tuple(complaints)
    )


def _first(text: str, complaints: list[str]) -> date | None:
    found = _date(text, complaints)
    return found.earliest if found else None


def _last(text: str, complaints: list[str]) -> date | None:
    found = _date(text, complaints)
    return found.latest if found else None


def _date(text: str, complaints: list[str]) -> PartialDate | None:
    if not text:
        return None
    found = PartialDate.parse(text)
    if found is None:
        complaints.append(_("“%(text)s” is no date and is left out. Write 2020, 2020-06 or 2020-06-30.") % {"text": text})
    return found


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with a query: a sentence, the text around the place, and the query as it was probably meant."""

    sentence: str
    before: str = ""
    wrong: str = ""
    after: str = ""
    suggestion: str = ""


def mistake(error: BadQuery, text: str) -> Mistake:
    """A mistake as a page shows it."""
    if not isinstance(error, QuerySyntaxError):
        return Mistake(why(error))
    end = error.position + error.length
    return Mistake(why(error), text[: error.position], text[error.position : end] or " ", text[end:], error.suggestion)


EXAMPLES: tuple[tuple[str, Promise], ...] = (
    ("solar AND (panel OR cell) NOT roof", gettext_lazy("words joined by operators")),
    ('title:"heat exchanger"', gettext_lazy("a phrase in the title")),
    ("标题:电池 AND 国家:CN", gettext_lazy("fields by their Chinese names")),
    ("cpc:H01M10/* filed:[2015 TO 2020-06]", gettext_lazy("a class with all below it, filed within a span")),
    ("solid NEAR/5 electrolyte", gettext_lazy("at most five words apart, in any order; ADJ/5 in this order")),
    ("batter* colour~1", gettext_lazy("any ending; one letter may differ")),
    ("cites:US8919058", gettext_lazy("documents that cite this one")),
    ("status:alive lang:en title:battery^3", gettext_lazy("legal state today, language, and a word that counts three times")),
)
_SENTENCES: dict[str, Promise] = {
    "too-long": gettext_lazy("The text is longer than 20,000 characters. Paste the part that says what is new."),
    "nothing-to-search": gettext_lazy("There is no letter and no digit in this text, so there is nothing to search for."),
    "unclosed-quote": gettext_lazy("A quotation mark is opened and not closed."),
    "unclosed-parenthesis": gettext_lazy("A parenthesis is opened and not closed."),
    "unexpected-parenthesis": gettext_lazy("A parenthesis is closed that was not opened."),
    "missing-operand": gettext_lazy("Something is missing beside “%(detail)s”."),
    "unknown-field": gettext_lazy("There is no field “%(detail)s”."),
    "bad-date": gettext_lazy("“%(detail)s” is no date. Write 2020, 2020-06 or 2020-06-30."),
    "bad-range": gettext_lazy("This is no range of dates. Write [2015 TO 2020-06]."),
    "bad-distance": gettext_lazy("A distance is a number from 1 to 20, as in NEAR/5."),
    "near-words-only": gettext_lazy("NEAR and ADJ stand between two words or phrases of the same field, without wildcards."),
    "wildcard-too-short": gettext_lazy("At least two letters must stand before the wildcard in “%(detail)s”."),
    "too-deep": gettext_lazy("The query is too long to be read as an expression."),
    "too-many": gettext_lazy("The query is too long to be read as an expression."),
    "not-here": gettext_lazy("“%(detail)s” belongs after a date field, as in published:>=2018."),
}


def why(error: BadQuery) -> str:
    """What is wrong with a query, in a sentence."""
    return str(_SENTENCES[error.code]) % {"detail": getattr(error, "detail", "")}
