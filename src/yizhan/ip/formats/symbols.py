"""Classification symbols as offices print them, in the one form that is kept: `H01M10/0525`, Locarno `14-02`."""

from __future__ import annotations

import re

_IPCR = re.compile(r"([A-H]\d{2}[A-Z])\s*(\d{1,4})\s*/\s*(\d{2,6})")
_SUBCLASS = re.compile(r"([A-HY]\d{2}[A-Z])(?![A-Z])")
_LOCARNO = re.compile(r"(\d{2})[-. ]?(\d{2})")


def ipc_column(text: str) -> str:
    """`H01M 10/52`, `H01M  1052` (subclass in 4 columns, main group in 3, the rest subgroup), `G06F017/60` → `H01M10/52`."""
    bare = text.strip()
    if "/" in bare:
        subclass, rest = bare[:4], bare[4:].replace(" ", "")
        group, _, subgroup = rest.partition("/")
        return f"{subclass}{group.lstrip('0') or '0'}/{subgroup}" if subgroup else f"{subclass}{group}"
    if len(bare) <= 4:
        return bare
    group, subgroup = bare[4:7].strip(), bare[7:].strip()
    if len(subgroup) < 2:  # a file that lost one of two spaces: a subgroup has two digits at least
        digits = f"{group}{subgroup}"
        group, subgroup = digits[:-2], digits[-2:]
    return f"{bare[:4]}{group}/{subgroup}" if group and subgroup.isdigit() else bare.replace(" ", "")


def ipcr_text(text: str) -> tuple[str, bool]:
    """(symbol, inventive) of a fixed-width ST.8 text: `H04N   1/40        20060101AFI20051109BHEP`; ("", True) for none."""
    match = _IPCR.search(text)
    if match is None:
        subclass = _SUBCLASS.match(text.strip())
        return (subclass.group(1) if subclass else ""), True
    after = re.search(r"\d{8}[A-Z ][A-Z ]([IN])", text[match.end() :])
    spelled = re.search(r"\b[A-Z]\s+([IN])\b", text[match.end() :])
    mark = (after or spelled).group(1) if (after or spelled) else "I"  # type: ignore[union-attr]
    return f"{match.group(1)}{match.group(2)}/{match.group(3)}", mark != "N"


def locarno(text: str) -> str:
    """`1402`, `14-02`, `LOC (8) Cl. 14-02` → `14-02`; empty for what is none."""
    match = _LOCARNO.search(re.sub(r"\(\d+\)", "", text))
    return f"{match.group(1)}-{match.group(2)}" if match else ""


def from_parts(section: str, main: str, subclass: str, group: str, subgroup: str) -> str:
    """`H`, `01`, `M`, `10`, `0525` → `H01M10/0525`."""
    return f"{section}{main}{subclass}{group}{'/' + subgroup if subgroup else ''}".replace(" ", "")
