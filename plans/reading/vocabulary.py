"""Words by which a plan is recognised: headings of columns, quarters, months, totals, parts and categories.

Everything here works on keys (``text.key``, ``text.label_key``): Arabic digits, small letters, no spaces.
"""

import re
from dataclasses import dataclass

MONTH_WORDS = (
    r"ตุลาคม|ต\.?ค\.?|october|oct\.?",
    r"พฤศจิกายน|พ\.?ย\.?|november|nov\.?",
    r"ธันวาคม|ธ\.?ค\.?|december|dec\.?",
    r"มกราคม|ม\.?ค\.?|january|jan\.?",
    r"กุมภาพันธ์|ก\.?พ\.?|february|feb\.?",
    r"มีนาคม|มี\.?ค\.?|march|mar\.?",
    r"เมษายน|เม\.?ย\.?|april|apr\.?",
    r"พฤษภาคม|พ\.?ค\.?|may\.?",
    r"มิถุนายน|มิ\.?ย\.?|june|jun\.?",
    r"กรกฎาคม|ก\.?ค\.?|july|jul\.?",
    r"สิงหาคม|ส\.?ค\.?|august|aug\.?",
    r"กันยายน|ก\.?ย\.?|september|sept?\.?",
)
YEAR = r"(?:พ\.?ศ\.?)?[-/' ]?(?:\d{4}|\d{2})?"
MONTH = re.compile("(?:เดือน)?(?:" + "|".join(f"(?P<m{n}>{w})" for n, w in enumerate(MONTH_WORDS, 1)) + ")" + YEAR)

ORDINALS = {"1": 1, "2": 2, "3": 3, "4": 4, "i": 1, "ii": 2, "iii": 3, "iv": 4} | {
    "หนึ่ง": 1,
    "สอง": 2,
    "สาม": 3,
    "สี่": 4,
    "แรก": 1,
}
QUARTER_WORDS = r"ไตรมาส(?:ที่|ที)?|quarter|qtr\.?|งวด(?:ที่)?|q"
ORDINAL = r"[(]?([1-4](?!\d)|iv|i{1,3}|หนึ่ง|สอง|สาม|สี่|แรก)"
QUARTER = re.compile(rf"(?:{QUARTER_WORDS})[.\-:]?{ORDINAL}")
QUARTER_LAST = re.compile(r"(?<!\d)([1-4])(?:st|nd|rd|th)?(?:q(?:uarter|tr)?)(?![a-z])")
QUARTER_GROUP = re.compile(r"ไตรมาส|quarter|งวดที่|รายงวด")
BARE_ORDINAL = re.compile(rf"(?:ที่)?{ORDINAL}[)]?")

IGNORED = re.compile(
    r"ร้อยละ|%|percent|สัดส่วน|หน่วยนับ|จำนวนหน่วย|ปริมาณ|ราคาต่อ|ราคา/|ราคากลาง|อัตรา|คงเหลือ|ใช้ไป|สะสม"
    r"|ผลการ|ผลเบิก|^ผล$|เบิกจ่าย|เบิกแล้ว|ก่อหนี้|actual|spent|balance|remain|cumulative|unitprice|quantity"
    r"|^qty|^rate|แหล่งเงิน|แหล่งงบ|ที่มาของเงิน|source|^วันที่|^date|ตัวชี้วัด|เป้าหมาย|^รหัส|^code|^id$|ระยะเวลา"
)
PLANNED = re.compile(r"แผน|plan|ประมาณการ")
NUMBER = re.compile(r"(?:ที่|ลำดับ(?:ที่)?|ข้อ(?:ที่)?|เลขที่|no\.?|#|item(?:no)|seq\.?|order)")
NOTE = re.compile(r"หมายเหตุ|note|remark|comment")
UNIT = re.compile(r"กลุ่ม|ผู้รับผิดชอบ|หน่วยงาน|หน่วยเบิก|ฝ่าย|responsible|owner|^unit$|^group|department")
NAME = re.compile(
    r"(?:ชื่อ|(?:กลุ่ม|ฝ่าย|หน่วยงาน)(?:งาน)?/?(?!งาน))?(?:รายการ|หมวด|งบรายจ่าย|ประเภท|รายจ่าย|ค่าใช้จ่าย|รายละเอียด|กิจกรรม|โครงการ|แผนงาน|งาน/|งาน$"
    r"|item|description|particular|detail|expen|categor|name|lineitem|activit|project|account)"
)
BEST_NAME = re.compile(r"(?:ชื่อ)?รายการ|description|item")
ANNUAL = re.compile(
    r"(?:แผน)?(?:รวม|จำนวน$|เป็นเงิน|มูลค่า|ราคารวม|ทั้งปี|ตลอดปี|วงเงิน|งบประมาณ|งปม|จำนวนเงิน|จำนวนงบ|เงินงบประมาณ|ยอดเงิน|ยอดรวม|ประมาณการ|ประจำปี"
    r"|annual|total|yearly|budget|amount|sum$|fullyear|wholeyear|grandtotal|fy\d*|year)"
)
BEST_ANNUAL = re.compile(
    r"รวม(?:เงิน|ทั้งปี|ทั้งสิ้น|ทั้งหมด)?|ทั้งปี|วงเงิน(?:งบประมาณ)?|งบประมาณ(?:ทั้งปี|ทั้งสิ้น|รวม)?|จำนวนเงิน|annual(?:budget)?"
    r"|total|budget|amount"
)

