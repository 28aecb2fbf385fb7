"""What a person may type into a proposal, field by field: read, checked, and given back as the page shows it.

A reader takes what the page sends and returns column values, or raises ValueError with a sentence for the person.
"""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from budgetplan.thai.date_input import parse_thai_date
from budgetplan.thai.dates import thai_date
from budgetplan.thai.money import MAX_AMOUNT, AmountError, format_amount, parse_amount
from plans.totals import ZERO
from projects.content import MONTHS, product_of, quantity_text
from projects.contents import factors_from_json, factors_to_json, month_bits, months_in
from projects.enums import Averaging, CostCategory, FundSource, IndicatorKind, Nature
from projects.formulas import format_factors, parse_formula
from projects.models import Focus, Programme, Strategy
from projects.rich_text import clean_rich_text, printable
from projects.totals import spread_as_typed

LONGEST_TEXT = 5_000
LONGEST_REASON = 1_000
LONGEST_RICH_TEXT = 200_000
QUARTERS = ("q1", "q2", "q3", "q4")


def _text(value, most):
    """Text without what can't be seen or stored, on its lines, without stray blanks."""
    if not isinstance(value, str):
        raise ValueError(_("This can't be read. Type it again."))
    lines = (" ".join(line.split()) for line in printable(value).splitlines())
    text = "\n".join(line for line in lines if line)
    if len(text) > most:
        raise ValueError(
            _("%(length)s characters are too many; shorten it to %(most)s.") % {"length": len(text), "most": most}
        )
    return text


def _long(name, most=LONGEST_TEXT):
    return lambda _row, value: {name: _text(value, most)}


def _line(name, most):
    return lambda _row, value: {name: " ".join(_text(value, most).split())}


def _rich(name):
    def read(_row, value):
        if not isinstance(value, str) or len(value) > LONGEST_RICH_TEXT:
            raise ValueError(_("This text is too long. Shorten it."))
        return {name: clean_rich_text(value)}

    return read


def _choice(name, choices, *, blank=False):
    def read(_row, value):
        if value in choices.values or (blank and value == ""):
            return {name: value}
        raise ValueError(_("There is no such choice. Choose one from the list."))

    return read


def _name(_row, value):
    name = " ".join(_text(value, 300).split())
    if not name:
        raise ValueError(_("A project needs a name. Type one."))
    return {"name": name}


def _of_year(name, model):
    """A row of the project's year by its id, as the page's list has it; blank for none."""

    def read(proposal, value):
        if value in ("", None):
            return {name: None}
        found = model.objects.filter(office_id=proposal.office_id, fiscal_year_id=proposal.project.fiscal_year_id)
        chosen = found.filter(pk=value).first() if str(value).isdecimal() else None
        if chosen is None:
            raise ValueError(_("There is no such choice. Choose one from the list."))
        return {name: chosen}

    return read


def _focuses(proposal, value):
    """Rows of the project's year by their ids."""
    wanted = {str(pk) for pk in value} if isinstance(value, list) else {""}
    of_year = Focus.objects.filter(office_id=proposal.office_id, fiscal_year_id=proposal.project.fiscal_year_id)
    found = [focus for focus in of_year if str(focus.pk) in wanted]
    if len(found) != len(wanted):
        raise ValueError(_("There is no such choice. Choose one from the list."))
    return {"focuses": found}


def _day(name):
    """A day; that the last one doesn't come before the first is looked at once both are read (services.writing)."""
    return lambda _row, value: {name: parse_thai_date(value if isinstance(value, str) else "")}


def _declared(_row, value):
    return {"declared": parse_amount(value)}


def _quantity(_row, value):
    """A number of people, schools, per cent …: read like an amount, refused without a word of money."""
    try:
        if isinstance(value, str) and value.rstrip().endswith(("บาท", "฿")):
            raise AmountError("not_a_number", "")
        return {"value": parse_amount(value)}
    except AmountError as error:
        sentences = {
            "negative": _("A quantity can't be below zero. Type 0 or more."),
            "not_a_number": _(
                "This is not a number. Type digits, for example 120 or 80.5; the unit has a box of its own."
            ),
            "decimals": _("A quantity has at most two decimals. Round it."),
            "too_large": _("This number is too large. The largest is %(limit)s.")
            % {"limit": format_amount(MAX_AMOUNT)},
        }
        raise ValueError(sentences.get(error.code, str(error))) from error


def _months(_row, value):
    if not isinstance(value, list) or not all(isinstance(month, int) and month in MONTHS for month in value):
        raise ValueError(_("Choose months from October to September."))
    return {"months": month_bits(value)}


def _flag(name):
    def read(_row, value):
        if not isinstance(value, bool):
            raise ValueError(_("Choose yes or no."))
        return {name: value}

    return read


def _formula(line, value):
    """Factors as typed ("30 คน 3 วันๆละ 180 บาท"), or one amount for a lump sum; words beside them describe the line.

    An amount somebody declared, with a reason (domain, rule 2), stays when the calculation changes.
    """
    text = _text(value, LONGEST_TEXT)
    formula = parse_formula(text)
    if formula.text and not formula.factors and formula.amount is None:
        return _lump_sum(line, _amount_alone(text))
    described = _described(line, formula.text)
    if len(formula.factors) == 1 and formula.factors[0].unit in ("", "บาท"):
        return described | _lump_sum(line, formula.factors[0].value)
    if formula.amount is not None and not formula.factors:
        return described | _lump_sum(line, formula.amount)
    fields = described | {"factors": factors_to_json(formula.factors)}
    if line.reason and formula.amount is None:
        return fields
    product = product_of(formula.factors) or ZERO
    return fields | _with_amount(line, product if formula.amount is None else formula.amount)


