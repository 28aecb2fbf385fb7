"""The head block: name, programme, strategy, what it answers, owners, group, nature and period."""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta

from budgetplan.thai.dates import BE_OFFSET, fiscal_year_bounds
from projects.enums import Nature
from projects.reading import vocabulary as words_of
from projects.reading.items import flat_items
from projects.reading.looks import line_number
from projects.reading.periods import Period, read_period
from projects.reading.sections import RawProposal, Section
from projects.reading.stream import Line
from projects.reading.text import key, words

SEPARATOR = re.compile(r"[\s\-–—_=*.…~]*")
STRATEGY_NUMBER = re.compile(
    r"(?:ข้อ)?\s*(?:ที่)?\s*\(?\s*(\d{1,2})\s*\)?\s*[.:)]?\s+(?=\S)|(?:ข้อ)?ที่\s*\(?(\d{1,2})\)?\s*[.:]?\s*"
)
NUMBER_IN_HEADING = re.compile(r"(?:ที่|ข้อ)\s*\(?(\d{1,2})\)?")
GROUP_STARTS = re.compile(r"(?:กลุ่ม|หน่วยตรวจสอบ|หน่วยงาน|ฝ่าย|สำนักงาน|กลุ่มงาน|ศูนย์)")
GROUP_APART = re.compile(r"(?:\t+|\s{2,}|,\s*)((?:กลุ่ม|หน่วยตรวจสอบ|ฝ่าย)\S.*)$")
GROUP_AT_END = re.compile(r"\s((?:กลุ่ม(?!เป้าหมาย|สาระ)|หน่วยตรวจสอบ)[^,]*)$")
MARKED = r"(?:[☑☒✓✔√✗●■◉]|[(\[]\s*[/✓✔√xX☑●*]\s*[)\]]|(?<!\S)/)\s*"
NEW = r"(?:โครงการ|กิจกรรม)?(?:ริเริ่ม)?ใหม่|ริเริ่ม"
CONTINUING = r"(?:โครงการ|กิจกรรม)?(?:ต่อเนื่อง|เดิม)"
FISCAL_YEAR = re.compile(r"ปีงบประมาณ\s*(?:พ\.?\s?ศ\.?)?\s*(25\d{2})")
OTHERS_STRATEGY = re.compile(r"ชาติ|สพฐ|คณะกรรมการการศึกษาขั้นพื้นฐาน|กระทรวง|ศธ|จังหวัด|20ปี")
ANSWERING = re.compile(r"^(?:(?:ความ)?(?:สอดคล้อง|เชื่อมโยง)(?:กับ)?|สนอง(?:ตอบ)?|ตอบสนอง)\s*")
UNDER_TITLE = re.compile(
    r"\(?(?:ประจำ)?ปี(?:งบประมาณ|การศึกษา)?\s*(?:พ\.?\s?ศ\.?)?\s*\d{4}|สำนักงาน(?:เขต|คณะ)|สพป\.|รหัส|={3,}"
)
LABELLED_NAME = "ชื่อ"


@dataclass
class Header:
    name: str = ""
    programme: str = ""
    strategy: str = ""
    strategy_number: int | None = None
    focuses: list[str] = field(default_factory=list)
    owners: str = ""
    group: str = ""
    nature: Nature | str = ""
    nature_printed: str = ""
    period: Period = field(default_factory=Period)
    unread: list[tuple[str, str]] = field(default_factory=list)


def read_header(proposal: RawProposal, year_be: int) -> Header:
    """What the head block says; what it doesn't stays empty."""
    header = Header()
    header.name = _name(proposal.of(words_of.NAME))
    header.programme = _first(proposal.of(words_of.PROGRAMME), _one_line)
    _read_strategies(header, proposal.of(words_of.STRATEGY))
    for section in proposal.of(words_of.FOCUS):
        header.focuses += _focuses(section)
    _read_owners(header, proposal)
    _read_nature(header, proposal.of(words_of.NATURE))
    _read_period(header, proposal.of(words_of.PERIOD), year_be)
    return header


def value_lines(section: Section) -> list[str]:
    """What stands beside and under a label, down to a line drawn with dashes."""
    found = []
    for line in section.lines:
        if SEPARATOR.fullmatch(line.text):
            if found:
                break
            continue
        found.append(line.printed)
    return found


def joined_name(lines: list[str]) -> str:
    """A name over several lines as one. Thai goes on without a space where a line was broken within it."""
    name = ""
    for line in map(words, lines):
        apart = not name or not ("ก" <= name[-1] <= "๎" and "ก" <= line[:1] <= "๎")
        name = f"{name} {line}".strip() if apart else name + line
    return name


def _name_of(section: Section) -> str:
    """The name, without lines that only say the year or the office under a title."""
    lines = value_lines(section)
    return joined_name([*lines[:1], *(line for line in lines[1:] if not UNDER_TITLE.match(words(line)))])


