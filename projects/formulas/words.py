"""The words and signs of cost formulas as Thai offices write them. All patterns expect Arabic digits."""

import re

THAI = "ก-ฮะ-ฺเ-ๅ็-๎"
"""Thai letters, vowels and tone marks; not ฯ, ๆ, ฿ and digits."""

NUMBER = r"(?>\d+(?:,\d+)*(?:\.\d+)*)"
SIGN = r"(?:(?<![A-Za-z])[xX](?![A-Za-z])|[×✕✖╳⨯хХχ*∗＊·⋅∙]|คูณ(?:ด้วย)?)"
BAHT = "บาท"

UNITS = frozenset(
    """คน ท่าน ราย นาย รูป หัว มื้อ ครั้ง วัน คืน ห้อง ชั่วโมง ชม. ชม นาที เดือน ปี สัปดาห์ ไตรมาส ภาคเรียน เทอม เล่ม ชุด
    แผ่น ผืน ป้าย ชิ้น อัน ตัว เครื่อง หลัง คัน เที่ยว กิโลเมตร กม. โรงเรียน โรง รร. ร.ร. แห่ง ศูนย์ เครือข่าย อำเภอ ตำบล
    จังหวัด เขต กลุ่ม ทีม รุ่น ฐาน จุด ห่อ รีม กล่อง แพ็ค แพ็ก แพค ม้วน ด้าม แท่ง ถุง ขวด แก้ว จาน ใบ ฉบับ หน้า เรื่อง
    รายการ งาน โครงการ กิจกรรม หลักสูตร รายวิชา วิชา คาบ รอบ ระยะ คู่ โหล หน่วย เหรียญ โล่ รางวัล เกียรติบัตร ทุน ต้น ลูก
    ดวง สนาม เต็นท์ โต๊ะ เก้าอี้ สาย ลิตร กิโลกรัม กก. ตารางเมตร ตร.ม. เมตร ม. แฟ้ม ซอง หีบ ลัง เส้น กระป๋อง ลำ สถานี
    สัญญา ระบบ โปรแกรม วง ห้องเรียน ชั้นเรียน ชั้น สถานศึกษา คณะ บท ตอน พวง ช่อ หมู่บ้าน หลังคาเรือน ครัวเรือน นร.
    ตลับ หลอด คน-วัน คน-ครั้ง คน-มื้อ ประเภท ระดับ ขั้น ช่อง กระดาน อัตรา สำนัก เรือ ไร่ งวด หัวข้อ""".split()
)
"""Units that are understood without a sign beside them."""

DIVISIBLE = "วัน|ชั่วโมง|ชม|เดือน|ปี|กิโลเมตร|กม|ลิตร|ตารางเมตร|ตร|เมตร|กิโลกรัม|กก"
"""Units that come in parts: "1.5 วัน" begins a line, "1.5 โครงการ" numbers it."""

_units = "|".join(re.escape(unit) for unit in sorted(UNITS, key=len, reverse=True))

PER = re.compile(r"\s*(?:/|ต่อ)\s*")
WORD = re.compile(rf"\s*([{THAI}][{THAI}.]*(?:-(?:วัน|ครั้ง|มื้อ))?|[A-Za-z][A-Za-z.]*)")
BAHT_AFTER = re.compile(
    r"(?:\s*\.\s*[-–—]+|\s*[-–—](?=\s*(?:$|[)/]|บาท)))?\s*(?:บาท(?:ถ้วน)?|บ\.(?![ก-ฮ])|฿|THB|[Bb]aht)"
    r"|\s*\.\s*[-–—]+|\s*[-–—](?=\s*(?:$|[)/]))"
)
"""A number's baht: "บาท", "บ.", "฿", ".-"."""

STOP = re.compile(
    r"(?<!แ)(?<!ร้อย)ละ|เป็นเงิน|เป็นจำนวน|รวม|ทั้งสิ้น|จำนวน|คูณ|ในอัตรา|(?<!^)อัตรา|คิดเป็น|และ|สำหรับ|เป็นเวลา|ระยะเวลา"
    r"|ต่อ|ราคา|งบประมาณ|ประมาณ|ไม่เกิน|เฉลี่ย|ตลอด"
)
"""Where a unit ends though no space follows it."""

