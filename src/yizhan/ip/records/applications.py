"""Application numbers in one form, so that the same application is known by whoever names it.

Offices print their own numbers in their own way (`2007-290922`), DOCDB shortens them, epodoc spells the year out
(`JP20070290922`), citing documents do as they like. A key holds what identifies an application everywhere:
office, year, serial.
"""

from __future__ import annotations

import re

from yizhan.ip.records.dates import PartialDate

_PCT = re.compile(r"(?:PCT/?)?([A-Z]{2})/?(\d{4}|\d{2})/?0*(\d{1,6})")
_EPODOC_PCT = re.compile(r"WO(\d{4})([A-Z]{2})0*(\d+)")
_DOCDB_PCT = re.compile(r"(\d{4}|\d{2})(\d{5,6})")


def application_key(office: str, number: str, *, date: PartialDate | None = None, kind: str = "") -> str:
    """`JP.2007.290922`: office, year of filing and serial of an application number in any written form.

    `kind` is DOCDB's (W: an international application; P: a US provisional one). A number whose form is not known is
    kept as its bare letters and digits, so that it still equals itself. Empty for an empty number.
    """
    bare = re.sub(r"[\s.,]", "", number.upper())
    if not bare:
        return ""
    pct = _pct(office, bare, kind, date)
    if pct:
        return pct
    office = office or (bare[:2] if bare[:2].isalpha() else "")
    bare = bare.removeprefix(office) if office else bare
    year = date.year if date else 0
    reader = _OFFICES.get(office)
    found = reader(bare, year, kind) if reader else None
    if found is None:
        return f"{office}.{re.sub('[^A-Z0-9]', '', bare).lstrip('0')}"
    return f"{office}.{found[0]}.{found[1]}"


def _pct(office: str, bare: str, kind: str, date: PartialDate | None) -> str:
    epodoc = _EPODOC_PCT.fullmatch(bare)
    if epodoc:
        return f"PCT.{epodoc.group(1)}.{epodoc.group(2)}{int(epodoc.group(3))}"
    match = _PCT.fullmatch(bare) if bare.startswith("PCT") or office == "WO" else None
    if match:
        return f"PCT.{_full_year(match.group(2))}.{match.group(1)}{int(match.group(3))}"
    docdb = _DOCDB_PCT.fullmatch(bare) if kind == "W" else None
    if docdb:
        return f"PCT.{_full_year(docdb.group(1))}.{office}{int(docdb.group(2))}"
    return ""


def _full_year(digits: str) -> int:
    year = int(digits)
    if year > 99:
        return year
    return 1900 + year if year >= 70 else 2000 + year


def _us(bare: str, year: int, kind: str) -> tuple[int, str] | None:
    """`13/797521`, `13797521` (series and serial, the year from the date), `79752113` (DOCDB: serial and year), `2013…`."""
    digits = bare.replace("/", "")
    if not digits.isdigit():
        return None
    if len(digits) >= 11 and digits[:4].isdigit() and 1900 <= int(digits[:4]) <= 2100:  # epodoc: year, series, serial
        series, serial, year = digits[4:-6], int(digits[-6:]), int(digits[:4])
        return year, f"{_provisional(series, kind)}{serial}"
    if "/" in bare or (len(digits) == 8 and kind not in {"A", "P"}) or not year:
        series, serial = digits[:-6], int(digits[-6:] or 0)
        return (year, f"{_provisional(series, kind)}{serial}") if year else None
    if len(digits) <= 6:
        return year, f"{'P' if kind == 'P' else ''}{int(digits)}"
    if len(digits) == 8 and _full_year(digits[6:]) == year:  # docdb
        return year, f"{'P' if kind == 'P' else ''}{int(digits[:6])}"
    return year, f"{_provisional(digits[:-6], kind)}{int(digits[-6:])}"


def _provisional(series: str, kind: str) -> str:
    return "P" if kind == "P" or series.lstrip("0") in {"60", "61", "62", "63"} else ""


def _ep(bare: str, year: int, kind: str) -> tuple[int, str] | None:
    """`05255002.7` without its check digit, `EP20050255002`: year and six digits."""
    digits = re.sub(r"\D", "", bare)
    if len(digits) == 11 and digits[:2] in {"19", "20"}:
        return int(digits[:4]), str(int(digits[4:]))
    if len(digits) in {8, 9}:
        return _full_year(digits[:2]), str(int(digits[2:8]))
    return None


def _cn(bare: str, year: int, kind: str) -> tuple[int, str] | None:
    """`202110991218.8`, `2021109912188`, `85100312`: year, kind digit and serial; the check digit falls away."""
    digits = re.sub(r"[^0-9X]", "", bare)
    if len(digits) in {12, 13} and digits[:2] in {"20", "19"}:
        return int(digits[:4]), digits[4:12]
    if len(digits) in {8, 9}:
        return 1900 + int(digits[:2]) if int(digits[:2]) >= 85 else 2000 + int(digits[:2]), digits[2:8]
    return None


def _year_first(bare: str, year: int, kind: str) -> tuple[int, str] | None:
    """`2007-290922`, `2007290922`, `JP20070290922`, `10-2007-0012345`: year, then the serial."""
    for form in (r"(\d{4})-?0*(\d{1,7})", r"[1-4]0-?(\d{4})-?0*(\d{1,7})"):
        parted = re.fullmatch(form, bare)
        if parted and 1900 <= int(parted.group(1)) <= 2100:
            return int(parted.group(1)), parted.group(2)
    short = re.fullmatch(r"(\d{1,2})-0*(\d+)", bare)  # a Japanese era year: 9-290033 is 1997, 53/84696 is 1978
    if short and year:
        return year, short.group(2)
    slashed = re.fullmatch(r"(\d{2})/0*(\d+)", bare)
    if slashed and year:
        return year, slashed.group(2)
    return None


_OFFICES = {"US": _us, "EP": _ep, "CN": _cn, "JP": _year_first, "KR": _year_first}