def _described(line, words):
    """Words beside a calculation: they are the line's text where that says no more. Raises ValueError for others."""
    known = " ".join(line.text.split())
    if words in known or not any(letter.isalnum() for letter in words):
        return {}
    if known in words:
        return {"text": words}
    raise ValueError(
        _("“%(words)s” isn't part of the calculation, and the item has its text. Add it there, or take it out here.")
        % {"words": words}
    )


def _lump_sum(line, amount):
    amount = parse_amount(amount) or ZERO
    if line.reason and amount != line.amount:
        sentence = _(
            "%(amount)s baht are asked for another reason than a calculation. Type the new amount into the amount box."
        )
        raise ValueError(sentence % {"amount": format_amount(line.amount, blank="0")})
    return {"factors": []} | ({} if line.reason else _with_amount(line, amount))


def _amount_alone(text):
    try:
        return parse_amount(text)
    except AmountError as error:
        if error.code != "not_a_number":
            raise
        sentence = _("There is no number here. Type for example “30 people × 2 days × 180 baht”, or an amount.")
        if any(letter.isdecimal() for letter in text):
            sentence = _(
                "The price is missing. Type what each costs, for example “18 คน × 35 บาท”, or one amount in baht."
            )
        raise ValueError(sentence) from error


def _amount(line, value):
    amount = parse_amount(value) or ZERO
    product = product_of(factors_from_json(line.factors))
    return _with_amount(line, amount) | ({"reason": ""} if product == amount else {})


def _with_amount(line, amount):
    """The amount, and quarters typed before follow it in their proportion."""
    amount = parse_amount(amount)
    typed = [getattr(line, name) for name in QUARTERS]
    if typed[0] is None or not any(typed):
        return {"amount": amount}
    return {"amount": amount, **dict(zip(QUARTERS, spread_as_typed(amount, typed), strict=True))}


def _quarters(line, value):
    """Four amounts that sum to the line's, or None: they follow from the activity's months."""
    if value is None:
        return dict.fromkeys(QUARTERS)
    if not isinstance(value, list) or len(value) != len(QUARTERS):
        raise ValueError(_("Type an amount for each of the four quarters."))
    amounts = _amounts_of(value)
    if sum(amounts) != line.amount:
        raise ValueError(
            _("The quarters sum to %(found)s; they must sum to the line's amount, %(expected)s.")
            % {"found": format_amount(sum(amounts), blank="0"), "expected": format_amount(line.amount, blank="0")}
        )
    return dict(zip(QUARTERS, amounts, strict=True))


def _amounts_of(quarters):
    """Their amounts in baht. Raises ValueError with what is wrong with each of them."""
    amounts, problems = [], []
    for number, quarter in enumerate(quarters, start=1):
        try:
            amounts.append(parse_amount(quarter) or ZERO)
        except AmountError as error:
            problems.append(_("Quarter %(number)s: %(problem)s") % {"number": number, "problem": error})
    if problems:
        raise ValueError(" ".join(problems))
    return amounts


HEAD_READERS = {
    "name": _name,
    "programme": _of_year("programme", Programme),
    "strategy": _of_year("strategy", Strategy),
    "focuses": _focuses,
    "owners_text": _line("owners_text", 300),
    "nature": _choice("nature", Nature, blank=True),
    "starts_on": _day("starts_on"),
    "ends_on": _day("ends_on"),
    "rationale": _rich("rationale"),
    "averaging": _choice("averaging", Averaging),
    "notes": _rich("notes"),
    "declared": _declared,
    "over_ceiling_reason": _long("over_ceiling_reason", LONGEST_REASON),
}

READERS = {
    "head": HEAD_READERS,
    "objectives": {"text": _long("text")},
    "quantity_targets": {"text": _long("text"), "value": _quantity, "unit": _line("unit", 60)},
    "quality_targets": {"text": _long("text")},
    "activities": {
        "text": _long("text"),
        "place": _line("place", 200),
        "responsible": _line("responsible", 200),
        "months": _months,
    },
    "cost_lines": {
        "text": _long("text"),
        "category": _choice("category", CostCategory),
        "formula": _formula,
        "amount": _amount,
        "reason": _line("reason", 300),
        "source": _choice("source", FundSource),
        "in_budget": _flag("in_budget"),
        "quarters": _quarters,
    },
    "indicators": {
        "kind": _choice("kind", IndicatorKind, blank=True),
        "text": _long("text"),
        "target": _line("target", 200),
        "method": _long("method"),
        "tool": _long("tool"),
    },
    "expected_results": {"text": _long("text")},
}
"""List → field of the page → its reader."""


COLUMNS = {
    "programme": ("programme_id",),
    "strategy": ("strategy_id",),
    "formula": ("factors",),
    "quarters": QUARTERS,
}


def columns_of(field):
    """The columns in which a field of the page is stored, as the journal of changes names them."""
    return COLUMNS.get(field, (field,))


def shown(row, field):
    """A field as the page holds it: plain JSON, amounts as "1188.00", quantities as "120.5", months as numbers.

    Dates are in Thai.
    """
    if field == "focuses":
        return sorted(row.focuses.values_list("pk", flat=True))
    if field == "formula":
        return format_factors(factors_from_json(row.factors))
    if field == "value":
        return quantity_text(row.value).replace(",", "")
    if field == "quarters":
        return None if row.q1 is None else [f"{getattr(row, name):.2f}" for name in QUARTERS]
    value = getattr(row, f"{field}_id" if field in ("programme", "strategy") else field)
    return list(months_in(value)) if field == "months" else _plain(value)


def _plain(value):
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    return thai_date(value, "short", thai_digits=False) if isinstance(value, date) else value


def shown_row(row, kind):
    """Every field of a row or of the head, as the page holds them."""
    return {field: shown(row, field) for field in READERS[kind]}
