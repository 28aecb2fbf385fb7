"""Which quantities of a text make one calculation.

What × joins belongs together. Quantities side by side without a sign are multiplied too, and so are those with words
between, unless a calculation with signs stands beside them: that one is complete as it is. One unit never stands twice
in a calculation without signs.
"""

import math
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from projects.formulas import words
from projects.formulas.errors import FormulaError
from projects.formulas.scanning import AMOUNT, APART, LOOSE, PLUS, PRICE, RATE, RESULT, SIGN, TOTAL, Quantity, scan


@dataclass
class Group:
    """Quantities that may be multiplied, and the amount said to be their result. `passed` were said but not used."""

    quantities: list[Quantity] = field(default_factory=list)
    amount: Quantity | None = None
    passed: list[Quantity] = field(default_factory=list)

    @property
    def units(self):
        return {quantity.unit for quantity in self.quantities} - {""}

    @property
    def has_sign(self):
        return any(quantity.join == SIGN for quantity in self.quantities[1:])

    @property
    def money(self):
        return [quantity for quantity in self.quantities if quantity.is_money]

    @property
    def is_ambiguous(self):
        """Whether its money, last and without a sign or "ละ", may be the price of each as well as the total."""
        money = self.money
        others = [quantity.value for quantity in self.quantities if not quantity.is_money]
        return (
            len(self.quantities) > 1
            and not self.has_sign
            and bool(money)
            and money == self.quantities[-1:]
            and not money[0].is_rate
            and any(value != 1 for value in others)
        )

    @property
    def is_complete(self):
        return len(self.quantities) > 1 and (self.has_sign or (bool(self.money) and not self.is_ambiguous))

    @property
    def is_lone_price(self):
        return len(self.quantities) == 1 and bool(self.money)

    @property
    def is_lone_amount(self):
        """Whether it is money by itself that isn't said to be for each, with nothing said to come of it."""
        return self.is_lone_price and self.amount is None and self.quantities[0].kind not in {RATE, PRICE}

    @property
    def product(self):
        return product_of_values(self.quantities)

    @property
    def start(self):
        return min(quantity.cuts[0][0] for quantity in self.used)

    @property
    def end(self):
        return max(quantity.end for quantity in self.used)

    @property
    def used(self):
        return [*self.quantities, *self.passed, *filter(None, [self.amount])]

    def shares_unit_with(self, other):
        return bool(self.units & other.units)

    def add(self, other):
        """Multiply with what `other` holds too."""
        self.quantities += other.quantities
        self.passed += other.passed
        self.amount = self.amount or other.amount


def product_of_values(quantities):
    """The product, None where a number isn't known."""
    values = [quantity.value for quantity in quantities]
    return None if None in values else math.prod(values, start=Decimal(1))


def groups_of(text):
    """The complete calculations and lone amounts of a text with Arabic digits, in order, as Groups.

    Raises FormulaError where numbers that look like a calculation can't be told apart.
    """
    quantities = scan(text)
    for quantity in quantities:
        if quantity.fault == "missing":
            raise FormulaError("missing")
    groups = _folded(_runs(_chains(quantities)))
    _check_sums(text, quantities, groups)
    return _picked(text, groups)


def _chains(quantities):
    """Groups of what × joins. A result in between is checked and passed over; an amount ends its chain."""
    chains = []
    for quantity in quantities:
        last = chains[-1] if chains else None
        if quantity.kind == AMOUNT:
            if last is None or last.amount:
                chains.append(Group())
            chains[-1].amount = quantity
        elif last and _is_made(quantity, last):
            last.passed.append(quantity)
        elif last and quantity.join == SIGN and not last.amount:
            last.quantities.append(quantity)
        else:
            chains.append(Group([quantity]))
    return chains


def _is_made(quantity, chain):
    """Whether a quantity repeats what the chain makes: "2 วัน x 2 มื้อ = 4 มื้อ". Raises FormulaError if "=" lies."""
    if quantity.kind not in {RESULT, TOTAL} or not chain.quantities:
        return False
    if chain.product == quantity.value:
        return True
    if quantity.kind == RESULT:
        raise FormulaError("result", number=quantity.number)
    return False


