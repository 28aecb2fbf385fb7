"""Making proposals as Word documents of many layouts, and reading them as the program does, without the child."""

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml.parser import parse_xml

from budgetplan.documents.docx_blocks import DocumentData
from budgetplan.documents.docx_child import read_blocks
from budgetplan.documents.docx_guard import Limits
from projects.reading import read_proposals, report_of
from tests.documents.docx_files import NAMES, arrow, content_of

MONTHS = "ต.ค. พ.ย. ธ.ค. ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย.".split()
YEAR = 2563


class Paper:
    """A document that is written line by line.

    In `table` a cell "<" goes on the one to its left, "^" the one above; "\\n" begins a paragraph, "\\v" breaks a line;
    "▒" alone is shading; "→5" is an arrow over five columns.
    """

    def __init__(self):
        self.document = Document()

    def line(self, text="", *, bold=False, center=False, style=None):
        """A paragraph. "**…**" at its start is bold; "\\n" breaks the line."""
        paragraph = self.document.add_paragraph(style=style)
        lead, _mark, rest = ("", "", text) if not text.startswith("**") else text[2:].partition("**")
        for part, is_bold in ((lead, True), (rest, bold)):
            self._write(paragraph, part, bold=is_bold)
        if center:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        return paragraph

    def lines(self, text, **options):
        """A paragraph for each line of a block; blank lines stay."""
        for line in text.strip("\n").split("\n"):
            self.line(line.strip("\n"), **options)
        return self

    def table(self, *rows):
        """A table of rows; a row may be text with "|" between its cells."""
        cells = [[cell.strip(" ") for cell in row.split("|")] if isinstance(row, str) else list(row) for row in rows]
        columns = max(len(row) for row in cells)
        table = self.document.add_table(len(cells), columns)
        for row, texts in enumerate(cells):
            for column in range(columns):
                self._cell(table, row, column, texts[column] if column < len(texts) else "")
        for row, texts in enumerate(cells):
            self._merge_across(table, row, texts)
        self._merge_down(table, cells)
        return table

    def _cell(self, table, row, column, text):
        cell = table.cell(row, column)
        if text in ("<", "^"):
            return
        if text == "▒":
            cell._tc.get_or_add_tcPr().append(parse_xml(f'<w:shd {NAMES} w:val="clear" w:fill="7F7F7F"/>'))
            return
        if text.startswith("→") and text[1:].isdigit():
            width = table.columns[column].width.twips
            cell.paragraphs[0]._p.append(arrow(-108, int(width) * int(text[1:])))
            return
        for place, part in enumerate(text.split("\n")):
            paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
            self._write(paragraph, part.replace("\v", "\n"), bold=False)

    def _merge_across(self, table, row, texts):
        start = 0
        for column in range(1, len(texts) + 1):
            if column < len(texts) and texts[column] == "<":
                continue
            if column - start > 1 and texts[start] != "^":
                self._merge(table, (row, start), (row, column - 1))
            start = column

    def _merge_down(self, table, cells):
        for column in range(max(len(row) for row in cells)):
            start = 0
            for row in range(1, len(cells) + 1):
                if row < len(cells) and column < len(cells[row]) and cells[row][column] == "^":
                    continue
                if row - start > 1:
                    self._merge(table, (start, column), (row - 1, column))
                start = row

    def _merge(self, table, first, last):
        text_cell = table.cell(*first)
        merged = text_cell.merge(table.cell(*last))
        paragraphs = merged.paragraphs
        while len(paragraphs) > 1 and not paragraphs[-1].text:
            paragraphs[-1]._p.getparent().remove(paragraphs[-1]._p)
            paragraphs = merged.paragraphs

    def _write(self, paragraph, text, *, bold):
        for place, part in enumerate(text.split("\n")):
            run = paragraph.add_run()
            if place:
                run.add_break(WD_BREAK.LINE)
            run.add_text(part.replace("\\t", "\t")) if part else None
            run.bold = bold or None

    @property
    def content(self):
        return content_of(self.document)

    def data(self):
        return DocumentData(read_blocks(self.content, Limits()))

    def read(self, year_be=YEAR):
        return read_proposals(self.data(), year_be=year_be)

    def report(self, year_be=YEAR):
        return report_of(self.read(year_be), year_be=year_be)


def fiscal(*months):
    """Months of fiscal year 2563, counted from October, as the report writes them."""
    return [f"{YEAR - (month <= 3)}-{(month + 8) % 12 + 1:02}" for month in months]


def months_of(report):
    """{activity: its months counted from October} of a report, sub-activities too."""
    found = {}
    year = fiscal(*range(1, 13))

    def add(activities):
        for activity in activities:
            found[activity["text"]] = [year.index(month) + 1 for month in activity["months"]]
            add(activity["sub_activities"])

    add(report["activities"])
    return found


def money_of(report):
    """Cost lines as (activity number, text, category, amount)."""
    short = {"compensation": "C", "services": "S", "materials": "M", "": ""}
    return [
        (line["activity_no"], line["text"], short[line["category"]], number(line["amount_printed"]))
        for line in report["cost_lines"]
    ]


def number(amount):
    return None if amount is None else int(float(amount))


def codes(report):
    return [fault["code"] for fault in report["faults"]]


def sentences(report, code):
    return [fault["sentence"] for fault in report["faults"] if fault["code"] == code]
