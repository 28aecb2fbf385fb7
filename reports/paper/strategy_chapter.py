"""The strategy chapter: each strategy's projects by priority with money by source, and what all strategies come to.

The workbook (`strategy_chapter_xlsx`) is filled from the same `StrategyChapter`. Every sum comes from
`projects.listing`; nothing is added up here. Thai outright, with Thai digits.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.template.loader import render_to_string
from django.utils import timezone

from budgetplan.documents.pdf import render_pdf
from budgetplan.thai.dates import thai_date
from budgetplan.thai.digits import to_thai
from projects.enums import FundSource, ProposalState
from projects.listing import ProjectList
from reports.paper.layouts import has_satang, layout_of
from reports.paper.spending_plan import in_words, printed_amount

SOURCE_HEADINGS = ("สพป.", "สพฐ.", "หน่วยงานอื่น")
SUM_LABEL = "รวมงบประมาณ"
GRAND_TOTAL = "รวมงบประมาณทั้งสิ้น"
NO_STRATEGY = "โครงการที่ยังไม่ระบุยุทธศาสตร์"
UNDECIDED_MARK = "*"
UNDECIDED_NOTE = "* โครงการที่ยังไม่ได้รับอนุมัติ"


@dataclass(frozen=True)
class StrategyChapter:
    """The year's projects by strategy, ready to be printed on a day."""

    listing: ProjectList
    printed_on: date

    @property
    def title(self):
        return to_thai(f"โครงการตามยุทธศาสตร์ ประจำปีงบประมาณ พ.ศ. {self.listing.year_be}")

    @property
    def office_name(self):
        return to_thai(self.listing.office_name)

    @property
    def printed_line(self):
        return f"พิมพ์เมื่อวันที่ {thai_date(self.printed_on)}"

    @property
    def has_summary(self):
        """Whether the strategies are summed up at the end: a single one has its own sum row."""
        return len(self.listing.strategies) > 1

    @property
    def total_sentence(self):
        return f"{GRAND_TOTAL} {in_words(self.listing.total)}"

    @property
    def note(self):
        return listing_note(self.listing)

    @cached_property
    def has_satang(self):
        """Whether any amount isn't whole baht."""
        return has_satang(amount for row in self.listing.rows() for amount in source_cells(row.sources))

    def printed(self, amounts):
        """Amounts as a table prints them, "-" for nothing."""
        return [printed_amount(amount, satang=self.has_satang) for amount in amounts]

    @property
    def layout(self):
        """The class of the narrowest layout that holds the longest amount."""
        return layout_of(self.printed([*source_cells(self.listing.sources), self.listing.total]))


def strategy_chapter(listing, *, number=None, printed_on=None):
    """The StrategyChapter of a ProjectList: of all its strategies, or of the one with that number.

    Raises LookupError where the year has no strategy of that number.
    """
    if number is not None:
        chosen = tuple(strategy for strategy in listing.strategies if strategy.number == number)
        if not chosen:
            raise LookupError(f"The year has no strategy {number}.")
        listing = ProjectList(listing.office_name, listing.year_be, chosen)
    return StrategyChapter(listing, printed_on or timezone.localdate())


def strategy_title(strategy):
    """A StrategyRows' heading, "ยุทธศาสตร์ที่ ๖ …"."""
    return NO_STRATEGY if strategy.number is None else to_thai(f"ยุทธศาสตร์ที่ {strategy.number} {strategy.name}")


def source_cells(sources):
    """{FundSource: baht} in the order of the columns; nothing for a source without money."""
    return [sources.get(source, 0) for source in (FundSource.AREA_OFFICE, FundSource.OBEC, FundSource.OTHER)]


def project_name(row):
    """A ProjectRow's name, marked while it isn't approved."""
    mark = "" if row.state == ProposalState.APPROVED else f" {UNDECIDED_MARK}"
    return f"{to_thai(row.name)}{mark}"


def undecided_note(rows):
    """What the mark means; "" where every project is approved."""
    return UNDECIDED_NOTE if any(row.state != ProposalState.APPROVED for row in rows) else ""


def listing_note(listing):
    """What the mark means, and how many projects the paper leaves out because the reader may not see them."""
    hidden = f"ไม่รวมโครงการที่อยู่ระหว่างจัดทำของกลุ่มอื่น {to_thai(listing.hidden)} โครงการ" if listing.hidden else ""
    return "  ".join(filter(None, (undecided_note(listing.rows()), hidden)))


def strategy_chapter_pdf(chapter):
    """The chapter as PDF (bytes), each strategy from a page of its own. Raises RenderingFailed."""
    context = {
        "chapter": chapter,
        "source_headings": SOURCE_HEADINGS,
        "sum_label": SUM_LABEL,
        "grand_total": GRAND_TOTAL,
        "strategies": [_printed_strategy(chapter, strategy) for strategy in chapter.listing.strategies],
        "totals": chapter.printed([*source_cells(chapter.listing.sources), chapter.listing.total]),
    }
    return render_pdf(
        render_to_string("reports/strategy_chapter.html", context),
        title=chapter.title,
        author=chapter.office_name,
        stylesheets=("documents/paper.css", "documents/proposal.css"),
    )


def _printed_strategy(chapter, strategy):
    return {
        "title": strategy_title(strategy),
        "rows": [
            {
                "number": to_thai(row.number),
                "name": project_name(row),
                "unit": to_thai(row.unit),
                "cells": chapter.printed(source_cells(row.sources)),
            }
            for row in strategy.rows
        ],
        "sums": chapter.printed(source_cells(strategy.sources)),
        "total": chapter.printed([strategy.total])[0],
    }
