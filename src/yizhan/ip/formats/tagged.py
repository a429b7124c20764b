"""US patent text of fixed tags: greenbook (APS, grants 1976 to 2001) and BRS full text.

A line begins with a tag and its value; a line that begins with spaces goes on with the value before it. In the
greenbook a tag without a value opens a group (`INVT`, `UREF`, `CLMS`); in BRS groups are told by their first tag.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_WORDS = {
    "degree": "°", "times": "×", "plus": "+", "minus": "−", "sqroot": "√", "mu": "µ", "alpha": "α", "beta": "β", "gamma": "γ",
    "delta": "δ", "DELTA": "Δ", "epsilon": "ε", "lambda": "λ", "pi": "π", "sigma": "σ", "SIGMA": "Σ", "theta": "θ", "omega": "ω",
    "OMEGA": "Ω", "phi": "φ", "psi": "ψ", "tau": "τ", "eta": "η", "rho": "ρ", "ltoreq": "≤", "gtoreq": "≥", "noteq": "≠",
    "infin": "∞", "apprxeq": "≈", "about": "≈", "+-": "±", "+": "±", "lt": "<", "gt": ">", "fwdarw": "→", "rarw": "→", "larw": "←",
    "quadbond": "≡", "dbd": "=", "tbd": "≡", "paren open-st": "(", "paren close-st": ")", "perp": "⊥", "angle": "∠", "cndot": "·",
    "asterisk-pseud": "*", "sub": "", "sup": "", "copyrgt": "©", "RTM": "®", "TM": "™", "sctn": "§", "cent": "¢", "ang": "Å",
    "ANG": "Å", "multidot": "·", "multiplication": "×", "division": "÷", "intg": "∫", "varies": "∝", "prime": "′",
}  # fmt: skip
_CODE = re.compile(r"\.(" + "|".join(sorted(map(re.escape, _WORDS), key=len, reverse=True)) + r")\.")
_RAISED = re.compile(r"\.(?:sub|sup)\.(\S+?)(?=[\s.,;)]|$)")


@dataclass(slots=True)
class Line:
    """One tag with its whole value."""

    tag: str
    value: str


def lines(data: bytes) -> list[Line]:
    """The tagged lines of a document; office text is Latin-1, newer exports UTF-8."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("latin-1")
    found: list[Line] = []
    for raw in text.splitlines():
        if raw[:1].isspace():
            if found:
                found[-1].value = f"{found[-1].value} {raw.strip()}" if found[-1].value else raw.strip()
        elif raw.strip() and not raw.startswith("***"):
            tag, _, value = raw.partition(" ")
            found.append(Line(tag.strip(), value.strip()))
    return found


def readable(text: str) -> str:
    """Codes between dots become the characters they stand for: `2.degree. C.` → `2° C.`."""
    if "." not in text:
        return " ".join(text.split())
    text = _RAISED.sub(r"\1", text)
    return " ".join(_CODE.sub(lambda match: _WORDS[match.group(1)], text).split())


def groups(found: list[Line], openers: frozenset[str]) -> Iterator[tuple[str, list[Line]]]:
    """(opening tag, its lines); lines before the first group come under an empty name."""
    name = ""
    collected: list[Line] = []
    for line in found:
        if line.tag in openers and not line.value:
            yield name, collected
            name, collected = line.tag, []
        else:
            collected.append(line)
    yield name, collected


def values(found: list[Line]) -> dict[str, str]:
    """The first value of each tag."""
    given: dict[str, str] = {}
    for line in found:
        given.setdefault(line.tag, line.value)
    return given