FUNCTION_WORD = re.compile("ใน|ที่|ของ|เพื่อ|จาก|โดย|กับ|ไป|เป็น|พร้อม|หรือ|ตาม|ให้|ทั้ง|ซึ่ง|ได้|ค่า|ผู้")
"""What may stand after a unit without belonging to it."""

RATE = rf"(?:(?:ราย|ต่อ)?(?:{_units})?\s*ๆ?\s*(?<!แ)(?<!ร้อย)ละ|@)"
"""What stands before a rate: "คนละ", "ๆ ละ", "รายหัวๆ ละ", "@"."""

CONNECT = "จำนวน|ประมาณ|ในอัตรา|อัตรา|ราคา|เฉลี่ย|ไม่เกิน|เป็นเวลา|ระยะเวลา|ตลอด|คิดเป็น|อย่างน้อย"
RESULT = (
    "=|รวมเป็นเงิน|รวมเงิน|รวมทั้งสิ้น|รวมทั้งหมด|รวม|เป็นเงิน|เป็นจำนวนเงิน|ทั้งสิ้น|จำนวนเงิน|ภายในวงเงิน|วงเงิน"
    "|ใช้งบประมาณ|งบประมาณ|ยอดเงิน"
)

LEAD = re.compile(rf"(?:[\s()\[\]{{}},:;฿~•–—-]|{SIGN}|{RATE}|{RESULT}|{CONNECT})++$")
"""What leads to a number and belongs to it rather than to the description."""

JOINED_BY_SIGN = re.compile(SIGN)
HAS_RATE = re.compile(f"{RATE}|อัตรา")
HAS_RESULT = re.compile(rf"(?:{RESULT})")
SIGN_NEXT = re.compile(rf"[\s)\]]*{SIGN}")
SIGN_SOON = re.compile(rf"[^\d\n]{{0,30}}?{SIGN}\D{{0,25}}\d")
SIGN_LAST = re.compile(rf"[\s)\]]*{SIGN}[\s)\].]*$")
SIGN_BEFORE = re.compile(rf"{SIGN}[\s(\[]*$")
FIRST_OF_LINE = re.compile(r"(?:^|\n)[\s•▪*–—-]*$")
UNIT_AND_SIGN = re.compile(rf"\s*[{THAI}.]*\s*{SIGN}\s*")
RATE_NEXT = re.compile(r"\s*ๆ\s*ละ")
NEGATIVE = re.compile(r"(?:^|[\s(\[xX×*=@])[-−–]$")
RANGE = re.compile(rf"\s*(?:[-–—]|ถึง)\s*{NUMBER}")

