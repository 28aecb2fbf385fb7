"""Cost formulas as text: "18 คน x 30 บาท x 2 มื้อ", "30 คน 3 วันๆละ 180 บาท" and whatever else people write.

Numbers that aren't factors stay in the description: years, dates, sizes, percentages, ordinals, list numbers. Where two
readings are possible and the money differs, the text is refused with a sentence rather than guessed at.
"""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from budgetplan.thai.digits import to_arabic
from budgetplan.thai.money import CENT, MAX_AMOUNT, format_amount
from projects.content import Factor
from projects.formulas import words
from projects.formulas.errors import SENTENCES, FormulaError
from projects.formulas.grouping import groups_of
from projects.formulas.scanning import is_money_unit

__all__ = [
    "SENTENCES",
    "Formula",
    "FormulaError",
    "format_factors",
    "format_formula",
    "is_money_unit",
    "parse_formula",
    "parse_formulas",
]

_INVISIBLE = re.compile("[\u200b-\u200d\u2060\ufeff\u00ad]")
_BRACKETS = {")": "(", "]": "[", "}": "{"}
_EMPTY_BRACKETS = re.compile(r"\(\s*\)|\[\s*\]|\{\s*\}")
_SPACED_BRACKETS = re.compile(r"([(\[])\s+|\s+([)\]])")
_EDGES = " -–—:,;=+/•·*~"


@dataclass(frozen=True)
class Formula:
    """`text` describes the line, without the numbers of `factors`; `amount` is the result the text states, in baht."""

    text: str
    factors: tuple[Factor, ...] = ()
    amount: Decimal | None = None


def parse_formula(text) -> Formula:
    """The Formula of a text as typed, pasted or read from a document, in Thai, Arabic or mixed digits.

    Without a calculation `factors` is (). Raises FormulaError with a sentence for the person where numbers can't be
    understood, or there is more than one calculation (see `parse_formulas`).
    """
    formulas = parse_formulas(text)
    if len(formulas) > 1:
        raise FormulaError("several")
    return formulas[0]


def parse_formulas(text) -> list[Formula]:
    """One Formula for each calculation or amount of a text, each with the words before it; never empty.

    Raises FormulaError where numbers can't be understood.
    """
    typed = _normalised(text)
    groups = groups_of(to_arabic(typed))
    if not groups:
        return [Formula(_cleaned(typed))]
    ends = [group.end for group in groups[:-1]] + [len(typed)]
    starts = [0, *ends[:-1]]
    return [_formula(typed, group, start, end) for group, start, end in zip(groups, starts, ends, strict=True)]


def format_factors(factors) -> str:
    """ "18 คน × 30 บาท × 2 มื้อ", in Arabic digits; a factor alone as "@ 30 บาท", or it would read as an amount."""
    text = " × ".join(f"{_plain(factor.value)} {factor.unit}".strip() for factor in factors)
    return f"@ {text}" if len(factors) == 1 else text


def format_formula(text, factors) -> str:
    """The description with its factors in brackets: "ค่าอาหารว่าง (18 คน × 30 บาท × 2 มื้อ)"."""
    if not factors:
        return text
    return f"{text} ({format_factors(factors)})" if text else format_factors(factors)


def _plain(value):
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _normalised(text):
    """The text with ordinary spaces and with sara am in one piece, as Word and PDF don't always give it."""
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", str(text))).replace("\r", "\n")
    return re.sub(r"[^\S\n]+", " ", text.replace("ํา", "ำ"))


def _formula(typed, group, start, end):
    factors = tuple(Factor(_checked(quantity), quantity.unit) for quantity in group.quantities)
    if factors and group.product > MAX_AMOUNT:
        raise FormulaError("too_large", number=f"{group.product:,.0f}", limit=format_amount(MAX_AMOUNT))
    amount = _checked(group.amount) if group.amount else None
    if amount is not None and amount != amount.quantize(CENT):
        raise FormulaError("decimals", number=group.amount.number)
    text = _cleaned(_without(typed, group, start, end))
    return Formula(text.removeprefix("และ").strip(_EDGES) if start else text, factors, amount)


def _checked(quantity):
    if quantity.fault:
        raise FormulaError(quantity.fault, number=quantity.number, limit=format_amount(MAX_AMOUNT))
    return quantity.value


def _without(typed, group, start, end):
    """The stretch of the text without what the group took out of it."""
    pieces = []
    for cut_start, cut_end in sorted(cut for quantity in group.used for cut in quantity.cuts):
        pieces.append(typed[start : max(cut_start, start)])
        start = max(cut_end, start)
    return " ".join([*pieces, typed[start:end]])


def _cleaned(text):
    """A description without list marks, empty or lonely brackets and what once joined it to its numbers."""
    text = " ".join(words.BAHT_WORDS.sub(" ", text).split())
    text = text[words.LIST_MARK.match(to_arabic(text)).end() :]
    text = " ".join(_paired(_EMPTY_BRACKETS.sub(" ", text)).split()).strip(_EDGES)
    text = _SPACED_BRACKETS.sub(r"\1\2", text)
    return text.removesuffix(" และ").strip(_EDGES)


def _paired(text):
    """The text without brackets that have no partner."""
    opened, lonely = [], set()
    for index, character in enumerate(text):
        if character in _BRACKETS.values():
            opened.append(index)
        elif character in _BRACKETS:
            if opened and text[opened[-1]] == _BRACKETS[character]:
                opened.pop()
            else:
                lonely.add(index)
    lonely.update(opened)
    return "".join(" " if index in lonely else character for index, character in enumerate(text))