SUMMARY = re.compile(r"สรุป|ภาพรวม|summary|overview")
CARRIED = re.compile(
    r"(?:ยอด)?(?:รวม)?(?:ยก|ยอด)(?:มา|ไป)|(?:ยอด)?รวม(?:ประจำ|ใน)?หน้า|(?:carried|brought)(?:forward|over)|pagetotal|[bc]/f"
)
GRAND = re.compile(
    r"(?:รวม|ยอดรวม)(?:เป็น)?(?:เงิน|งบประมาณ|ยอด|จำนวน|วงเงิน|ค่าใช้จ่าย|รายจ่าย|แผน)*(?:ทั้งสิ้น|ทั้งหมด|ทั้งปี|สุทธิ|ทุก.{1,8})"
    r"|grandtotal|overalltotal|totalbudget|totalplan"
)
PLAIN = re.compile(
    r"(?:รวม|ยอดรวม)(?:เป็น)?(?:เงิน|ยอด|ย่อย|งบประมาณ|จำนวนเงิน)*(?:จำนวน)?(?:\d+(?:รายการ|โครงการ|กิจกรรม|หมวด))?|total|sub-?total|sum|รวมหมวดนี้"
)
NAMED = re.compile(r"(?:ยอดรวม|รวม|(?:sub-?)?total(?:of|for|:|-)?)(?:เงิน(?=หมวด|งบ|ค่า))?(?=.)")
NAMED_LAST = re.compile(r"(.{3,}?)(?:sub-?total|total)")
NAMED_STRONG = re.compile(
    r"หมวด|งบ|ค่า|เงิน|รายจ่าย|แผนงาน|โครงการ|กิจกรรม|ส่วน|ข้อ|ด้าน|กลุ่ม(?:งาน|ที่|นโยบาย|อำนวยการ|บริหาร|ส่งเสริม|พัฒนา|นิเทศ|กฎหมาย|สาระ)|ผลผลิต|ยุทธศาสตร์|กลยุทธ์|ครุภัณฑ์|\d|[a-z(]"
)

CATEGORIES = frozenset(
    "ค่าตอบแทน ค่าใช้สอย ค่าวัสดุ ค่าสาธารณูปโภค ค่าครุภัณฑ์ ครุภัณฑ์ ที่ดินและสิ่งก่อสร้าง ค่าที่ดินและสิ่งก่อสร้าง "
    "ค่าครุภัณฑ์ที่ดินและสิ่งก่อสร้าง สิ่งก่อสร้าง ลงทุน ดำเนินงาน ดำเนินการ บุคลากร เงินอุดหนุน อุดหนุน "
    "รายจ่ายอื่น รายจ่ายอื่นๆ ค่าใช้จ่ายอื่น ค่าใช้จ่ายอื่นๆ ค่าจ้างชั่วคราว ค่าจ้างประจำ เงินเดือน "
    "ค่าตอบแทนใช้สอยและวัสดุ ตอบแทน ใช้สอย วัสดุ สาธารณูปโภค "
    "compensation services materials supplies utilities equipment landandbuildings landandstructures investment "
    "operations operating personnel subsidy subsidies grants other otherexpenses".split()
)
TYPES = re.compile(r"งบ(?:บุคลากร|ดำเนิน|ลงทุน|เงินอุดหนุน|อุดหนุน|รายจ่าย)|personnel|operati|investment|subsid")
PARTS = re.compile(r"งบบริหาร|งบพัฒนา|งบสำรอง|เงินสำรอง|งบงานประจำ|งบประจำ|งบกลาง|ส่วนที่\d|contingency|officeadministration")
NUMBER_ONLY = re.compile(r"(?:ข้อ|หมวด|ส่วน|รายการ|part|section)?(?:ที่)?\(?(\d+(?:\.\d+)*)[).]?")
BRACKETED = re.compile(r"[(\[].*?[)\]]")
SIGNATURE = re.compile(
    r"ลงชื่อ|ลงนาม|ผู้จัดทำ|ผู้ตรวจ|ผู้เสนอ|ผู้เห็นชอบ|ผู้อนุมัติ|ผู้รายงาน|ตำแหน่ง|^\(.*\)$|[.…_]{5,}|^วันที่|ผู้อำนวยการ|เจ้าหน้าที่|นักวิเคราะห์"
    r"|signature|signed|approvedby|preparedby"
)
REMARK = re.compile(r"\*?หมายเหตุ|(?:ที่มา|notes?|remarks?|source|unit|หน่วย)[:.]|\(?หน่วย.{0,3}บาท")
PAGE_TITLE = re.compile(r"\(ต่อ\)|^หน้า(?:ที่)?\d|^-\d+-$|^page\d|^แผนการใช้จ่าย|^สำนักงานเขต|^ปีงบประมาณ|\(continued\)")
CONTINUED = re.compile(r"\s*\((?:ต่อ|continued|cont\.?)\)\s*$", re.IGNORECASE)