_LENGTH = r"(?:เมตร|เซนติเมตร|มิลลิเมตร|นิ้ว|ฟุต|ม\.(?!\s?[คย])|ซ\.?ม\.?|มม\.?|cm\b|mm\b|m\b)"
_SIZE = rf"""
    ขนาด\s*{NUMBER}\s*{_LENGTH}?\s*{SIGN}\s*{NUMBER}(?:\s*{_LENGTH}?\s*{SIGN}\s*{NUMBER}(?=\s*{_LENGTH}))?\s*{_LENGTH}?
    | {NUMBER}\s*{_LENGTH}\s*{SIGN}\s*{NUMBER}\s*{_LENGTH}(?!\s*{SIGN})
    | {NUMBER}\s*{SIGN}\s*{NUMBER}(?:\s*{SIGN}\s*{NUMBER})?\s*{_LENGTH}
"""
_MONTH = (
    "(?:มกราคม|กุมภาพันธ์|มีนาคม|เมษายน|พฤษภาคม|มิถุนายน|กรกฎาคม|สิงหาคม|กันยายน|ตุลาคม|พฤศจิกายน|ธันวาคม"
    r"|(?:ม\.?ค|ก\.?พ|มี\.?ค|เม\.?ย|พ\.?ค|มิ\.?ย|ก\.?ค|ส\.?ค|ก\.?ย|ต\.?ค|พ\.?ย|ธ\.?ค)\.)"
)
_YEAR = r"(?:\s*พ\.?\s?ศ\.?)?\s*\d{2,4}(?!\d)"
_MORE = rf"(?:\s*(?:[-–—/]|ถึง)\s*(?:[มป]\.\s?)?{NUMBER}|,\d{{1,2}}(?!\d))*+"
_NO_MONEY = r"(?!\s*(?:บาท|\.\s*[-–—]))"
_ORDINALS = (
    r"พ\.?\s?ศ\.?|ค\.\s?ศ\.?|ปีงบประมาณ|ปีการศึกษา|ปี|ที่|ระดับ|เขต|(?<![ก-๙])[มปอ]\.|ชั้นปี|ชั้น|ช่วงชั้น|ข้อ|หมู่|มาตรา|ยุทธศาสตร์"
    r"|กลยุทธ์|จุดเน้น|ตัวชี้วัด|ไตรมาส|หมวด|โทรศัพท์|โทร\.?|เบอร์|รหัส|เลข|(?<!นอก)เวลา|ร้อยละ|ศตวรรษ|อายุ|หนา|กว้าง|ยาว|สูง|ฉบับ"
)
_NAMES = "รุ่น|กิจกรรม|โครงการ|กลุ่ม|หน้า|ขนาด|แผนงาน"
_LIST_MARK = (
    r"\(?\d{1,2}(?:\.\d{1,2})*(?:\)|\.(?!\s?[\d–—-]))"
    rf"|\d{{1,2}}(?:\.\d{{1,2}})++(?=\s*[{THAI}])(?!\s*(?:{DIVISIBLE}|บาท|[{THAI}.]+(?:-[{THAI}]+)?\s*(?:{SIGN}|ๆ|/)))"
)
_NOT_A_FACTOR = rf"""
    (?:^|(?<=\n))[\s•▪*–—-]*(?:{_LIST_MARK})
    | {NUMBER}(?:\s*(?:[-–]|ถึง)\s*{NUMBER})?\s*{_MONTH}(?:{_YEAR})?
    | {_MONTH}{_YEAR}
    | \d{{1,2}}[.:]\d{{2}}\s*(?:น\.)?\s*(?:[-–]|ถึง)\s*\d{{1,2}}[.:]\d{{2}}(?:\s*น\.)?
    | \d{{1,2}}[.:]\d{{2}}\s*น\.
    | 0\d{{1,2}}[-\s]?\d{{3,4}}[-\s]?\d{{3,4}}(?!\d)
    | (?:{_ORDINALS})\s*{NUMBER}{_NO_MONEY}{_MORE}
    | (?:{_NAMES})\s*{NUMBER}{_NO_MONEY}(?!\s*(?:{_units}))(?!\s*{SIGN})(?!\s*[{THAI}]+\s*{SIGN})
    | (?![xX]\s?\d)[A-Za-z]+[-.]?\d[\w.]*
    | {NUMBER}\s*(?:แกรม|GB\b|MB\b|TB\b|นิ้ว|วัตต์|น\.)
"""
_ODD = rf"\d{{1,4}}(?:/\d{{1,4}})++|\d++(?:\.\d+){{2,}}|{NUMBER}\s*(?:%|เปอร์เซ็นต์|เปอร์เซนต์)"
_SUM = rf"\(\s*{NUMBER}[^\d+()]*+(?:\+\s*{NUMBER}[^\d+()]*+)+\)|{NUMBER}(?:\s*\+\s*{NUMBER})++"
_GAPPED = r"\d{1,3}(?:\s+,\s*|,\s+|\ +)\d{3}(?:[,\s]\s?\d{3})*+(?![\d,])"

TOKEN = re.compile(
    rf"(?P<size>{_SIZE})|(?P<skip>{_NOT_A_FACTOR})|(?P<odd>{_ODD})|(?P<sum>{_SUM})|(?P<gapped>{_GAPPED})|(?P<number>{NUMBER})",
    re.VERBOSE,
)
"""The next number of a text, told apart by kind; only sums and numbers can be factors."""

LIST_MARK = re.compile(rf"^(?:[\s•▪*·–—-]*(?:{_LIST_MARK}))?[\s•▪*·–—-]*")
BAHT_WORDS = re.compile(r"\([^()\d]*(?:บาทถ้วน|บาท|สตางค์)\s*\)")
"""The amount in words, in brackets after its figures."""
