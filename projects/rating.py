"""Cost lines against the office's standard rates: which rate a line is meant for, and whether it is above it.

A rate is known by its keywords in the line's Thai text; a keyword with "+" needs all of its words ("ที่พัก + ห้องคู่").
The longest keyword wins. A line that may pay for more than one thing is compared with nothing: a wrong warning is worse
than none.
"""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from budgetplan.thai.money import format_amount
from projects.formulas import is_money_unit

MEAL = "อาหาร"
"""Named once more outside a rate's words, it is another meal: "ค่าอาหาร อาหารว่างและเครื่องดื่ม"."""

SENTENCE = _("The rate of %(found)s baht is above the standard for %(name)s: %(ceiling)s %(unit)s.")

_SHORTEST_TAIL = 3
_TAKEN = "\0"
_filled = lazy(lambda sentence, values: str(sentence) % values, str)


@dataclass(frozen=True)
class Rate:
    """A standard rate in force: at most `ceiling` baht in `unit` ("บาท/คน/มื้อ"); `source` is the rule it comes from."""

    name: str
    unit: str
    ceiling: Decimal
    keywords: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True)
class RateWarning:
    """A line's price, `found` in baht, above `rate`; `sentence` says so to the person, lazily translated."""

    rate: Rate
    found: Decimal
    sentence: str


def match_rate(line_text, factors, rates) -> Rate | None:
    """The Rate a cost line's text is meant for; None where none fits, or more than one thing is paid for.

    `factors` are the line's: a price per day isn't held to a rate per meal.
    """
    text = _plain(line_text)
    found = sorted(_matches(text, rates), key=lambda match: -match[0])
    if not found:
        return None
    length, rate, rest = found[0]
    rivals = [other for other_length, other, _rest in found[1:] if other != rate and other_length == length]
    others = [other for other in rates if other != rate]
    is_meal = any(MEAL in _plain(keyword) for keyword in rate.keywords)
    if rivals or any(_matches(rest, others)) or (is_meal and MEAL in rest):
        return None
    prices = [factor for factor in factors if is_money_unit(factor.unit)]
    return rate if all(_is_comparable(factor.unit, rate.unit) for factor in prices) else None


def over_rate(line, rates) -> RateWarning | None:
    """A RateWarning where a price among the factors of a CostLineContent is above the rate meant for it, else None.

    Each price is compared by itself; the highest is named.
    """
    prices = [factor.value for factor in line.factors if is_money_unit(factor.unit)]
    rate = match_rate(line.text, line.factors, rates) if prices else None
    if rate is None or max(prices) <= rate.ceiling:
        return None
    found = max(prices)
    values = {
        "found": format_amount(found),
        "name": rate.name,
        "ceiling": format_amount(rate.ceiling),
        "unit": rate.unit,
    }
    return RateWarning(rate, found, _filled(SENTENCE, values))


def suggest_rates(text, rates, limit=5) -> list[Rate]:
    """Rates to offer while a line is typed, best first: its words are there, then being begun, then part of a name."""
    typed = _plain(text)
    if not typed:
        return []
    scored = [(_likeness(typed, rate), rate) for rate in rates]
    likely = sorted((item for item in scored if item[0] > (0, 0)), key=lambda item: item[0], reverse=True)
    return [rate for _score, rate in likely[:limit]]


def _plain(text):
    """The text in one spelling: without spaces, which Word scatters in Thai words, and with sara am in one piece."""
    return re.sub(r"[\s\u200b\ufeff\0]+", "", unicodedata.normalize("NFC", text).replace("ํา", "ำ")).lower()


def _matches(text, rates):
    """(length of the words found, Rate, what the text says besides) for each keyword that is in the text."""
    for rate in rates:
        for keyword in rate.keywords:
            rest = _without(text, _words_of(keyword))
            if rest is not None:
                yield sum(map(len, _words_of(keyword))), rate, rest


def _words_of(keyword):
    """The words of a keyword, longest first, so that "ค่าอาหาร" isn't found within "ค่าอาหารว่าง"."""
    return sorted(filter(None, map(_plain, keyword.split("+"))), key=len, reverse=True)


def _without(text, words):
    """The text with all the words taken out of it; None where one is missing."""
    for word in words:
        if word not in text:
            return None
        text = text.replace(word, _TAKEN)
    return text if words else None


def _is_comparable(unit, rate_unit):
    """Whether a price in `unit` is in the rate's: "บาท" is, "บาท/คน" is in "บาท/คน/มื้อ", "บาท/วัน" isn't."""
    return _per(unit) <= _per(rate_unit)


def _per(unit):
    return {_plain(part) for part in re.split(r"/|ต่อ", unit)[1:]}


def _likeness(typed, rate):
    """How well a rate answers what is typed so far, (0, 0) for not at all."""
    words = [word for keyword in rate.keywords for word in _words_of(keyword)]
    names = [_plain(rate.name), *words]
    whole = max((len(word) for word in words if word in typed), default=0)
    begun = max((_begun(typed, name) for name in names), default=0)
    if any(name.startswith(typed) for name in names):
        return 3, len(typed)
    if whole or begun:
        return 2, max(whole, begun)
    return (1, len(typed)) if any(typed in name for name in names) else (0, 0)


def _begun(typed, name):
    """How many characters at the end of what is typed begin a name; 0 for fewer than three."""
    sizes = range(min(len(typed), len(name)), _SHORTEST_TAIL - 1, -1)
    return next((size for size in sizes if name.startswith(typed[-size:])), 0)
