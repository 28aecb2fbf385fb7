"""The quantities of a text: numbers with their units, and what the words and signs before each make of it."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from budgetplan.thai.money import MAX_AMOUNT
from projects.formulas import words

SIGN, LOOSE, APART, PLUS = "sign", "loose", "apart", "plus"
"""How a quantity hangs on the one before: by ×, by nothing, with words between, by +."""

FACTOR, RATE, PRICE, AMOUNT, RESULT, TOTAL = "factor", "rate", "price", "amount", "result", "total"
"""A plain factor; so many for each ("ละ"); a price for each ("@"); the money that comes out; "= 30 คน" within a
calculation; "รวม 4 มื้อ", which may come out of it too."""

MOST_DECIMALS = 4
_WELL_FORMED = re.compile(r"(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?")
_LONGEST_REST = 8
_LONGEST_GAP = 40
_LONGEST_LEAD = 80


@dataclass(frozen=True)
class Quantity:
    """A number with its unit. `cuts` are the stretches of the text that it takes out of the description.

    `fault` is a code of `errors.SENTENCES` where the number can't be calculated with; `value` is None then.
    """

    number: str
    value: Decimal | None
    unit: str
    kind: str
    join: str
    cuts: tuple[tuple[int, int], ...]
    fault: str = ""

    @property
    def end(self):
        return self.cuts[-1][1]

    @property
    def is_money(self):
        """Whether it says a price: baht, or a rate without its unit ("คนละ 240")."""
        return is_money_unit(self.unit) or self.kind == PRICE or (self.kind == RATE and not self.unit)

    @property
    def is_rate(self):
        return self.is_money and (self.kind in {RATE, PRICE} or "/" in self.unit)


@dataclass(frozen=True)
class _Found:
    """A number before it is known what it is for."""

    start: int
    end: int
    number: str
    value: Decimal | None
    fault: str
    unit: str
    is_known: bool


def is_money_unit(unit):
    """Whether a unit is baht, alone or per something ("บาท/คน")."""
    return unit.split("/")[0] == words.BAHT


def scan(text):
    """The Quantities of a text with Arabic digits, in order."""
    quantities = []
    position = 0
    unread = None
    while token := words.TOKEN.search(text, position):
        position = token.end()
        if token.lastgroup in {"skip", "size", "odd"}:
            unread = unread if token.lastgroup == "skip" else token
            _mark_unread(text, token, quantities)
            continue
        quantity = _quantity(text, _read(text, token), quantities, unread)
        if quantity:
            quantities.append(quantity)
            position = quantity.end
    return quantities


def _mark_unread(text, token, quantities):
    """Spoil the last quantity where a sign multiplies it with "7%" or "1/2"."""
    if token.lastgroup == "odd" and quantities:
        last = quantities[-1]
        if words.SIGN_NEXT.fullmatch(text[last.end : token.start()].rstrip()):
            quantities[-1] = replace(last, fault="unclear")


def _read(text, token):
    """The number at a token with its unit."""
    reader = _read_sum if token.lastgroup == "sum" else _read_number
    value, fault, end, unit = reader(text, token)
    known = bool(unit)
    if not unit:
        unit, end, known = read_unit(text, end)
    if not unit and "฿" in _before(text, token.start(), 2):
        unit, known = words.BAHT, True
    return _Found(token.start(), end, text[token.start() : end].strip(), value, fault, unit, known)


def _read_number(text, token):
    """(value, fault, where it ends, "") of a plain number, or of a range."""
    span = words.RANGE.match(text, token.end())
    if span and not words.BAHT_AFTER.match(text, token.end()):
        return None, "range", span.end(), ""
    value, fault = (None, "commas") if token.lastgroup == "gapped" else number_in(token.group())
    if words.NEGATIVE.search(_before(text, token.start(), 2)):
        value, fault = None, "negative"
    return value, fault, token.end(), ""


def _read_sum(text, token):
    """(value, fault, where it ends, unit said inside the brackets) of "(30 + 20)", "30+20", "(35 บาท + 120 บาท)"."""
    inner = token.group().strip("()")
    values = [number_in(number) for number in re.findall(words.NUMBER, inner)]
    units = {read_unit(part, 0)[0] for part in re.split(words.NUMBER, inner.replace("+", " "))} - {""}
    faults = [fault for _value, fault in values if fault]
    is_open = inner == token.group()
    beside_sign = words.SIGN_BEFORE.search(_before(text, token.start(), 12)) or words.SIGN_NEXT.match(text, token.end())
    if len(units) > 1 or (is_open and beside_sign):
        faults = ["plus"]
    if faults:
        return None, faults[0], token.end(), ""
    total = sum(value for value, _fault in values)
    return total, "", token.end(), units.pop() if units else ""


def _before(text, position, length):
    return text[max(position - length, 0) : position]


def number_in(text):
    """(value, "") of a number as typed, or (None, code of its fault)."""
    if not _WELL_FORMED.fullmatch(text):
        return None, "commas"
    value = Decimal(text.replace(",", ""))
    if text.endswith(".000"):
        return None, "commas"
    if not value:
        return None, "zero"
    if value > MAX_AMOUNT:
        return None, "too_large"
    if len(text.partition(".")[2].rstrip("0")) > MOST_DECIMALS:
        return None, "decimals"
    return value, ""


def read_unit(text, position):
    """(unit, where it ends, whether it is a known one) of what follows a number; ("", position, False) for none."""
    baht = words.BAHT_AFTER.match(text, position)
    if baht:
        unit, end, known = words.BAHT, baht.end(), True
    else:
        unit, end, known = _word(text, position)
    while unit and (per := words.PER.match(text, end)):
        further, further_end, _known = _word(text, per.end())
        if not further:
            break
        unit, end = f"{unit}/{further}", further_end
    return unit, end, known


def _word(text, position):
    """One word of a unit: (word, where it ends, whether it is a known unit)."""
    found = words.WORD.match(text, position)
    if not found or found[1] in {"x", "X"}:
        return "", position, False
    word, known = _trimmed(found[1], signed=bool(words.SIGN_NEXT.match(text, found.end())))
    return (word, found.start(1) + len(word), known) if word else ("", position, False)


def _trimmed(run, *, signed):
    """(the unit a run of letters begins with, whether it is known): Thai writes no space after it."""
    stop = words.STOP.search(run)
    each = stop and stop.group() == "ละ"
    run = run[: stop.start()] if stop else run
    if run in words.UNITS:
        return run, True
    prefix = next((run[:size] for size in range(len(run), 0, -1) if run[:size] in words.UNITS), "")
    rest = run[len(prefix) :]
    repeats = each and rest in words.UNITS
    if prefix and (repeats or not rest.strip(".") or (not signed and _is_another_word(rest))):
        return prefix, True
    return (run if "." in run.rstrip(".") else run.rstrip(".")), bool(prefix)


def _is_another_word(rest):
    return len(rest) > _LONGEST_REST or bool(words.FUNCTION_WORD.match(rest))


def _quantity(text, found, before, unread):
    """The Quantity of a number, or None where nothing says that one calculates with it."""
    end = before[-1].end if before else 0
    gap = text[end : found.start]
    lead = _lead(gap)
    lead_start = found.start - len(lead)
    join = _join(gap, bool(before), is_led=lead == gap)
    kind = _kind(lead, found, text)
    if not _is_candidate(text, found, join, kind):
        return None
    fault = found.fault or _fault_of_place(text, found, join, unread)
    cuts = (*_loose_sign(gap, end, lead_start, join), (lead_start, found.end))
    return Quantity(found.number, found.value, found.unit, kind, join, cuts, fault)


def _lead(gap):
    """What of the words before a number belongs to it; not the bracket that closes what they say before."""
    lead = words.LEAD.search(gap[-_LONGEST_LEAD:])
    if not lead:
        return ""
    text = lead.group()
    while text.startswith((")", "]")) and any(bracket in gap[: -len(text)] for bracket in "(["):
        text = text[1:]
    return text


def _join(gap, has_before, *, is_led):
    if has_before and "+" in gap:
        return PLUS
    if has_before and len(gap) <= _LONGEST_GAP and words.JOINED_BY_SIGN.search(gap):
        return SIGN
    return LOOSE if has_before and is_led else APART


def _kind(lead, found, text):
    multiplies = words.SIGN_NEXT.match(text, found.end)
    result = words.HAS_RESULT.search(lead)
    if result and not multiplies and (not found.unit or found.unit == words.BAHT):
        return AMOUNT
    if result and (result.group() == "=" or result.group().startswith("รวม")):
        return RESULT if result.group() == "=" else TOTAL
    if "@" in lead:
        return PRICE
    return RATE if words.HAS_RATE.search(lead) else FACTOR


def _is_candidate(text, found, join, kind):
    if join != SIGN and _numbers_a_line(text, found):
        return False
    if join == SIGN or found.is_known or kind != FACTOR:
        return True
    if not found.unit:
        return bool(words.SIGN_NEXT.match(text, found.end))
    each = text[found.end :].lstrip().startswith(f"{found.unit}ละ")
    return each or bool(words.RATE_NEXT.match(text, found.end) or words.SIGN_SOON.match(text, found.end))


def _numbers_a_line(text, found):
    """Whether it is the 2 of "2 โครงการพัฒนาครู …": a line's number before a word that only begins like a unit."""
    begins = words.FIRST_OF_LINE.search(text[: found.start]) and re.match(r"\d\d?\s", found.number)
    return (
        bool(begins)
        and found.unit not in words.UNITS
        and not words.SIGN_NEXT.match(text, found.end)
        and (not is_money_unit(found.unit))
    )


def _fault_of_place(text, found, join, unread):
    if words.SIGN_LAST.match(text, found.end):
        return "missing"
    if unread and join != SIGN and words.UNIT_AND_SIGN.fullmatch(text[unread.end() : found.start]):
        return "size" if unread.lastgroup == "size" else "unclear"
    return ""


def _loose_sign(gap, end, lead_start, join):
    """The × of "x ค่าอาหาร 35 บาท": it leaves the description though words follow it."""
    sign = words.JOINED_BY_SIGN.search(gap) if join == SIGN else None
    if sign and end + sign.start() < lead_start:
        yield end + sign.start(), end + sign.end()
