"""Writing workbooks: text that stays text, Thai fonts, and the answer with a Thai file name."""

from io import BytesIO

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
AMOUNT_FORMAT = '#,##0.00;-#,##0.00;"-"'
PAPER_FONT = "TH Sarabun New"
PAPER_SIZE = 16
LONGEST_TEXT = 32_767
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def write_text(cell: Cell, text: str) -> None:
    """Put text into a cell so that it is never taken for a formula, here or after an edit in Excel.

    Control characters that a workbook cannot hold are left out; what is longer than a cell holds is cut.
    """
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", str(text))[:LONGEST_TEXT]
    cell.data_type = "s"  # after the value, which has just made "=…" a formula and "#REF!" an error
    if cell.value.startswith(FORMULA_STARTS):
        cell.quotePrefix = True


def thai_font(*, bold: bool = False, size: int = PAPER_SIZE, color: str | None = None) -> Font:
    """The font of official paper, TH Sarabun New 16 pt unless told."""
    return Font(name=PAPER_FONT, size=size, bold=bold, color=color)


def xlsx_response(workbook: Workbook, filename: str) -> HttpResponse:
    """The workbook as a download; a Thai file name travels as RFC 5987 ``filename*``."""
    content = BytesIO()
    workbook.save(content)
    disposition = content_disposition_header(as_attachment=True, filename=filename)
    return HttpResponse(content.getvalue(), content_type=XLSX_TYPE, headers={"Content-Disposition": disposition})
