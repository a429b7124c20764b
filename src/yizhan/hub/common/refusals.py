"""Refusals: what a person asked for cannot be done, with one clear sentence for them."""

from __future__ import annotations

from django.utils.functional import Promise


class Refusal(Exception):
    """Raised anywhere below a view; `RefusalMiddleware` shows the sentence with the status."""

    status = 409

    def __init__(self, sentence: str | Promise, *, code: str = "") -> None:
        super().__init__(str(code or type(self).__name__))
        self.sentence = sentence
        self.code = code


class NotAllowed(Refusal):
    """The person may see the thing but not do this with it."""

    status = 403


class NotFound(Refusal):
    """There is no such thing, or it is outside what the person may see: both look the same."""

    status = 404


class Conflict(Refusal):
    """The thing is no longer in the state that this needs."""

    status = 409


class BadInput(Refusal):
    """What was given cannot be used."""

    status = 422


class TooMany(Refusal):
    """Too often in a short time."""

    status = 429


class Busy(Refusal):
    """The system cannot do it at this moment; trying again later helps."""

    status = 503
