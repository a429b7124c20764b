"""From the parameters of an address to a query of the index, and to what the page says about it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date

from django.http import QueryDict
from django.utils.translation import gettext as _

from yizhan.hub.common.pages import page_number
from yizhan.ip.records import PartialDate
from yizhan.ip.search import BadQuery, Query

PAGE = 20
MOST_PAGES = 500
FACETS = {
    "patents": ("office", "right", "kind", "group", "applicant"),
    "marks": ("office", "status", "kind", "group", "applicant"),
}
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
        facets=FACETS[scope], histogram=True, facet_size=10,
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


def why(error: BadQuery) -> str:
    """What is wrong with a query, in a sentence."""
    if error.code == "too-long":
        return _("The text is longer than 20,000 characters. Paste the part that says what is new.")
    return _("There is no letter and no digit in this text, so there is nothing to search for.")