def _one_line(section: Section) -> str:
    return joined_name(value_lines(section))


def _first(sections: list[Section], read) -> str:
    return next((text for section in sections if (text := read(section))), "")


def _name(sections: list[Section]) -> str:
    """The name beside "ชื่อโครงการ" where there is one, else the first."""
    labelled = [section for section in sections if key(section.heading).startswith(LABELLED_NAME)]
    return _first([*labelled, *sections], _name_of)


def _read_strategies(header: Header, sections: list[Section]) -> None:
    """The office's own strategy; those of others are among what the project answers."""
    own = [section for section in sections if not OTHERS_STRATEGY.search(key(section.heading))]
    chosen = next((section for section in own or sections if _one_line(section)), None)
    for section in sections:
        text = _one_line(section)
        if not text:
            continue
        if section is not chosen:
            header.focuses.append(f"{_answered(section.heading)} {text}")
            continue
        header.strategy, header.strategy_number = _strategy(text, section.heading)


def _strategy(text: str, heading: str) -> tuple[str, int | None]:
    bare = re.sub(r"^ยุทธศาสตร์\s*", "", text)
    if (found := STRATEGY_NUMBER.match(bare)) and bare[found.end() :].strip():
        return bare[found.end() :].strip(), int(found[1] or found[2])
    number = NUMBER_IN_HEADING.search(words(heading))
    return text, int(number[1]) if number else None


def _answered(heading: str) -> str:
    return ANSWERING.sub("", words(heading)).strip(" :")


def _focuses(section: Section) -> list[str]:
    heading = _answered(section.heading)
    lines = [line for line in section.lines if not SEPARATOR.fullmatch(line.text)]
    items = flat_items(lines)
    texts = (
        [item.text for item in items] if any(item.number for item in items) else [words(line.printed) for line in lines]
    )
    if not texts:
        return []
    if re.search(r"\d", heading):
        return [f"{heading} {texts[0]}", *texts[1:]]
    return texts


def _read_owners(header: Header, proposal: RawProposal) -> None:
    lines: list[str] = []
    for section in proposal.of(words_of.OWNERS):
        lines += value_lines(section) if not lines or section.kind == words_of.OWNERS else []
        if lines:
            break
    header.group = _first(proposal.of(words_of.GROUP), _one_line)
    owners: list[str] = []
    group: list[str] = []
    for line in lines:
        _number, text = _without_number(line)
        apart = GROUP_APART.search(text.strip())
        if apart and text.strip()[: apart.start()].strip():
            owners.append(text.strip()[: apart.start()])
            group = [apart[1]]
        elif (owners and GROUP_STARTS.match(words(text))) or (group and owners):
            group.append(text)
        else:
            owners.append(text)
    header.owners = ", ".join(words(text).strip(" ,") for text in owners) or header.group
    header.group = header.group or joined_name(group) or _group_within(header.owners)


def _without_number(line: str):
    return line_number(Line(line))


def _group_within(owners: str) -> str:
    if GROUP_STARTS.match(owners) and "," not in owners:
        return owners
    found = GROUP_AT_END.search(owners)
    return found[1] if found else ""


def _read_nature(header: Header, sections: list[Section]) -> None:
    text = " ".join(words(line) for section in sections for line in value_lines(section))
    header.nature_printed = text
    if not text:
        return
    is_new, goes_on = re.search(NEW, text), re.search(CONTINUING, text)
    if is_new and goes_on:
        is_new = re.search(MARKED + f"(?:{NEW})", text)
        goes_on = re.search(MARKED + f"(?:{CONTINUING})", text)
    if bool(is_new) == bool(goes_on):
        header.unread.append((words_of.NATURE, text))
        return
    header.nature = Nature.NEW if is_new else Nature.CONTINUING


def _read_period(header: Header, sections: list[Section], year_be: int) -> None:
    for section in sections:
        text = words(" ".join(value_lines(section)))
        if not text:
            continue
        header.period = whole_period(text, year_be)
        if header.period.start is None:
            header.unread.append((words_of.PERIOD, text))
        return


def whole_period(text: str, year_be: int) -> Period:
    """A project's period with its first and last day, from days, months, quarters or a fiscal year."""
    period = read_period(text, year_be)
    start, end = period.start, period.end
    if not period.months and (found := FISCAL_YEAR.search(words(text))):
        start, end = fiscal_year_bounds(int(found[1]))
    elif period.months and (start is None or end is None):
        start, end = _bounds(period.months)
    return Period(period.printed, period.months, start, end)


def _bounds(months) -> tuple[date, date]:
    (first_year, first), (last_year, last) = min(months), max(months)
    following = date(last_year - BE_OFFSET + last // 12, last % 12 + 1, 1)
    return date(first_year - BE_OFFSET, first, 1), following - timedelta(days=1)
