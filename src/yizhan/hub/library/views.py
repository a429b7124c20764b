"""Search and record pages, and the way from them into a case."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yizhan.hub.common import limits
from yizhan.hub.common.pages import Page
from yizhan.hub.common.people import address_of, signed_in
from yizhan.hub.common.refusals import BadInput, Busy
from yizhan.hub.desk import catalogue
from yizhan.hub.desk import queries as desk
from yizhan.hub.library import actions, advanced, dossier, exports, indexes, keys, prior_art, queries, texts
from yizhan.hub.library.queries import PAGE, Asked
from yizhan.hub.network import queries as network
from yizhan.ip.records import Mark, PartialDate, Patent
from yizhan.ip.records.families import family_of
from yizhan.ip.search import BadQuery, IndexFailure, IndexMissing, Query, Results

MOST_EXPORTED = 5000
_SIMILAR = 6
_SIMILAR_TEXT = 6000


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Search first; then what the network offers, in figures that open what they count."""
    today = timezone.localdate()
    context = {
        "patents": _records("patents"),
        "marks": _records("marks"),
        "shape": network.shape(today),
        "month": desk.recent_public_figures(30),
        "items": catalogue.current_items(today),
    }
    return render(request, "library/home.html", context)


def _records(scope: str) -> int | None:
    """How many records; None where the index cannot be read (the search page says why)."""
    try:
        return indexes.records(scope)
    except IndexFailure:
        return None


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Ranked hits with facets, histogram and spans."""
    asked = queries.read(request.GET)
    context: dict[str, Any] = {"asked": asked, "scope": asked.scope, "sorts": queries.SORTS, "parameters": request.GET}
    context["more"] = request.GET.get("more", "")
    context["exports"] = [(form, exports.NAMES[form]) for form in exports.FORMATS]
    try:
        found = indexes.index(asked.scope).search(asked.query)
    except BadQuery as error:
        return render(request, "library/search.html", {**context, "mistake": queries.mistake(error, asked.text)}, status=422)
    except IndexMissing:
        return render(request, "library/search.html", {**context, "empty_index": True})
    except IndexFailure as error:
        raise _out_of_order(error) from error
    if found.total == 1 and asked.page == 1 and found.hits[0].number and _is_number(asked, found):
        return redirect("library:patent" if asked.scope == "patents" else "library:mark", key=found.hits[0].key)
    return render(request, "library/search.html", {**context, **_shown(asked, found)})


def _is_number(asked: Asked, found: Results) -> bool:
    """Whether the text was the number of the only hit: then the record is what was wanted."""
    if not any(c.isdigit() for c in asked.text) or len(asked.text) > 40:
        return False
    return found.hits[0].key in indexes.index(asked.scope).find(asked.text)


def _out_of_order(error: IndexFailure) -> Busy:
    refusal = Busy(_("The search index is being worked on. Everything else works; please search again a little later."))
    refusal.__cause__ = error
    return refusal


def _shown(asked: Asked, found: Results) -> dict[str, Any]:
    pages = min(max(1, -(-found.total // PAGE)), queries.MOST_PAGES)
    years = [(year, count) for year, count in found.histogram if year]
    return {
        "found": found,
        "pager": Page([], asked.page, pages, found.total, PAGE),
        "first": asked.query.offset + 1,
        "last": asked.query.offset + len(found.hits),
        "chart": _histogram(years) if len(years) > 1 else None,
        "facets": [(name, found.facets.get(name, ()), asked.chosen.get(name, ())) for name in asked.query.facets],
        "ask_item": "prior-art-search" if asked.scope == "patents" else "mark-check",
    }


def _histogram(years: list[tuple[int, int]]) -> dict[str, Any]:
    counts = dict(years)
    span = range(max(min(counts), max(counts) - 40), max(counts) + 1)
    data = [counts.get(year, 0) for year in span]
    return {
        "kind": "bar",
        "labels": [str(year) for year in span],
        "series": [{"name": _("Records"), "data": data}],
        "rows": [(str(year), [count]) for year, count in years],
    }


@require_safe
def export(request: HttpRequest, form: str) -> HttpResponse:
    """The hits of a search as a file, at most 5,000, with the query and the state of the index in it."""
    if form not in exports.FORMATS:
        raise Http404
    asked = queries.read(request.GET)
    try:
        index = indexes.index(asked.scope)
        found, state = index.search(asked.of_size(MOST_EXPORTED)), index.state()
    except BadQuery as error:
        return HttpResponse(queries.why(error), status=422, content_type="text/plain; charset=utf-8")
    except IndexFailure as error:
        raise _out_of_order(error) from error
    return exports.respond(exports.Exported(asked.scope, request.GET.urlencode(), found, state, timezone.localtime()), form)


@require_safe
def form_page(request: HttpRequest) -> HttpResponse:
    """The search form: filled from a query, and back to one."""
    scope = "marks" if request.GET.get("in") == "marks" else "patents"
    if "words" in request.GET:
        text = advanced.text_of(advanced.read(request.GET))
        return redirect(f"{reverse('library:search')}?{urlencode({'in': scope, 'q': text})}")
    text = request.GET.get("q", "")[:4000]
    fields = advanced.MARK_FIELDS if scope == "marks" else advanced.FIELDS
    context = {"form": advanced.form_of(text), "text": text, "scope": scope, "fields": fields, "modes": advanced.MODES}
    return render(request, "library/form.html", context)


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """How to search, with examples that work."""
    context = {"patents": _records("patents"), "marks": _records("marks"), "examples": queries.EXAMPLES}
    return render(request, "library/help.html", context)


def _record(scope: str, key: str) -> Patent | Mark:
    try:
        index = indexes.index(scope)
        record = index.get(key)
        if record is None:
            keys = index.find(key)
            record = index.get(keys[0]) if len(keys) == 1 else None
    except IndexMissing:
        raise Http404 from None
    except IndexFailure as error:
        raise _out_of_order(error) from error
    if not isinstance(record, Patent | Mark):
        raise Http404
    return record


@require_safe
def patent(request: HttpRequest, key: str) -> HttpResponse:
    """One patent document: all its parts, and documents like it that were published before."""
    record = _record("patents", key[:80])
    assert isinstance(record, Patent)
    if record.key != key:
        return redirect("library:patent", key=record.key)
    relatives = dossier.family(record)
    members = dossier.members(relatives, record)
    context = {
        "record": record,
        "family": relatives,
        "states": dossier.legal_states(record, members, timezone.localdate()),
        "citing": dossier.count_of_citing(members),
        "similar": _similar(record),
        "language_name": record.language,
        "other_titles": [text for text in record.titles if text.text != record.title],
        "classes": _by_scheme(record),
        "people": _by_role(record),
    }
    return render(request, "library/patent.html", context)


@require_safe
def citations(request: HttpRequest, key: str) -> HttpResponse:
    """What a document's family cites and what cites it, with a drawing."""
    record = _record("patents", key[:80])
    assert isinstance(record, Patent)
    members = dossier.members(dossier.family(record), record)
    backward, forward = dossier.cited(members), dossier.citing(members)
    context = {
        "record": record,
        "members": members,
        "cited": backward,
        "citing": forward,
        "graph": dossier.graph(record, backward, forward) if backward or forward.hits else None,
    }
    return render(request, "library/citations.html", context)