def _runs(chains):
    """Chains side by side become one Group, until a unit would stand in it twice.

    Money after a calculation is its amount.
    """
    runs = []
    for chain in chains:
        last = runs[-1] if runs else None
        first = chain.quantities[0] if chain.quantities else None
        is_beside = last and not last.amount and first is not None and first.join in {LOOSE, SIGN}
        if first is None and last and not last.amount:
            last.amount = chain.amount
        elif is_beside and not last.shares_unit_with(chain):
            last.add(chain)
        elif (
            is_beside
            and last.is_complete
            and chain.is_lone_price
            and first.kind not in {RATE, PRICE}
            and not chain.amount
        ):
            last.amount = first
        else:
            runs.append(chain)
    return runs


def _folded(runs):
    """Runs with words between, made one where none of them is a calculation with signs."""
    folded = []
    for run in runs:
        last = folded[-1] if folded else None
        if last and _may_fold(last, run):
            last.add(run)
        else:
            folded.append(run)
    return folded


def _may_fold(last, run):
    if not run.quantities or run.quantities[0].join != APART or last.amount or not last.quantities:
        return False
    signed = (last.is_complete and last.has_sign) or (run.is_complete and run.has_sign)
    return not signed and not last.shares_unit_with(run)


def _check_sums(text, quantities, groups):
    """Raise FormulaError for a + that isn't between two complete calculations outside a multiplied bracket."""
    complete = [group for group in groups if group.is_complete or (group.amount and not group.quantities)]
    for before, quantity in pairwise(quantities):
        if quantity.join == PLUS:
            sides = sum(1 for group in complete if before in group.used or quantity in group.quantities)
            if sides < 2 or _is_in_multiplied_bracket(text, quantity.cuts[0][0]):
                raise FormulaError("plus")


def _is_in_multiplied_bracket(text, position):
    """Whether a sign multiplies the bracket that is open at a position."""
    opened = text.rfind("(", 0, position)
    closed = text.find(")", position)
    if opened < 0 or closed < 0 or ")" in text[opened:position]:
        return False
    return bool(words.SIGN_BEFORE.search(text[:opened]) or words.SIGN_NEXT.match(text, closed + 1))


def _picked(text, groups):
    """The Groups that say money; what is left over stays in the description, unless it contradicts them."""
    picked = []
    for group in groups:
        others = [other for other in groups if other is not group]
        if group.is_complete or (group.amount and not group.quantities):
            picked.append(group)
        elif group.amount:
            picked.append(Group(amount=group.amount))
        elif _says_money(group, others):
            picked.append(group if group.money[0].is_rate else Group(amount=group.quantities[0]))
        elif _contradicts(group, others):
            raise FormulaError("twice", unit=min(group.units))
    _take_back(picked, groups)
    return picked


def _says_money(group, others):
    """Whether a group that isn't complete is a price or an amount of its own. Raises FormulaError if nobody can say."""
    if group.is_ambiguous:
        raise FormulaError("each_or_all", number=group.money[0].number)
    if group.is_lone_amount:
        return True
    return group.is_lone_price and not any(other.is_complete or other.amount for other in others)


def _contradicts(group, others):
    """Whether one of its units stands in a calculation without signs, with another number."""
    for other in others:
        if other.is_complete and not other.has_sign:
            for quantity in group.quantities:
                if any(quantity.unit == one.unit and quantity.value != one.value for one in other.quantities):
                    return True
    return False


def _take_back(picked, groups):
    """Multiply with a number left over before a calculation where only so its stated amount comes out."""
    for before, group in pairwise(groups):
        if group not in picked or before in picked or not group.amount or before.amount or before.money:
            continue
        product = group.product
        if product is not None and product != group.amount.value:
            joined = Group(before.quantities + group.quantities, group.amount, before.passed + group.passed)
            if joined.product == group.amount.value:
                picked[picked.index(group)] = joined
