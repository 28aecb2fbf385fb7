"""Cells of a cost table: amounts line by line, and the lines they belong to."""

from dataclasses import dataclass, field
from decimal import Decimal

from budgetplan.documents.docx_blocks import Cell
from budgetplan.thai.money import ZERO, AmountError, parse_amount
from projects.formulas import FormulaError, parse_formulas
from projects.reading.calendar import cell_numbers
from projects.reading.items import ListItem, flat_items
from projects.reading.stream import lines_in
from projects.reading.text import Number, words

MOST_IN_A_CELL = 100
COST_BEGINS = ("ค่า", "วัสดุ", "งบ", "หมวด")
LONGEST_CALCULATION = 1_000
"""Characters; a longer text is prose, and takes long to search for a calculation."""


@dataclass
class AmountCell:
    """Amounts in a cell, one for each line; None for a blank line, 0 for a dash. What is no amount is in `unread`."""

    lines: list[Decimal | None] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    @property
    def said(self) -> list[Decimal]:
        return [amount for amount in self.lines if amount is not None]

    @property
    def total(self) -> Decimal:
        return sum(self.said, ZERO)


def read_amounts(cell: Cell | None) -> AmountCell:
    found = AmountCell()
    for line in cell.text.split("\n") if cell else ():
        try:
            found.lines.append(parse_amount(words(line)))
        except AmountError:
            found.unread.append(words(line))
    return found


@dataclass
class CostItem:
    """One thing that costs: its number and text, and the headings over it in the same cell.

    `details` say more of it. `listed` are several things under one amount, as bullets or paragraphs; they make up the
    whole of it where it `is_list` itself.
    """

    number: Number
    text: str
    headings: list[ListItem] = field(default_factory=list)
    details: str = ""
    listed: list[str] = field(default_factory=list)
    is_list: bool = False
    has_bullets: bool = False


def cost_items(cell: Cell, number_cell: Cell | None, count: int) -> list[CostItem] | None:
    """The things written in a cell that `count` amounts stand beside; None where they can't be told apart."""
    if count > MOST_IN_A_CELL:
        return None
    numbers = cell_numbers(number_cell) if number_cell is not None else []
    lines = [line for line in lines_in(cell.blocks) if not line.is_blank]
    items = flat_items(lines)
    if len(numbers) == 1 and items and not items[0].number:
        items[0].number = Number(numbers[0])
    if count <= 1:
        return [_single(items)] if items else None
    if len(numbers) == count:
        if len(items) == count:
            return [CostItem(Number(no), item.text) for no, item in zip(numbers, items, strict=True)]
        if len(lines) == count:
            return [CostItem(Number(no), words(line.text)) for no, line in zip(numbers, lines, strict=True)]
    return _chosen(items, count) or _by_lines(lines, count)


def _single(items: list[ListItem]) -> CostItem:
    """One amount for all that is written: the last numbered item is it, bullets under it say more."""
    numbered = [item for item in items if item.number and not item.number.is_bullet]
    main = numbered[-1] if numbered else items[0]
    after = items[items.index(main) + 1 :]
    details = " ".join(f"- {item.text}" if item.number else item.text for item in after)
    headings = [item for item in numbered[:-1] if main.number.text.startswith(f"{item.number.text}.")]
    if numbered and len(after) == 1 and _says_what_costs(main, after[0]):
        return CostItem(after[0].number, after[0].text, [*headings, main])
    is_list = main.number.is_bullet or not any(item.number for item in items)
    listed = [item.text for item in ([main, *after] if is_list else after)]
    bullets = [item.number.is_bullet for item in after]
    return CostItem(main.number, main.text, headings, details, listed, is_list, bool(bullets) and all(bullets))


def _says_what_costs(main: ListItem, below: ListItem) -> bool:
    """Whether the bullet under an activity is the thing its money is for; a calculation belongs to the line over it."""
    names_cost = below.text.startswith(COST_BEGINS) or not has_calculation(below.text)
    plain = below.number.is_bullet and not has_calculation(main.text) and names_cost
    return plain and not main.text.startswith(COST_BEGINS)


def _chosen(items: list[ListItem], count: int) -> list[CostItem] | None:
    """Bullets, items below others, all items, or items with a calculation: whichever are as many as the amounts."""
    bullets = [item for item in items if item.number.is_bullet]
    leaves = [item for index, item in enumerate(items) if not _has_below(index, items)]
    calculated = [item for item in items if has_calculation(item.text)]
    for chosen in (bullets, leaves, items, calculated):
        if len(chosen) == count:
            return [CostItem(item.number, item.text, _headings(item, items)) for item in chosen]
    return None


def _has_below(index: int, items: list[ListItem]) -> bool:
    following = items[index + 1] if index + 1 < len(items) else None
    if following is None or items[index].number.is_bullet:
        return False
    number = items[index].number
    return following.number.is_bullet or bool(number and following.number.text.startswith(f"{number.text}."))


def _headings(item: ListItem, items: list[ListItem]) -> list[ListItem]:
    """The numbered items over an item in its cell, outermost first."""
    before = items[: items.index(item)]
    if not item.number.is_bullet:
        return [other for other in before if other.number and item.number.text.startswith(f"{other.number.text}.")]
    numbered = [other for other in before if not other.number.is_bullet]
    if not numbered:
        return []
    return [*_headings(numbered[-1], items), numbered[-1]]


def _by_lines(lines: list, count: int) -> list[CostItem] | None:
    opening = [words(line.text) for line in lines if line.opens]
    for texts in (opening, [words(line.text) for line in lines]):
        if len(texts) == count:
            return [CostItem(Number(), text) for text in texts]
    return None


def has_calculation(text: str) -> bool:
    """Whether a text calculates an amount or states one."""
    if len(text) > LONGEST_CALCULATION:
        return False
    try:
        return any(formula.factors or formula.amount is not None for formula in parse_formulas(text))
    except FormulaError:
        return False
