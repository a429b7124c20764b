"""The unified social credit code (统一社会信用代码): 18 characters, the last one a check digit (GB 32100-2015)."""

from __future__ import annotations

from django.utils.translation import gettext as _

from yizhan.hub.common.refusals import BadInput

# 31 characters in the order of their values; I, O, S, V and Z are not used.
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
LENGTH = 18


def check_digit(first: str) -> str:
    """The 18th character for the first 17.

    Raises:
        ValueError: there are not 17 characters of the alphabet.
    """
    if len(first) != LENGTH - 1:
        raise ValueError("17 characters are needed")
    total = sum(ALPHABET.index(character) * pow(3, place, 31) for place, character in enumerate(first))
    return ALPHABET[-total % 31]


def validated(text: str) -> str:
    """The code in its written form.

    Raises:
        BadInput: too long or short, a character that codes do not use, or a wrong check digit; the sentence says which.
    """
    code = "".join(text.split()).upper()
    if len(code) != LENGTH:
        raise BadInput(_("A unified social credit code has 18 characters; this has %(count)s.") % {"count": len(code)})
    for place, character in enumerate(code, 1):
        if character not in ALPHABET:
            raise BadInput(
                _("Character %(place)s, “%(character)s”, does not occur in such codes.")
                % {"place": place, "character": character}
            )
    if check_digit(code[:-1]) != code[-1]:
        raise BadInput(_("The last character does not fit the others: please check the code for a typing mistake."))
    return code