def _similar(record: Patent) -> Results | None:
    text = " ".join([record.title, record.abstract, *(claim.text for claim in record.claims[:2])])[:_SIMILAR_TEXT]
    try:
        return indexes.index("patents").similar(text, limit=_SIMILAR, leave_out=record.key, leave_out_family=family_of(record))
    except (BadQuery, IndexFailure):
        return None


def _by_scheme(record: Patent) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in record.classifications:
        found.setdefault(one.scheme, []).append(one.symbol)
    return {scheme: list(dict.fromkeys(symbols)) for scheme, symbols in found.items()}


def _by_role(record: Patent | Mark) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for party in record.parties:
        found.setdefault(party.role, []).append(party)
    return found


@require_safe
def mark(request: HttpRequest, key: str) -> HttpResponse:
    """One trade mark: sign, goods and services, owner, history; and marks with like words."""
    record = _record("marks", key[:80])
    assert isinstance(record, Mark)
    if record.key != key:
        return redirect("library:mark", key=record.key)
    context = {
        "record": record,
        "people": _by_role(record),
        "alike": _alike(record),
        "is_zh": (get_language() or "").startswith("zh"),
    }
    return render(request, "library/mark.html", context)


def _alike(record: Mark) -> list[Any]:
    """Marks that share words with the sign; nothing more is claimed."""
    try:
        found = indexes.index("marks").search(Query(text=record.text[:200], limit=_SIMILAR + 1))
    except (BadQuery, IndexFailure):
        return []
    return [hit for hit in found.hits if hit.key != record.key][:_SIMILAR]


