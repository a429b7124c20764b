"""About when a US patent number was issued: sets without dates are judged by it (first numbers of years, as the office publishes)."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, timedelta

from yizhan.ip.records import PublicationNumber

# First utility patent number of each year.
_FIRST = {
    1960: 2919443, 1965: 3163865, 1970: 3487470, 1971: 3551909, 1972: 3631539, 1973: 3707729, 1974: 3781914, 1975: 3858241,
    1976: 3930271, 1977: 4000520, 1978: 4065812, 1979: 4131952, 1980: 4180867, 1981: 4242757, 1982: 4308622, 1983: 4366579,
    1984: 4423523, 1985: 4490885, 1986: 4562596, 1987: 4633526, 1988: 4716594, 1989: 4794652, 1990: 4890335, 1991: 4980927,
    1992: 5077836, 1993: 5175886, 1994: 5274846, 1995: 5377359, 1996: 5479658, 1997: 5590420, 1998: 5704062, 1999: 5855021,
    2000: 6009555, 2001: 6167569, 2002: 6334220, 2003: 6502244, 2004: 6671884, 2005: 6836899, 2006: 6981282, 2007: 7155746,
    2008: 7313829, 2009: 7472428, 2010: 7640598, 2011: 7861317, 2012: 8087094, 2013: 8341762, 2014: 8621662, 2015: 8925112,
    2016: 9226437, 2017: 9532496, 2018: 9854721, 2019: 10165721, 2020: 10524402, 2021: 10881042, 2022: 11212952, 2023: 11540434,
    2024: 11856753,
}  # fmt: skip
_YEARS, _NUMBERS = list(_FIRST), list(_FIRST.values())


_LAST = 12_190_000  # about the end of 2024
_APPLICATIONS_A_YEAR = 400_000


def day_of(number: PublicationNumber) -> date | None:
    """About the day of publication: numbers run on week by week; None where the number does not tell it (designs, plants)."""
    serial = number.serial
    if number.office != "US" or not serial.isdigit():
        return None
    if len(serial) == 11:
        share = min(int(serial[4:]) / _APPLICATIONS_A_YEAR, 0.99)
        return date(int(serial[:4]), 1, 1) + timedelta(days=int(share * 365))
    place = bisect_right(_NUMBERS, int(serial)) - 1
    if place < 0:
        return None
    following = _NUMBERS[place + 1] if place + 1 < len(_NUMBERS) else _LAST
    years = (_YEARS[place + 1] - _YEARS[place]) if place + 1 < len(_YEARS) else 1
    share = min((int(serial) - _NUMBERS[place]) / (following - _NUMBERS[place]), 0.999)
    return date(_YEARS[place], 1, 1) + timedelta(days=int(share * 365 * years))
