"""Documents out of shape: cells and lines missing, moved and mixed up. Something is reported of each."""

import random
from dataclasses import replace

import pytest

from budgetplan.documents.docx_blocks import DocumentData, Paragraph, Table
from projects.reading import read_proposals, report_of, text_of
from projects.totals import total_up
from tests.projects.reading import reference, test_heads, test_unseen, test_unseen_again

JUNK = (
    "",
    "-",
    "1.",
    "()",
    "รวม",
    "ต.ค.",
    "\n\n",
    "1,0,0",
    "x 5 บาท",
    "31 ก.พ. 2563",
    "ปี 9999",
    "ม.ค. 2043",
    "ก" * 500,
)
SHORT = [*test_unseen.EXPECTED, *test_unseen_again.EXPECTED, *test_heads.LAYOUTS]


def spoiled_paragraph(paragraph, chance):
    if chance.random() < 0.1:
        return replace(paragraph, text=chance.choice(JUNK))
    if chance.random() < 0.1:
        return replace(paragraph, number=chance.choice(["1.", "-", "๑.๑", "ก.", ""]))
    return paragraph


def spoiled_table(table, chance):
    rows = [[cell for cell in row if chance.random() > 0.04] for row in table.rows if chance.random() > 0.04]
    return Table(
        tuple(tuple(spoiled_cell(cell, place, chance) for cell in row) for place, row in enumerate(rows)), table.widths
    )


def spoiled_cell(cell, row, chance):
    blocks = tuple(spoiled(block, chance) for block in cell.blocks)
    return replace(cell, row=row, blocks=blocks, width=cell.width + (chance.random() < 0.03))


def spoiled(block, chance):
    return spoiled_paragraph(block, chance) if isinstance(block, Paragraph) else spoiled_table(block, chance)


@pytest.mark.parametrize("seed", range(12))
def test_a_spoiled_document_is_still_reported(seed):
    chance = random.Random(seed)  # noqa: S311 (spoils documents, keeps no secret)
    papers = [reference.alone(chance.choice(reference.PROPOSALS)), *(write() for write in chance.sample(SHORT, 3))]
    for paper in papers:
        blocks = [spoiled(block, chance) for block in paper.data().blocks if chance.random() > 0.03]
        proposals = read_proposals(DocumentData(tuple(blocks)), year_be=2563)
        report = report_of(proposals, year_be=2563)

        assert report["totals"]["computed"]["total"] == (f"{proposals[0].computed_total:.2f}" if proposals else None)
        assert [total_up(one.content).money.total for one in proposals] == [one.computed_total for one in proposals]
        assert len(list(text_of(proposals, year_be=2563))) >= len(proposals)
