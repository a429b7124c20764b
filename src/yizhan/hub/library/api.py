"""The programming interface `/api/v1`: what the pages show, as JSON; problems as `application/problem+json` (RFC 9457).

English only: it is read by programs. Every answer to a search carries the query as understood and the state of the index.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

import msgspec
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import override
from ninja import Field, NinjaAPI, Query, Router, Schema
from ninja.errors import HttpError, ValidationError

from yizhan.hub.common.refusals import Refusal
from yizhan.hub.library import dossier, indexes, keys
from yizhan.hub.library.queries import FACETS
from yizhan.ip.records import Mark, Patent
from yizhan.ip.records.families import family_of
from yizhan.ip.search import BadQuery, Hit, IndexFailure, IndexMissing, QuerySyntaxError, Results
from yizhan.ip.search import Query as Search

MOST_HITS, MOST_OFFSET = 100, 10_000
MOST_TEXT = 20_000
router = Router(tags=["library"])


class Problem(Schema):
    """What went wrong (RFC 9457). `code` tells programs; of a query the place and a suggestion are given."""

    type: str
    title: str
    status: int
    code: str = ""
    position: int | None = None
    length: int | None = None
    suggestion: str | None = None
    errors: list[dict[str, str]] | None = None


_PROBLEMS = (400, 401, 404, 422, 429, 503)


def answers(shape: Any) -> dict[int, Any]:
    """The answers of a route: its own, and the problems that any may have."""
    return {200: shape, **dict.fromkeys(_PROBLEMS, Problem)}


class SearchParameters(Schema):
    """What is asked. Plain words or the query language (docs/en/search.md)."""

    q: str = Field("", max_length=MOST_TEXT, description="words, phrases, a number, or a query")
    scope: Literal["patents", "marks"] = Field("patents", alias="in")
    fold: bool = Field(False, description="one hit for each simple family")
    sort: Literal["relevance", "newest", "oldest"] = "relevance"
    offset: int = Field(0, ge=0, le=MOST_OFFSET)
    limit: int = Field(20, ge=1, le=MOST_HITS)


class HitOut(Schema):
    """A found record."""

    key: str
    number: str
    title: str
    published: str
    filed: str
    office: str
    kind: str
    right: str
    status: str
    language: str
    applicants: list[str]
    inventors: list[str]
    classes: list[str]
    family: str
    others: int
    score: float


class IndexOut(Schema):
    """Which index answered."""

    generation: str
    records: int
    version: str


class SearchOut(Schema):
    """A page of hits."""

    total: int
    families: int | None
    families_estimated: bool
    understood: str
    on: date
    index: IndexOut
    hits: list[HitOut]


class BucketOut(Schema):
    """A value and how many of the found records have it."""

    value: str
    count: int


class CountsOut(Schema):
    """Counts over all found records, exact."""

    total: int
    understood: str
    index: IndexOut
    facets: dict[str, list[BucketOut]]
    years: list[BucketOut]


class SimilarIn(Schema):
    """A description, claims, or both."""

    text: str = Field(min_length=1, max_length=MOST_TEXT)
    before: date | None = Field(None, description="published before this day")
    leave_out: str = Field("", max_length=80, description="key of a record whose family is not shown")
    follow_citations: bool = False
    limit: int = Field(20, ge=1, le=MOST_HITS)


class StatusOut(Schema):
    """The legal state in one country on the asked day, with what says so."""

    country: str
    state: str
    reason: str
    since: date | None
    event_code: str
    event_text: str
    term_ends: date | None
    term_rule: str
    term_basis: str


class CitedOut(Schema):
    """A cited document; `key` where it is held here."""

    number: str
    text: str
    key: str
    category: str
    phase: str
    claims: str
    passages: list[str]
    by: list[str]


class CitationsOut(Schema):
    """Both directions, counted over the family."""

    cited: list[CitedOut]
    citing_total: int
    citing: list[HitOut]


class ClassParameters(Schema):
    """Words of a title, or a symbol; in one scheme or in all."""

    q: str = Field(min_length=1, max_length=200)
    scheme: Literal["", "cpc", "ipc", "nice", "nice-group", "vienna", "wipo35"] = ""


class ClassOut(Schema):
    """An entry of a classification."""

    scheme: str
    symbol: str
    title: str
    more: list[str]


def _hit(hit: Hit) -> HitOut:
    return HitOut(
        key=hit.key, number=hit.number, title=hit.title, published=hit.date, filed=hit.filed, office=hit.office, kind=hit.kind,
        right=hit.right, status=hit.status, language=hit.language, applicants=list(hit.applicants), inventors=list(hit.inventors),
        classes=list(hit.groups), family=hit.family, others=hit.others, score=hit.score,
    )  # fmt: skip


def _state(scope: str) -> IndexOut:
    state = indexes.index(scope).state()
    return IndexOut(generation=state.generation, records=state.records, version=state.version)


def _searched(scope: str, found: Results) -> SearchOut:
    return SearchOut(
        total=found.total, families=found.families, families_estimated=found.families_estimated, understood=found.understood,
        on=timezone.localdate(), index=_state(scope), hits=[_hit(hit) for hit in found.hits],
    )  # fmt: skip


@router.get("/search", response=answers(SearchOut), summary="Ranked search")
def search(request: HttpRequest, asked: Query[SearchParameters]) -> SearchOut:
    query = Search(
        text=asked.q, sort=asked.sort, offset=asked.offset, limit=asked.limit, on=timezone.localdate(),
        fold=asked.fold and asked.scope == "patents",
    )  # fmt: skip
    return _searched(asked.scope, indexes.index(asked.scope).search(query))


@router.get("/aggregations", response=answers(CountsOut), summary="Counts over all found records")
def aggregations(request: HttpRequest, asked: Query[SearchParameters]) -> CountsOut:
    query = Search(text=asked.q, limit=1, facets=FACETS[asked.scope], facet_size=50, histogram=True, on=timezone.localdate())
    found = indexes.index(asked.scope).search(query)
    facets = {name: [BucketOut(value=b.value, count=b.count) for b in buckets] for name, buckets in found.facets.items()}
    years = [BucketOut(value=str(year), count=count) for year, count in found.histogram if year]
    return CountsOut(total=found.total, understood=found.understood, index=_state(asked.scope), facets=facets, years=years)


@router.post("/similar", response=answers(SearchOut), summary="Patent documents most like a text: a clue, not a finding")
def similar(request: HttpRequest, asked: SimilarIn) -> SearchOut:
    family = family_of(_patent(asked.leave_out)) if asked.leave_out else ""
    found = indexes.index("patents").similar(
        asked.text, before=asked.before, limit=asked.limit, leave_out_family=family, follow_citations=asked.follow_citations
    )
    return _searched("patents", found)


def _patent(key: str) -> Patent:
    record = indexes.index("patents").get(key[:80])
    if not isinstance(record, Patent):
        raise Http404
    return record


@router.get("/patents/{key}", response=answers(dict[str, Any]), summary="One patent document, whole")
def patent(request: HttpRequest, key: str) -> dict[str, Any]:
    return _plain(_patent(key))


@router.get("/marks/{key}", response=answers(dict[str, Any]), summary="One trade mark, whole")
def mark(request: HttpRequest, key: str) -> dict[str, Any]:
    record = indexes.index("marks").get(key[:80])
    if not isinstance(record, Mark):
        raise Http404
    return _plain(record)


def _plain(record: Patent | Mark) -> dict[str, Any]:
    plain: dict[str, Any] = msgspec.to_builtins(record)
    return {"key": record.key, **plain}


@router.get("/patents/{key}/family", response=answers(list[HitOut]), summary="Documents of the same simple family, oldest first")
def family(request: HttpRequest, key: str) -> list[HitOut]:
    return [_hit(hit) for hit in dossier.family(_patent(key)).hits]


@router.get("/patents/{key}/citations", response=answers(CitationsOut), summary="What the family cites and what cites it")
def citations(request: HttpRequest, key: str) -> CitationsOut:
    record = _patent(key)
    members = dossier.members(dossier.family(record), record)
    backward, forward = dossier.cited(members), dossier.citing(members)
    cited = [
        CitedOut(
            number=one.citation.number.docdb if one.citation.number else "", text=one.citation.text, key=one.held.key if one.held else "",
            category=one.citation.category, phase=one.citation.phase, claims=one.citation.claims,
            passages=list(one.citation.passages), by=list(one.by),
        )
        for one in backward
    ]  # fmt: skip
    return CitationsOut(cited=cited, citing_total=forward.total, citing=[_hit(hit) for hit in forward.hits])


@router.get(
    "/patents/{key}/status",
    response=answers(list[StatusOut]),
    summary="Legal states on a day, each with the event or rule that says so",
)
def status(request: HttpRequest, key: str, on: date | None = None) -> list[StatusOut]:
    record = _patent(key)
    members = dossier.members(dossier.family(record), record)
    return [
        StatusOut(
            country=one.country, state=one.state, reason=one.reason, since=one.since, event_code=one.event.code if one.event else "",
            event_text=one.event.text if one.event else "", term_ends=one.expiry.day if one.expiry else None,
            term_rule=one.expiry.rule.id if one.expiry else "", term_basis=one.expiry.rule.basis_en if one.expiry else "",
        )
        for one in dossier.legal_states(record, members, on or timezone.localdate())
    ]  # fmt: skip


@router.get("/classes", response=answers(list[ClassOut]), summary="Classification entries by words of their titles, or by symbol")
def classes(request: HttpRequest, asked: Query[ClassParameters]) -> list[ClassOut]:
    index = indexes.index("classes")
    query = Search(text=asked.q, filters={"office": (asked.scheme,)} if asked.scheme else {}, limit=50)
    return [
        ClassOut(scheme=hit.office, symbol=hit.number, title=hit.title, more=list(hit.groups)) for hit in index.search(query).hits
    ]


def problem(status_code: int, title: str, **more: Any) -> JsonResponse:
    """An answer of RFC 9457."""
    body = {"type": "about:blank", "title": title, "status": status_code, **more}
    return JsonResponse(body, status=status_code, content_type="application/problem+json")


def admitted(request: HttpRequest) -> object:
    """Counts a call before it is answered; with a key or without."""
    return keys.admit(request, timezone.now()) or True


class Interface(NinjaAPI):
    """The description says of problems what they are: `application/problem+json`."""

    def get_openapi_schema(self, **options: Any) -> Any:
        schema = super().get_openapi_schema(**options)
        for methods in schema["paths"].values():
            for route in methods.values():
                for code, answer in route["responses"].items():
                    if int(code) in _PROBLEMS:
                        answer["content"] = {"application/problem+json": answer["content"]["application/json"]}
        return schema


def make_api() -> NinjaAPI:
    """The interface with its routes and problems."""
    api = Interface(
        title="Yizhan", version="1", urls_namespace="api", docs_url=None, openapi_url="/openapi.json", auth=admitted,
        description="Patents and trade marks held here. Keys: your account; without one, 60 calls a minute.",
    )  # fmt: skip
    api.add_router("", router)

    @api.exception_handler(QuerySyntaxError)
    def _syntax(request: HttpRequest, error: QuerySyntaxError) -> HttpResponse:
        place = {"position": error.position, "length": error.length, "suggestion": error.suggestion}
        return problem(422, "The query cannot be read.", code=error.code, **place)

    @api.exception_handler(BadQuery)
    def _query(request: HttpRequest, error: BadQuery) -> HttpResponse:
        return problem(422, "The query cannot be searched.", code=error.code)

    @api.exception_handler(ValidationError)
    def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        wrong = [{"field": ".".join(map(str, one["loc"])), "message": one["msg"]} for one in error.errors]
        return problem(422, "A parameter cannot be used.", code="bad-parameter", errors=wrong)

    @api.exception_handler(HttpError)
    def _http(request: HttpRequest, error: HttpError) -> HttpResponse:
        return problem(error.status_code, "The request cannot be read.", code="bad-request")

    @api.exception_handler(IndexMissing)
    def _nothing(request: HttpRequest, error: IndexMissing) -> HttpResponse:
        return problem(404, "Nothing of this kind has been ingested here.", code="nothing-ingested")

    @api.exception_handler(IndexFailure)
    def _index(request: HttpRequest, error: IndexFailure) -> HttpResponse:
        return problem(503, "The index cannot be read at this moment.", code="index")

    @api.exception_handler(Http404)
    def _missing(request: HttpRequest, error: Http404) -> HttpResponse:
        return problem(404, "There is no such record here.", code="not-found")

    @api.exception_handler(Refusal)
    def _refused(request: HttpRequest, error: Refusal) -> HttpResponse:
        with override("en"):
            return problem(error.status, str(error.sentence), code=error.code or type(error).__name__)

    return api


api = make_api()
