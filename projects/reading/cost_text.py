"""Costs written as lines of text, and the totals, sources and averaging that lines beside the tables declare."""

import re
from dataclasses import dataclass, field
from decimal import Decimal

from budgetplan.thai.money import AmountError, parse_amount
from projects.enums import FundSource
from projects.reading import vocabulary as words_of
from projects.reading.calendar import TOTAL
from projects.reading.cost_cells import has_calculation
from projects.reading.cost_columns import CostColumns
from projects.reading.costs import (
    GRAND,
    CostTable,
    PrintedTotal,
    ReadCost,
    calculation,
    category_begun,
    category_named,
    is_of_cost,
    other_category_begun,
    other_category_named,
    says_count,
    summed_by_role,
)
from projects.reading.items import flat_items
from projects.reading.stream import Line
from projects.reading.text import key, words

AMOUNT = r"(\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d+(?:\.\d{1,2})?)(?:\s?\.?\s?[-–]{1,2})?"
IN_BUDGET = re.compile(rf"(?<!นอก)(?:เงิน|ใน)งบประมาณ(?:แผ่นดิน)?(?!\s*(?:ปี|พ\.?ศ|25\d\d))[^\d\n]{{0,40}}?{AMOUNT}\s*บาท")
OFF_BUDGET = re.compile(rf"นอกงบประมาณ[^\d\n]{{0,40}}?{AMOUNT}\s*บาท")
DECLARED = re.compile(
    rf"(?:(?:รวม)?ทั้งสิ้น|ทั้งหมด|จำนวนเงิน|เป็นจำนวน|จำนวน|วงเงิน|เป็นเงิน|รวม(?:เป็น)?(?:เงิน)?)"
    rf"[^\d\n]{{0,30}}?{AMOUNT}\s*(?:\(|บาท|$)"
)
PLAIN_AMOUNT = re.compile(rf"(?<![\d,]){AMOUNT}\s*บาท")
HAS_WORDS = re.compile("[ก-๎a-zA-Z]{2}")
OF_WHOLE = re.compile(r"งบประมาณ|จำนวน|ทั้งสิ้น|วงเงิน|จาก|เงินงบ|เงินนอก|ใช้งบ|ใช้เงิน|แหล่ง|ขอ|รายละเอียด|\(")
GRAND_SAID = re.compile(r"ทั้งสิ้น|ทั้งหมด|รวม")
SPENT_ON = re.compile(r"(?:เพื่อ|สำหรับ|ใช้)?เป็น(?=ค่า)")
STARTS_WITH_AMOUNT = re.compile(rf"{AMOUNT}\s*บาท")
SOURCES = (
    (FundSource.OBEC, re.compile(r"สพฐ|สำนักงานคณะกรรมการการศึกษาขั้นพื้นฐาน")),
    (FundSource.OTHER, re.compile(r"อปท|องค์การบริหารส่วน|เทศบาล|หน่วยงานอื่น|เงินบริจาค|อบจ|อบต|ภาคเอกชน")),
)
SOURCE_SAID = re.compile(r"(?:จาก|แหล่ง(?:ที่มา|เงิน|งบประมาณ)*|งบ(?:ประมาณ)?|เงิน(?:งบประมาณ)?)")
AVERAGED = re.compile(r"\(?[^()\n]*ถัว[^()\n]*\)?")


@dataclass
class Declared:
    """What the lines of the budget part say of its money."""

    total: Decimal | None = None
    in_budget: Decimal | None = None
    off_budget: Decimal | None = None
    source: FundSource | None = None
    averaging: str = ""
    refused_averaging: bool = False


@dataclass
class CostText:
    table: CostTable | None = None
    rest: list[str] = field(default_factory=list)


def read_declared(lines: list[Line], *, tables: bool) -> Declared:
    """Totals, sources and averaging in the lines of the budget part. With costs in lines, theirs are passed over."""
    texts = _joined([words(line.printed) for line in lines])
    found = Declared()
    for text in texts:
        if not found.averaging and (averaged := words_of.AVERAGING.search(text)):
            found.averaging = words(AVERAGED.search(text)[0] if AVERAGED.search(text) else averaged[0])
            found.refused_averaging = bool(words_of.NO_AVERAGING.search(text))
        if off := OFF_BUDGET.search(text):
            found.off_budget = _amount(off[1])
        if inside := IN_BUDGET.search(OFF_BUDGET.sub(" ", text)):
            found.in_budget = _amount(inside[1])
        if found.total is None and (tables or not _is_cost(text)):
            found.total = _declared(text)
        if SOURCE_SAID.search(text) and found.source is None and not _is_cost(text):
            found.source = next((source for source, name in SOURCES if name.search(text)), None)
    if found.total is None and (found.in_budget or found.off_budget):
        found.total = (found.in_budget or Decimal(0)) + (found.off_budget or Decimal(0))
    return found


def read_closing(lines: list[Line]) -> tuple[str, Decimal] | None:
    """(what it calls itself, amount) of the last line under the tables that states the total of all costs."""
    said = [found for text in _joined([words(line.printed) for line in lines]) if (found := _closing(text))]
    return said[-1] if said else None


