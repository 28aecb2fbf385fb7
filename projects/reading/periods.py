"""Times as people write them: months, quarters, dates and stretches of them.

Months of a reading are pairs (year in the Buddhist Era, month 1 to 12, January first), so that those outside the
fiscal year can be told.
"""

import re
from dataclasses import dataclass
from datetime import date

from budgetplan.thai.dates import BE_OFFSET, FIRST_MONTH
from projects.content import MONTHS
from projects.reading.text import words

THAI = "ก-ฮ\u0e30-\u0e4e"


def _short(first: str, second: str) -> str:
    """An abbreviation with or without its dots: "ต.ค.", "ตค", "ต.ค"; not a part of a longer one ("ก.ค.ศ.")."""
    return rf"(?<![{THAI}]){first}\.?\s?{second}(?:\.(?!ศ)|(?![.{THAI}]))"


NAMES = (
    "มกราคม|มกรา|" + _short("ม", "ค"),
    "กุมภาพันธ์|กุมภา|" + _short("ก", "พ"),
    "มีนาคม|มีนา|" + _short("มี", "ค"),
    "เมษายน|เมษา|" + _short("เม", "ย"),
    "พฤษภาคม|พฤษภา|" + _short("พ", "ค"),
    "มิถุนายน|มิถุนา|" + _short("มิ", "ย"),
    "กรกฎาคม|กรกฏาคม|กรกฎา|" + _short("ก", "ค"),
    "สิงหาคม|สิงหา|" + _short("ส", "ค"),
    "กันยายน|กันยา|" + _short("ก", "ย"),
    "ตุลาคม|ตุลา|" + _short("ต", "ค"),
    "พฤศจิกายน|พฤศจิกา|" + _short("พ", "ย"),
    "ธันวาคม|ธันวา|" + _short("ธ", "ค"),
)
"""January first."""

SHORT_YEAR = rf"(?<!\d)\d{{2}}(?!\d)(?!\s*(?:-|–|ถึง)?\s*\d*\s*[{THAI}]{{1,3}}\.\s?[คยพ]\.?)"
MONTH = re.compile(
    "(?:"
    + "|".join(f"(?P<m{number}>{names})" for number, names in enumerate(NAMES, 1))
    + rf")(?:\s*(?:พ\.?\s?ศ\.?|ปี|'|/)?\s*(?P<year>(?:25|20)\d{{2}}|{SHORT_YEAR}))?"
)
NUMERIC_DATE = re.compile(r"(?<!\d)(\d{1,2})\s*/\s*(\d{1,2})\s*/\s*(\d{4}|\d{2})(?!\d)")
DAY = re.compile(r"(?<![\d/.,])(\d{1,2})\s*$")
QUARTERS = re.compile(
    r"ไตรมาส\s*(?:ที่)?\s*((?:[1-4](?!\d)\s*(?:-|–|—|ถึง|,|และ|/(?!\s*25)|&|\s)*\s*(?:ไตรมาส\s*(?:ที่)?\s*)?)+)"
)
WHOLE_YEAR = re.compile(r"ตลอด(?:ทั้ง)?ปี(?!การศึกษา)|ทุกเดือน|ทั้งปี(?:งบประมาณ)?|ตลอดปีงบประมาณ|1\s*ปีงบประมาณ")
OPEN_ENDED = re.compile(r"เป็นต้นไป|เป็นต้นมา")
TO = re.compile(r"^\s*(?:วันที่|เดือน|\d{1,2}|\s)*\s*(?:-|–|—|−|ถึง|จนถึง|~|→|to)(?:\s*(?:สิ้น|วันที่|เดือน|\d{1,2}))*\s*$")

BeMonth = tuple[int, int]


@dataclass(frozen=True)
class Period:
    """A time as printed. ``months``: (BE year, month) pairs; None where it can't be told. Days where they are said."""

    printed: str = ""
    months: tuple[BeMonth, ...] | None = None
    start: date | None = None
    end: date | None = None


def months_of_fiscal_year(year_be: int) -> tuple[BeMonth, ...]:
    """The twelve months of a fiscal year, October first."""
    return tuple((year_be - (month >= FIRST_MONTH), month) for month in (10, 11, 12, *range(1, 10)))


def fiscal_months(months, year_be: int) -> tuple[int, ...]:
    """Those of the months that are of the fiscal year, as numbers of it: 1 is October."""
    year = months_of_fiscal_year(year_be)
    return tuple(number for number in MONTHS if year[number - 1] in set(months or ()))


