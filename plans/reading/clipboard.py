"""A block copied from Excel or LibreOffice: tab-separated text with quoted line breaks."""

from dataclasses import dataclass

from budgetplan.documents.xlsx_cells import CellData, SheetData
from plans.reading.mapping import ColumnMapping
from plans.reading.reading import read_plan
from plans.reading.result import PlanReading


@dataclass(frozen=True)
class ClipboardReading:
    """The block as it was copied, and the plan recognised in it; faults count rows and columns of the block."""

    matrix: list[list[str]]
    reading: PlanReading


def read_clipboard(tsv: str, *, mapping: ColumnMapping | None = None) -> ClipboardReading:
    """Read a pasted block. Nothing is refused: what is wrong is in the faults of the reading."""
    matrix = clipboard_matrix(tsv)
    return ClipboardReading(matrix, read_plan([sheet_of(matrix)], mapping=mapping, pasted=True))


def sheet_of(matrix: list[list[str]], name: str = "") -> SheetData:
    """Rows of text as a sheet, row 1 and column 1 top left."""
    rows = [
        [CellData(row, column, text) for column, text in enumerate(texts, 1) if text.strip()]
        for row, texts in enumerate(matrix, 1)
    ]
    return SheetData(name, [row for row in rows if row])


def clipboard_matrix(tsv: str) -> list[list[str]]:
    """Rows of cells, all of one width.

    Spreadsheets put a cell in quotes when it holds a tab, a line break or a quote at its start, and double the
    quotes inside. A quote anywhere else, or one that is never closed, is just a character.
    """
    text = tsv.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").lstrip("\ufeff")
    rows: list[list[str]] = [[]]
    position = 0
    while position <= len(text):
        cell, position = _cell(text, position)
        rows[-1].append(cell)
        if text[position : position + 1] == "\n":
            rows.append([])
        position += 1
    width = max(map(len, rows))
    return [row + [""] * (width - len(row)) for row in rows] if text else []


def _cell(text: str, start: int) -> tuple[str, int]:
    """The cell that starts here and the place of the tab or line break behind it."""
    if text[start : start + 1] == '"' and (quoted := _quoted(text, start)):
        return quoted
    ends = (place for mark in "\t\n" if (place := text.find(mark, start)) >= 0)
    end = min(ends, default=len(text))
    return text[start:end], end


def _quoted(text: str, start: int) -> tuple[str, int] | None:
    end = start + 1
    while (end := text.find('"', end)) >= 0:
        if text[end + 1 : end + 2] == '"':
            end += 2
        elif text[end + 1 : end + 2] in ("\t", "\n", ""):
            return text[start + 1 : end].replace('""', '"'), end + 1
        else:
            return None
    return None
