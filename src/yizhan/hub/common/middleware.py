"""Turns refusals, a locked database and a full disk into pages with a sentence instead of a stack trace."""

from __future__ import annotations

import errno
import logging
from collections.abc import Callable

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.db import DataError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from yizhan.hub.common.refusals import BadInput, Busy, Refusal

logger = logging.getLogger(__name__)


class RefusalMiddleware:
    """See the module."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, RequestDataTooBig | TooManyFieldsSent):
            sentence = _("What was sent is too large for one page. Shorten the text or send large content as a file.")
            return render(request, "ui/refused.html", {"sentence": sentence, "status": 413}, status=413)
        refusal = _as_refusal(exception)
        if refusal is None:
            return None
        if refusal.status >= 500:
            logger.error("%s %s: %s", request.method, request.path, exception)
        context = {"sentence": refusal.sentence, "status": refusal.status}
        response = render(request, "ui/refused.html", context, status=refusal.status)
        if refusal.status == Busy.status:
            response["Retry-After"] = "30"
        return response


def _as_refusal(exception: Exception) -> Refusal | None:
    if isinstance(exception, Refusal):
        return exception
    if isinstance(exception, OperationalError) and "lock" in str(exception).lower():
        return Busy(_("The system is busy saving other work. Nothing you typed was lost: go back and send it again."))
    # Only PostgreSQL minds: its text knows no NUL, and no person types one.
    if isinstance(exception, ValueError | DataError) and "NUL (0x00)" in str(exception):
        return BadInput(_("The text holds characters that cannot be kept. Remove them and send it again."))
    if isinstance(exception, OSError) and exception.errno in {errno.ENOSPC, errno.EDQUOT}:
        return Busy(_("There is no room left to store this. The people who run the system have been told; please try later."))
    return None
