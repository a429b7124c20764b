"""Character entities of office SGML: resolved by name from standard tables, never from what a file declares itself."""

from __future__ import annotations

import re
from html.entities import html5

# ISO 8879 sets grk1 and grk3, which name Greek letters in their own way, and a few of the office's own.
_GREEK = dict(zip("abgdez", "αβγδεζ", strict=True)) | {
    "ee": "η", "th": "θ", "i": "ι", "k": "κ", "l": "λ", "m": "μ", "n": "ν", "x": "ξ", "o": "ο", "p": "π", "r": "ρ", "s": "σ",
    "sf": "ς", "t": "τ", "u": "υ", "ph": "φ", "kh": "χ", "ps": "ψ", "oh": "ω",
}  # fmt: skip
_OWN = {"it": "", "num": "#", "af": "", "boxh": "─", "square": "□", "cir": "○", "sdot": "·", "rsqb": "]", "lsqb": "["}
_KEPT = frozenset({"amp", "lt", "gt", "apos", "quot"})
_NAMED = re.compile(rb"&([A-Za-z][A-Za-z0-9.]{0,31});")


def resolve(data: bytes) -> bytes:
    """UTF-8 bytes with named entities as characters; a name that no table knows stays readable as `&name;`."""
    return _NAMED.sub(_character, data) if b"&" in data else data


def _character(match: re.Match[bytes]) -> bytes:
    name = match.group(1).decode()
    if name in _KEPT:
        return match.group()
    found = html5.get(f"{name};") or _OWN.get(name) or _greek(name)
    if found is None:
        return b"&amp;" + match.group(1) + b";"
    # What means something to XML must not begin to mean it by being resolved.
    return found.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").encode()


def _greek(name: str) -> str | None:
    if not name.endswith("gr"):
        return "" if name in _OWN else None
    letter = _GREEK.get(name[:-2].lower())
    return letter.upper() if letter and name[0].isupper() else letter
