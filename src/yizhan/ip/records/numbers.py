"""Publication numbers in the three forms in use: DOCDB, national and epodoc."""

from __future__ import annotations

import re
from dataclasses import dataclass


class BadNumber(ValueError):
    """The text is no publication number."""


_PARTED = re.compile(r"([A-Z]{2})[ .\-]([A-Z0-9/]*\d[A-Z0-9/]*)(?:[ .\-]([A-Z]\d?))?")
_JOINED = re.compile(r"([A-Z]{2})[ .\-]?([A-Z]{0,2}\d[\d/]*?)[ .\-]?([A-Z]\d?)?")
# National US letters before the digits: design, plant, reissue, defensive publication, statutory invention.
_US_LETTERED = re.compile(r"(D|PP|RE|T|H)0*(\d+)")


@dataclass(frozen=True, slots=True, order=True)
class PublicationNumber:
    """Office (WIPO ST.3), serial number without leading zeros, kind code (WIPO ST.16, may be empty)."""

    office: str
    serial: str
    kind: str = ""

    @classmethod
    def parse(cls, text: str, *, office: str = "") -> PublicationNumber:
        """DOCDB (`US.8919058.B2`, `US-8919058-B2`), epodoc (`US8919058`), national (`US 8,919,058 B2`,
        `US 2013/0210636 A1`, `USD0909824S1`, `CN 102889890 B`). `office` is used where the text names none.

        Raises:
            BadNumber: the text cannot be read as a number.
        """
        plain = text.strip().upper().replace(",", "")
        plain = re.sub(r"\s+", " ", plain)
        if office and not re.match(r"[A-Z]{2}[ .\-]?(?:\d|(?:D|PP|RE|T|H)\d)", plain):
            plain = office + plain
        match = _JOINED.fullmatch(plain) or _JOINED.fullmatch(plain.replace(" ", "")) or _PARTED.fullmatch(plain)
        if match is None:
            raise BadNumber(text)
        found, serial, kind = match.group(1), match.group(2).replace("/", ""), match.group(3) or ""
        lettered = _US_LETTERED.fullmatch(serial)
        serial = lettered.group(1) + lettered.group(2) if lettered else _canonical(found, serial)
        return cls(found, _us_application_serial(found, serial), kind)

    @property
    def docdb(self) -> str:
        """`US.8919058.B2`: the key of a record. DOCDB drops the zero after a US application's year."""
        return ".".join(part for part in (self.office, _docdb_serial(self), self.kind) if part)

    @property
    def epodoc(self) -> str:
        """`US8919058`, `US2013210636`: office and serial, no kind."""
        return f"{self.office}{_docdb_serial(self)}"

    @property
    def national(self) -> str:
        """As the office prints it: `US 8,919,058 B2`, `US 2013/0210636 A1`, `US D909,824 S1`, `CN 102889890 B`."""
        return " ".join(part for part in (self.office, _national_serial(self), self.kind) if part)

    def __str__(self) -> str:
        return self.docdb


def _canonical(office: str, serial: str) -> str:
    """Without leading zeros, but as DOCDB keeps them: EP in seven digits; WO with its two-digit years (0012345)."""
    if office == "EP":
        return serial.lstrip("0").zfill(7)
    return serial if office == "WO" else serial.lstrip("0") or "0"


def _us_application_serial(office: str, serial: str) -> str:
    """US published applications are kept as year + 7 digits; DOCDB writes year + 6 (US2013210636)."""
    if office == "US" and len(serial) == 10 and serial.isdigit() and 2001 <= int(serial[:4]) <= 2099:
        return serial[:4] + "0" + serial[4:]
    return serial


def _is_us_application(number: PublicationNumber) -> bool:
    return number.office == "US" and len(number.serial) == 11 and number.serial.isdigit()


def _docdb_serial(number: PublicationNumber) -> str:
    if _is_us_application(number) and number.serial[4] == "0":
        return number.serial[:4] + number.serial[5:]
    return number.serial


def _national_serial(number: PublicationNumber) -> str:
    serial = number.serial
    if number.office != "US":
        return serial
    if _is_us_application(number):
        return f"{serial[:4]}/{serial[4:]}"
    lettered = _US_LETTERED.fullmatch(serial)
    if lettered:
        return f"{lettered.group(1)}{int(lettered.group(2)):,}"
    return f"{int(serial):,}" if serial.isdigit() else serial