ASIDE = re.compile(r"(?:คิดเป็น)?(?:ร้อยละ|%)|ยอดสะสม|สะสม|ผลต่าง|คงเหลือ|percent|cumulative|difference|balance$|remaining")
TOTAL_WORDS = re.compile(
    r"^\s*(?:ยอด)?รวม(?:เงิน(?=หมวด|งบ|ค่า))?\s*[:\-]?\s*|^\s*(?:sub-?\s*)?total(?:\s+(?:of|for))?\s*[:\-]?\s*|\s+(?:sub-?)?total\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class TotalLabel:
    """What a row of totals calls itself: "grand", "plain" or "named" (then the key of the name it totals)."""

    kind: str
    name: str = ""
    sure: bool = True


def month_number(label: str) -> int | None:
    """Month of the fiscal year, October first, of a label key like "ต.ค.63"; None when it is no month."""
    found = MONTH.fullmatch(label)
    return int(found.lastgroup[1:]) if found else None


def quarter_number(label: str) -> int | None:
    """Quarter of a label key: "ไตรมาสที่1(ต.ค.-ธ.ค.)", "q1", "1stquarter", "ต.ค.-ธ.ค."; None otherwise."""
    if found := QUARTER.search(label):
        return ORDINALS[found[1]]
    if found := QUARTER_LAST.search(label):
        return int(found[1])
    return _quarter_of_range(label)


def _quarter_of_range(label: str) -> int | None:
    months = [int(found.lastgroup[1:]) for found in MONTH.finditer(label)]
    if len(months) < 2 or months[-1] - months[0] != 2 or months[0] % 3 != 1:
        return None
    return (months[0] + 2) // 3


def total_label(name: str) -> TotalLabel | None:
    """What kind of total a row with this name key is; None for an ordinary name."""
    bare = name.strip(":.-=")
    if GRAND.fullmatch(BRACKETED.sub("", bare)):
        return TotalLabel("grand")
    if PLAIN.fullmatch(BRACKETED.sub("", bare)):
        return TotalLabel("plain")
    if found := NAMED.match(bare):
        rest = bare[found.end() :]
        return TotalLabel("named", rest, sure=bool(NAMED_STRONG.match(rest)))
    if found := NAMED_LAST.fullmatch(bare):
        return TotalLabel("named", found[1].strip(" -:"))
    return None


def is_beside_the_plan(name: str) -> bool:
    """A row with figures that are no amounts of the plan: carried over a page break, percentages, differences."""
    return bool(CARRIED.match(name) or ASIDE.match(name))


def without_total_words(name: str) -> str:
    """The name that a total names: "รวมค่าใช้สอย" → "ค่าใช้สอย"."""
    return TOTAL_WORDS.sub("", name).strip() or name


def is_category(name: str) -> bool:
    """A category or expenditure type of the budget, by its whole name, not lines that begin alike."""
    bare = re.sub(r"^(?:หมวด|งบ)(?:ราย)?(?=[ก-๙])", "", BRACKETED.sub("", name))
    return bare in CATEGORIES or BRACKETED.sub("", name) in CATEGORIES


def is_expenditure_type(name: str) -> bool:
    """One of the five types, which hold categories: งบบุคลากร, งบดำเนินงาน, งบลงทุน, งบเงินอุดหนุน, งบรายจ่ายอื่น."""
    return bool(TYPES.match(name)) and is_category(name)


def is_part(name: str) -> bool:
    return bool(PARTS.match(name))


def counted_as(text: str) -> str:
    """Digits of a key that is nothing but a number: "ข้อ2", "(2)", "หมวดที่2" → "2"; "" for every other text."""
    found = NUMBER_ONLY.fullmatch(text)
    return found[1] if found else ""


def bare_name(name: str) -> str:
    """Name key without brackets and the word หมวด, for finding the heading that a total names."""
    return re.sub(r"^หมวด", "", BRACKETED.sub("", name))
