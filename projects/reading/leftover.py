"""The last look: what a document says and neither content nor faults nor handed-back text repeat is handed back too."""

import re
from collections.abc import Iterable, Iterator

from budgetplan.documents.docx_blocks import Table
from projects.reading import vocabulary as words_of
from projects.reading.cost_columns import role_named
from projects.reading.periods import MONTH, QUARTERS
from projects.reading.result import NotUnderstood
from projects.reading.sections import RawProposal, Section
from projects.reading.stream import Line, lines_in
from projects.reading.text import key, split_number, words

FORM_WORDS = re.compile(
    r"(?:เป็น)?จำนวน(?:เงิน|ทั้งสิ้น|รวม)*|(?:เป็น|รวม)?เงิน(?:ทั้งสิ้น|ทั้งหมด)?|(?:รวม)?ทั้งสิ้น|ทั้งหมด|ทุกรายการ|ดังกล่าว"
    r"|(?:ไม่น้อยกว่า|อย่างน้อย|ประมาณ|คิดเป็น|ร้อยละ)|บาท(?:ถ้วน)?|สตางค์|รวม(?:เป็น)?|ใช้งบประมาณ|งบประมาณ|จาก|ดังนี้|ได้แก่"
    r"|ประกอบด้วย|รายละเอียด|โดย|คือ|และ|ละ|ๆ|คน|มื้อ|วัน|ครั้ง|ชุด|เล่ม|ข้อ(?:ที่)?|ที่|ยุทธศาสตร์(?:ที่)?|กลยุทธ์|จุดเน้น|กิจกรรม(?:ที่)?"
    r"|(?:โครงการ)?(?:ใหม่|ต่อเนื่อง)|โครงการ|เป็น(?=ค่า)|เงินนอก|นอก(?=งบ|$)|เงิน|ปี|พ\.?ศ\.?|ระยะเวลา|ภายใน|ระหว่าง|เดือน|ถึง"
    r"|(?:เป้าหมาย|ตัวชี้วัด|ผลผลิต|ผลลัพธ์)?(?:ด้าน|เชิง|ในเชิง)(?:ปริมาณ|คุณภาพ|ผลผลิต|ผลลัพธ์)"
)
"""Words that only hold figures and names in place; what was understood of a line leaves them out."""
SUB_HEADING = re.compile(
    r"(?:เป้าหมาย|ตัวชี้วัด|ตัวบ่งชี้|ผลผลิต|ผลลัพธ์)?(?:ความสำเร็จ|โครงการ)*(?:ด้าน|เชิง|ในเชิง)?(?:ปริมาณ|คุณภาพ|ผลผลิต|ผลลัพธ์|เวลา)?"
    r"(?:out\w*)?(?:ตัวชี้วัดความสำเร็จ)?"
    r"|หน่วย(?:นับ)?|วิธี.{0,25}|(?:เครื่องมือ).{0,30}|(?:หมวด|งบ)?(?:รายจ่าย)?(?:ค่า)?(?:ตอบแทน|ใช้สอย|วัสดุ)|พื้นที่(?:เป้าหมาย)?|.*ดังนี้|.*ประกอบด้วย"
)
BAHT_TEXT = re.compile(r"[(（][ก-๎\s]*(?:บาท|สตางค์)(?:ถ้วน)?\s*[)）]|[ก-๎]*(?:หมื่น|พัน|แสน|ล้าน|ร้อย)[ก-๎]*บาท(?:ถ้วน)?")
SIGNATURE_LINE = re.compile(r"ลงชื่อ|ลงนาม|ผู้เสนอ|ผู้เห็นชอบ|ผู้อนุมัติ|ผู้รับผิดชอบ|ผู้ตรวจสอบ|ตำแหน่ง|วันที่|[.…_]{4,}")
LONGEST_NAME = 70
"""A line under the signatures that is longer is more than a name and a post."""
WORD = re.compile(r"[ก-๎a-z]+")
UNSAID_AT_LEAST = 2
"""Letters; what is shorter is a mark."""


def left_over(raw: RawProposal, said: Iterable[str], heads: dict[int, int]) -> list[NotUnderstood]:
    """Lines and cells of the proposal with a word that is in none of `said`, in printed order, each once.

    `heads`: {id of a table that has been read: the rows of its head}, which aren't looked at.
    """
    known = _Said(said)
    found: dict[tuple[str, str], NotUnderstood] = {}
    for section in raw.sections:
        for text in _texts(section, heads):
            if not known.has(text):
                found[section.heading, text] = NotUnderstood(section.heading, text)
    return list(found.values())


def _texts(section: Section, heads: dict[int, int]) -> Iterator[str]:
    """What is printed in a part, line by line and cell by cell, without the heads of its tables."""
    if section.kind == words_of.SIGNATURE:
        yield from _under_signatures(section)
        return
    if section.value.strip():
        yield words(section.value)
    for item in section.body:
        if isinstance(item, Table):
            yield from _cells(item, heads.get(id(item), 0))
        elif not item.is_blank:
            yield words(item.printed)


def _under_signatures(section: Section) -> Iterator[str]:
    for item in section.body:
        if isinstance(item, Line) and not SIGNATURE_LINE.search(item.text) and len(item.text) > LONGEST_NAME:
            yield words(item.printed)
        elif isinstance(item, Table) and not any(SIGNATURE_LINE.search(cell.text) for cell in item.cells()):
            yield from _cells(item, 0)


def _cells(table: Table, head_rows: int) -> Iterator[str]:
    """The lines of the cells. Of a head of several rows those count that are no head: a row may be taken for one."""
    for cell in table.cells():
        if cell.row >= head_rows or (cell.row and not role_named(words(cell.text))):
            yield from (words(line.printed) for line in lines_in(cell.blocks) if not line.is_blank)


class _Said:
    """All that was understood or handed back, to look texts up in: by line, by word, and letter by letter at last."""

    def __init__(self, texts: Iterable[str]):
        lines = [line for text in texts for line in text.split("\n")]
        self._lines = {key(line) for line in lines}
        self._words = {word for line in lines for word in WORD.findall(words(line).lower())}
        self._letters = "\n".join(self._lines)

    def has(self, text: str) -> bool:
        """Whether all words of a text, those of the form aside, were said."""
        without_number = key(split_number(text)[1])
        if key(text) in self._lines or without_number in self._lines or SUB_HEADING.fullmatch(without_number):
            return True
        bare = FORM_WORDS.sub(" ", MONTH.sub(" ", QUARTERS.sub(" ", BAHT_TEXT.sub(" ", text.lower()))))
        return all(len(word) < UNSAID_AT_LEAST or self._has_word(word) for word in WORD.findall(bare))

    def _has_word(self, word: str) -> bool:
        return word in self._words or key(word) in self._letters
