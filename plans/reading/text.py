"""Cleaning of what cells hold: stray spaces, line breaks and invisible characters from Word and Excel."""

import re

from budgetplan.thai import digits

INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad]|_x000[dD]_")
SPACES = re.compile(r"\s+")
DECOMPOSED_AM = re.compile("\u0e4d([\u0e48-\u0e4b]?)\u0e32")
UNIT_SUFFIX = re.compile(r"[(\[]?\s*(?:หน่วย\s*[:：]?\s*)?(?:บาท|baht|thb|฿)\s*[)\]]?\s*$")


def clean(value: object) -> str:
    """Text on one line with single spaces, no invisible characters, sara am as one character."""
    text = INVISIBLE.sub("", str(value))
    text = DECOMPOSED_AM.sub("\\1\u0e33", text)
    return SPACES.sub(" ", text).strip()


def leading_spaces(value: object) -> int:
    """How far typed spaces push a name in; a single one is a slip of the finger, not a level."""
    text = INVISIBLE.sub("", str(value)).lstrip("\r\n").expandtabs(4)
    count = len(text) - len(text.lstrip())
    return count if count > 1 else 0


def key(value: object) -> str:
    """Form in which names and labels are compared: Arabic digits, small letters, no spaces."""
    return SPACES.sub("", digits.to_arabic(clean(value))).lower()


def label_key(value: object) -> str:
    """Key of a heading of a column, without "(บาท)" and a closing colon."""
    text = digits.to_arabic(clean(value)).lower()
    return SPACES.sub("", UNIT_SUFFIX.sub("", text)).strip(":.*")