@require_http_methods(["GET", "HEAD", "POST"])
def prior_art_page(request: HttpRequest) -> HttpResponse:
    """A description, claims or a file → the nearest documents before a day. Nothing of it is kept."""
    text = request.POST.get("text", "").strip()
    context: dict[str, Any] = {
        "text": text,
        "before": request.POST.get("before", "").strip()[:10],
        "own": request.POST.get("own", "")[:40],
    }
    if request.method != "POST":
        return render(request, "library/prior_art.html", {**context, "text": request.GET.get("q", "")[:20_000]})
    limits.take(key=f"prior-art:{address_of(request)}", capacity=30, seconds=60, at=timezone.now())
    upload = request.FILES.get("file")
    if isinstance(upload, UploadedFile):
        try:
            context["text"] = text = f"{text}\n{texts.text_of(upload)}".strip()
        except BadInput as refusal:
            return render(request, "library/prior_art.html", {**context, "complaint": str(refusal.sentence)}, status=422)
    day = PartialDate.parse(context["before"])
    if context["before"] and day is None:
        sentence = _("“%(text)s” is no date. Write 2020, 2020-06 or 2020-06-30.") % {"text": context["before"]}
        return render(request, "library/prior_art.html", {**context, "complaint": sentence}, status=422)
    language = "zh" if (get_language() or "").startswith("zh") else "en"
    try:
        found = prior_art.report(text=text[:20_000], before=day.earliest if day else None, own=context["own"], language=language)
    except BadQuery as error:
        return render(request, "library/prior_art.html", {**context, "complaint": queries.why(error)}, status=422)
    except IndexMissing:
        return render(request, "library/prior_art.html", {**context, "complaint": _("No records yet")}, status=422)
    except IndexFailure as error:
        raise _out_of_order(error) from error
    return render(request, "library/prior_art.html", {**context, "report": found, "at": timezone.localtime()})


_NEW_SECRET = "library_new_key"  # noqa: S105  the name under which the session keeps it until it is shown


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def api_keys(request: HttpRequest) -> HttpResponse:
    """Keys to the programming interface: make one, see which are in use."""
    user = signed_in(request)
    if request.method == "POST":
        _key, secret = actions.create_key(name=request.POST.get("name", ""), by=user, at=timezone.now())
        request.session[_NEW_SECRET] = secret
        return redirect("library:keys")
    context = {
        "keys": keys.keys_of(user),
        "secret": request.session.pop(_NEW_SECRET, ""),
        "limits": (keys.WITHOUT_KEY, keys.WITH_KEY),
    }
    return render(request, "library/keys.html", context)


@login_required
@require_POST
def revoke_key(request: HttpRequest, pk: int) -> HttpResponse:
    """Ends a key of one's own."""
    actions.revoke_key(pk=pk, by=signed_in(request), at=timezone.now())
    messages.success(request, _("The key is revoked."))
    return redirect("library:keys")