def read_period(text: str, year_be: int) -> Period:
    """The months and days that a text names. A month without a year is that of the fiscal year."""
    printed = words(text)
    if not printed or OPEN_ENDED.search(printed):
        return Period(printed)
    mentions = _mentions(printed, year_be)
    if mentions:
        return _of_mentions(printed, mentions)
    if quarters := _quarters(printed):
        year = months_of_fiscal_year(year_be)
        return Period(printed, tuple(year[3 * q - 3 + i] for q in quarters for i in range(3)))
    if WHOLE_YEAR.search(printed):
        return Period(printed, months_of_fiscal_year(year_be))
    return Period(printed)


def full_year(text: str) -> int | None:
    """A year as the Buddhist Era's: 2563, 63 and 2020 are all 2563; None for no year."""
    digits = re.sub(r"\D", "", words(text))
    if len(digits) == 2:
        return 2500 + int(digits)
    if len(digits) != 4:
        return None
    return int(digits) if int(digits) > 2400 else int(digits) + BE_OFFSET


@dataclass
class _Mention:
    start: int
    end: int
    month: int
    year: int | None
    day: int | None = None


def _mentions(text: str, year_be: int) -> list[_Mention]:
    found = [
        _Mention(match.start(), match.end(), int(match[2]), full_year(match[3]), int(match[1]))
        for match in NUMERIC_DATE.finditer(text)
        if 1 <= int(match[2]) <= 12
    ]
    for match in MONTH.finditer(text):
        number = next(n for n in range(1, 13) if match[f"m{n}"])
        mention = _Mention(match.start(), match.end(), number, full_year(match["year"] or ""))
        if day := DAY.search(text[: match.start()].removesuffix("เดือน").rstrip()):
            mention.day = int(day[1]) if 1 <= int(day[1]) <= 31 else None
        found.append(mention)
    found.sort(key=lambda mention: mention.start)
    _fill_years(found, year_be)
    return found


def _fill_years(mentions: list[_Mention], year_be: int) -> None:
    """A month without a year has that of the next one it leads to, unless it would come after it; else the year's."""
    for index in range(len(mentions) - 1, -1, -1):
        mention = mentions[index]
        if mention.year is not None:
            continue
        following = mentions[index + 1] if index + 1 < len(mentions) else None
        if following:
            mention.year = following.year - (mention.month > following.month)
        else:
            mention.year = year_be - (mention.month >= FIRST_MONTH)


def _of_mentions(text: str, mentions: list[_Mention]) -> Period:
    months: list[BeMonth] = []
    index = 0
    while index < len(mentions):
        first = last = mentions[index]
        if index + 1 < len(mentions) and TO.match(text[first.end : mentions[index + 1].start]):
            last = mentions[index + 1]
            index += 1
        months += _stretch(first, last)
        index += 1
    return Period(text, tuple(dict.fromkeys(months)), _date(mentions[0], first=True, text=text), _date(mentions[-1]))


def _stretch(first: _Mention, last: _Mention) -> list[BeMonth]:
    start, end = first.year * 12 + first.month - 1, last.year * 12 + last.month - 1
    if not 0 <= end - start < 60:
        return [(first.year, first.month), (last.year, last.month)]
    return [(number // 12, number % 12 + 1) for number in range(start, end + 1)]


def _date(mention: _Mention, *, first: bool = False, text: str = "") -> date | None:
    """The day that was said; the first of a month for a start and its last for an end without one."""
    day, year = mention.day, mention.year - BE_OFFSET
    if first and day and (span := re.search(r"(\d{1,2})\s*(?:-|–|ถึง)\s*\d{1,2}\s*$", text[: mention.start].rstrip())):
        day = int(span[1])
    try:
        if day:
            return date(year, mention.month, day)
        if first:
            return date(year, mention.month, 1)
        following = date(year + mention.month // 12, mention.month % 12 + 1, 1)
        return date.fromordinal(following.toordinal() - 1)
    except ValueError:
        return None


def _quarters(text: str) -> list[int]:
    quarters: set[int] = set()
    for match in QUARTERS.finditer(text):
        listed = match[1]
        for span in re.findall(r"([1-4])\s*(?:-|–|—|ถึง)\s*(?:ไตรมาส\s*(?:ที่)?\s*)?([1-4])", listed):
            quarters.update(range(int(span[0]), int(span[1]) + 1))
        quarters.update(int(digit) for digit in re.findall(r"[1-4]", listed))
    return sorted(quarters)
