"""Case numbers: `CS-2026-000123-4`, year, serial and a check digit (ISO/IEC 7064, MOD 11,10) that catches typing mistakes."""

from __future__ import annotations

import re
import secrets

from django.db.models import F

from yizhan.hub.desk.models import CaseNumber

_FORM = re.compile(r"(?:CS)?-?(\d{4})-?(\d{6})-?(\d)")
# Without characters that are mistaken for each other.
_CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def check_digit(digits: str) -> int:
    """The digit that makes `digits` + itself valid under MOD 11,10."""
    product = 10
    for character in digits:
        total = (int(character) + product) % 10 or 10
        product = total * 2 % 11
    return (11 - product) % 10


def written(year: int, serial: int) -> str:
    """The number as people see it."""
    digits = f"{year:04d}{serial:06d}"
    return f"CS-{year:04d}-{serial:06d}-{check_digit(digits)}"


def parse(text: str) -> str | None:
    """The written form of what a person typed, None where it is no case number or its check digit is wrong."""
    match = _FORM.fullmatch("".join(text.split()).upper().replace("－", "-").replace("—", "-"))
    if match is None or check_digit(match.group(1) + match.group(2)) != int(match.group(3)):
        return None
    return written(int(match.group(1)), int(match.group(2)))


def next_number(year: int) -> str:
    """Gives the next number of a year; must run in the transaction that uses it."""
    CaseNumber.objects.get_or_create(year=year)
    CaseNumber.objects.filter(year=year).update(last=F("last") + 1)
    return written(year, CaseNumber.objects.get(year=year).last)


def new_access_code() -> str:
    return "".join(secrets.choice(_CODE_ALPHABET) for _place in range(8))