def _closing(text: str) -> tuple[str, Decimal] | None:
    found = DECLARED.search(text)
    amount = _amount(found[1]) if found else None
    if not found or not amount or OFF_BUDGET.search(text):
        return None
    label = text[: found.start(1)].strip(" :=")
    return (label, amount) if TOTAL.fullmatch(key(label)) or GRAND.fullmatch(key(label)) else None


def _joined(texts: list[str]) -> list[str]:
    """Lines, with a "บาท" that stands on a line of its own put to the amount before it."""
    joined: list[str] = []
    for text in texts:
        if joined and key(text) in ("บาท", "บาทถ้วน"):
            joined[-1] = f"{joined[-1]} {text}"
        else:
            joined.append(text)
    return joined


def _declared(text: str) -> Decimal | None:
    """The amount that a line states for the whole; none where it is only of one side of the budget."""
    without_sides = OFF_BUDGET.sub(" ", text)
    if without_sides != text and not GRAND_SAID.search(text):
        return None
    if "งบประมาณ" in text and re.match(r"[-–•]", text):
        return None
    found = DECLARED.search(without_sides) or PLAIN_AMOUNT.search(without_sides)
    amount = _amount(found[1]) if found else None
    return amount or None


def _is_cost(text: str) -> bool:
    """Whether a line is of a thing that costs, rather than of the whole."""
    _text, factors, _amount_said = calculation(text)
    return bool(factors) or bool(re.match(r"(?:[-–•]\s*|\(?[\d.]+[.)]*\s*)?ค่า(?!ใช้จ่าย)", text))


def _amount(text: str) -> Decimal | None:
    try:
        return parse_amount(text)
    except AmountError:
        return None


def read_cost_lines(lines: list[Line]) -> CostText:
    """Costs written as paragraphs. `table` None where no line says an amount for a thing."""
    read = CostTable(CostColumns())
    rest: list[str] = []
    category = None
    headings: list[tuple[str, str]] = []
    opened: list[str] = []
    outside = ""
    for item in flat_items(lines, joins=_joins):
        text, factors, amount = calculation(_spent_on(item.text))
        if _is_total(item.text):
            printed = _declared(item.text)
            sums = summed_by_role(read.lines)
            if read.lines and printed:
                read.totals.append(PrintedTotal(item.text, {"total": printed}, sums, sums))
            continue
        if factors or (amount and has_calculation(item.text) and not _is_of_whole(item.text)):
            below = [heading for heading in headings if _is_over(heading, item)]
            said = category or category_begun(text)
            left = "" if said else outside or other_category_begun(text)
            read.lines.append(ReadCost(text, said, amount, factors, no=item.no, headings=below, outside=left))
        elif named := category_named(text):
            category, outside = named, ""
        elif named_otherwise := other_category_named(text):
            category, outside = None, named_otherwise
        elif is_of_cost(item.text) and says_count(item.text) and not _is_of_whole(item.text):
            below = [heading for heading in headings if _is_over(heading, item)]
            read.lines.append(ReadCost(text, category or category_begun(text), no=item.no, headings=below))
        elif _is_of_whole(item.text) or words_of.AVERAGING.search(item.text):
            continue
        elif (item.number and not item.number.is_bullet) or re.match("กิจกรรม", item.text):
            headings = [heading for heading in headings if _is_over(heading, item)] + [(item.no, item.text)]
            opened.append(item.text)
            category, outside = None, ""
        else:
            rest.append(item.text)
    used = {name for line in read.lines for _no, name in line.headings}
    rest += [name for name in opened if name not in used]
    read.leave_out()
    return CostText(read if read.said else None, rest)


def _spent_on(text: str) -> str:
    """What the money of a sentence about the whole is for: "จำนวน 12,000 บาท เป็นค่าอาหาร …"."""
    found = SPENT_ON.search(text)
    return text[found.end() :] if found and _is_of_whole(text) else text


def _joins(line: Line) -> bool:
    """Whether a line without a number only goes on the one before: a calculation in brackets, a broken line."""
    return line.text.lstrip().startswith("(") or not line.opens


def _is_total(text: str) -> bool:
    return bool(re.match(r"(?:ยอด)?รวม(?!กัน|พล|ใจ|ถึง)", words(text))) or bool(GRAND.fullmatch(key(text)))


def _is_of_whole(text: str) -> bool:
    """A line about the money as a whole: "จำนวนทั้งสิ้น 20,000 บาท", "จากเงินงบประมาณ …"."""
    bare = words(text).replace("บาท", "").replace("ถ้วน", "")
    return not HAS_WORDS.search(bare) or bool(STARTS_WITH_AMOUNT.match(words(text)) or OF_WHOLE.match(words(text)))


def _is_over(heading: tuple[str, str], item) -> bool:
    number, _text = heading
    if not item.number or item.number.is_bullet:
        return True
    return (bool(number) and item.number.text.startswith(f"{number}.")) or (item.number.depth == 1 and not number)
