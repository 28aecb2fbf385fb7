"""Words, numbers before them, and how alike two names are."""

import re
from dataclasses import dataclass
from functools import lru_cache

from budgetplan.thai.digits import to_arabic
from plans.reading.text import clean

BULLET = "-"
DECIMAL = re.compile(
    r"(\d{1,2}(?:\s?\.\s?\d{1,2}){1,4})(?:\s*[.)]\s*(?!\d)|\s+|(?=[^\W\d_x*]))"
    r"|\(?(\d{1,3})\s*[.)]\s*(?![\d)])"
)
PART_NUMBER = re.compile(
    r"(?:ข้อ|ส่วน|ตอน)\s*(?:ที่)?\s*(\d{1,2}(?:\.\d{1,2})*)(?:\s*[.):]\s*|\s+)(?!ถึง|และ|หรือ|ของ|ตาม|ใน|-|–)(?=\S)"
)
THAI_LETTER = re.compile(r"\(?([ก-ฮ])\)\s*|([ก-ฮ])\.\s+(?![ก-ฮ]\.)")
BULLETS = re.compile(r"[-–—•·●▪■□◆❖➢★*o○]{1,2}(?=\s|[^\W\d_]|[\"“(/])\s*")
NAMED_NUMBER = re.compile(r"((?:กิจกรรม|ขั้น|ขั้นตอน|ข้อ)(?:หลัก|ย่อย)?\s*ที่)\s*(\d{1,2}(?:\.\d{1,2})*)\s*[.):]?\s*")
NUMBER_ALONE = re.compile(r"(?:ข้อ\s*)?\(?(\d{1,3}(?:\.\d{1,2})*)[.)]*|([-–•●])")
NO_LETTERS = re.compile(r"[^\w\u0e00-\u0e7f]+")


@dataclass(frozen=True, slots=True)
class Number:
    """The number before a text as printed with Arabic digits ("2.1"; "-" for a bullet; "" for none)."""

    text: str = ""

    @property
    def is_bullet(self) -> bool:
        return self.text == BULLET

    @property
    def depth(self) -> int:
        """1 for "2", 2 for "2.1"; 0 for a bullet, a letter and none."""
        return self.text.count(".") + 1 if self.text[:1].isdigit() else 0

    @property
    def last(self) -> int:
        """The last figure of it; 0 where it isn't one."""
        figure = self.text.rpartition(".")[2]
        return int(figure) if figure.isdigit() else 0

    def __bool__(self) -> bool:
        return bool(self.text)


@lru_cache(maxsize=8_192)
def words(text: object) -> str:
    """One line with single spaces and Arabic digits, without invisible characters."""
    return to_arabic(clean(text))


@lru_cache(maxsize=8_192)
def key(text: object) -> str:
    """Form in which names are compared: letters and Arabic digits only, small."""
    return NO_LETTERS.sub("", words(text)).lower()


def split_number(text: str) -> tuple[Number, str]:
    """Take the number or bullet off a line: "๒.๑ เพื่อ…" → ("2.1", "เพื่อ…"). Nothing else is taken for one."""
    line = words(text)
    number, length = number_before(line)
    return number, line[length:].strip()


def number_before(line: str) -> tuple[Number, int]:
    """(the number a line begins with, how many characters it takes); digits are Arabic, blanks may be any."""
    if found := DECIMAL.match(line):
        return Number(re.sub(r"\s", "", found[1] or found[2])), found.end()
    if found := PART_NUMBER.match(line):
        return Number(found[1]), found.end()
    if found := THAI_LETTER.match(line):
        return Number(found[1] or found[2]), found.end()
    if found := BULLETS.match(line):
        return Number(BULLET), found.end()
    return Number(), 0


def number_alone(text: str) -> str:
    """The number that is all a cell holds ("๑", "1.", "1.2"), "-" for a bullet; "" for anything else."""
    found = NUMBER_ALONE.fullmatch(words(text))
    if not found:
        return ""
    return found[1] or BULLET


def named_number(text: str) -> tuple[Number, str]:
    """Take "กิจกรรมที่ 1" off a line as its number; the line unchanged where nothing is left or there is none."""
    line = words(text)
    found = NAMED_NUMBER.match(line)
    if found and line[found.end() :].strip():
        return Number(found[2]), line[found.end() :].strip()
    return Number(), line


def automatic_number(label: str) -> Number:
    """The number Word prints by itself ("๑.๑", "(2)", "•", "ก.") as a Number."""
    text = words(label)
    if not text:
        return Number()
    if found := re.search(r"\d+(?:\.\d+)*", text):
        return Number(found[0])
    letter = text.strip("().")
    return Number(letter) if len(letter) == 1 and letter.isalpha() and letter != "o" else Number(BULLET)


@lru_cache(maxsize=65_536)
def alike(one: str, other: str) -> float:
    """How alike two names are, 0 to 1, by the pairs of letters they share. One within the other counts nearly 1."""
    first, second = key(one), key(other)
    if not first or not second:
        return 0.0
    if first == second:
        return 1.0
    short, long = sorted((first, second), key=len)
    if len(short) >= 8 and short in long:
        return 0.95
    pairs, others = _pairs(first), _pairs(second)
    shared = sum(min(count, others.get(pair, 0)) for pair, count in pairs.items())
    return 2 * shared / (sum(pairs.values()) + sum(others.values()) or 1)


def _pairs(text: str) -> dict[str, int]:
    counts: dict[str, int] = {}
    for index in range(len(text) - 1):
        pair = text[index : index + 2]
        counts[pair] = counts.get(pair, 0) + 1
    return counts
