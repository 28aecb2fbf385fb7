"""Two lists of the year's projects: all of them with group and amount, and by group against the groups' ceilings.

Every sum comes from `projects.listing`; nothing is added up here. Thai outright, with Thai digits.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.template.loader import render_to_string
from django.utils import timezone

from budgetplan.documents.pdf import render_pdf
from budgetplan.thai.dates import thai_date
from budgetplan.thai.digits import to_thai
from projects.listing import GroupTotals, ProjectList, sum_groups
from reports.paper.layouts import has_satang, layout_of
from reports.paper.spending_plan import GRAND_TOTAL, in_words, printed_amount
from reports.paper.strategy_chapter import listing_note, project_name, undecided_note

OWN_HEADING, ALL_HEADING = "งบประมาณ", "รวมทุกแหล่งเงิน"
NO_CEILING = "ไม่กำหนด"
GROUP_HEADINGS = ("กรอบวงเงิน", "เสนอขอ", "คงเหลือ", "เกินกรอบ")


@dataclass(frozen=True)
class ListPaper:
    """The year's projects as one numbered list, ready to be printed on a day."""

    listing: ProjectList
    printed_on: date

    @property
    def title(self):
        return to_thai(f"บัญชีโครงการ ประจำปีงบประมาณ พ.ศ. {self.listing.year_be}")

    @property
    def office_name(self):
        return to_thai(self.listing.office_name)

    @property
    def printed_line(self):
        return f"พิมพ์เมื่อวันที่ {thai_date(self.printed_on)}"

    @cached_property
    def rows(self):
        """Every ProjectRow in printed order."""
        return tuple(self.listing.rows())

    @property
    def has_other_money(self):
        """Whether others pay for some project; then a second column shows all money beside the plan's."""
        return any(row.total != row.own for row in self.rows)

    @property
    def headings(self):
        return (OWN_HEADING, ALL_HEADING) if self.has_other_money else (OWN_HEADING,)

    def cells(self, row):
        """The amounts of a ProjectRow under `headings`: of the office's own budget and, where it differs, in all."""
        return (row.own, row.total) if self.has_other_money else (row.own,)

    @property
    def totals(self):
        own = self.listing.own_total
        return (own, self.listing.total) if self.has_other_money else (own,)

    @property
    def total_sentence(self):
        return to_thai(f"รวม {len(self.rows)} โครงการ {OWN_HEADING} {in_words(self.totals[0])}")

    @property
    def note(self):
        return listing_note(self.listing)

    @cached_property
    def has_satang(self):
        """Whether any amount isn't whole baht."""
        return has_satang(amount for row in self.rows for amount in self.cells(row))

    def printed(self, amounts):
        """Amounts as a table prints them, "-" for nothing."""
        return [printed_amount(amount, satang=self.has_satang) for amount in amounts]


@dataclass(frozen=True)
class GroupPaper:
    """The year's projects by group against the ceilings, ready to be printed on a day."""

    office: str
    year_be: int
    groups: tuple
    printed_on: date

    @property
    def title(self):
        return to_thai(f"โครงการจำแนกตามกลุ่มและกรอบวงเงิน ประจำปีงบประมาณ พ.ศ. {self.year_be}")

    @property
    def office_name(self):
        return to_thai(self.office)

    @property
    def printed_line(self):
        return f"พิมพ์เมื่อวันที่ {thai_date(self.printed_on)}"

    @cached_property
    def totals(self):
        """The GroupTotals of all groups."""
        return sum_groups(self.groups)

    @property
    def total_sentence(self):
        return f"รวมวงเงินที่เสนอขอทุกกลุ่ม {in_words(self.totals.asked)}"

    @property
    def note(self):
        return undecided_note(row for group in self.groups for row in group.rows)

    @cached_property
    def has_satang(self):
        """Whether any amount isn't whole baht."""
        amounts = [self.totals, *self.groups]
        return has_satang(amount for sums in amounts for amount in group_cells(sums) if amount is not None)

    def printed(self, amounts):
        """Amounts as the table prints them: "-" for nothing."""
        return [printed_amount(amount, satang=self.has_satang) for amount in amounts]

    def printed_sums(self, sums):
        """`group_cells` as printed, with words for a ceiling that there isn't."""
        ceiling, *others = self.printed(group_cells(sums))
        return [NO_CEILING if sums.ceiling is None else ceiling, *others]


def project_list(listing, *, printed_on=None):
    """The ListPaper of a ProjectList."""
    return ListPaper(listing, printed_on or timezone.localdate())


def group_list(groups, *, office_name, year_be, printed_on=None):
    """The GroupPaper of GroupRows (`projects.listing.by_group`)."""
    return GroupPaper(office_name, year_be, tuple(groups), printed_on or timezone.localdate())


def group_cells(sums: GroupTotals):
    """(ceiling, asked, left, over) of GroupRows or GroupTotals, None where there is no ceiling."""
    return (sums.ceiling, sums.asked, sums.left, sums.over)


def project_list_pdf(paper):
    """A ListPaper as PDF (bytes). Raises RenderingFailed."""
    totals = paper.printed(paper.totals)
    rows = [
        {"number": to_thai(n), "name": project_name(row), "unit": to_thai(row.unit), "cells": paper.printed(cells)}
        for n, (row, cells) in enumerate(((row, paper.cells(row)) for row in paper.rows), start=1)
    ]
    context = {"rows": rows, "totals": totals, "headings": paper.headings, "total_label": GRAND_TOTAL}
    return _pdf(paper, "reports/project_list.html", context, layout_of(totals))


def group_list_pdf(paper):
    """A GroupPaper as PDF (bytes). Raises RenderingFailed."""
    totals = paper.printed_sums(paper.totals)
    context = {
        "groups": [_printed_group(paper, group) for group in paper.groups],
        "totals": totals,
        "headings": GROUP_HEADINGS,
        "total_label": GRAND_TOTAL,
    }
    return _pdf(paper, "reports/project_list_by_group.html", context, layout_of(totals))


def _printed_group(paper, group):
    rows = [
        {"number": to_thai(n), "name": project_name(row), "own": paper.printed([row.held])[0]}
        for n, row in enumerate(group.rows, start=1)
    ]
    return {"name": to_thai(group.unit), "cells": paper.printed_sums(group), "rows": rows}


def _pdf(paper, template, context, layout):
    return render_pdf(
        render_to_string(template, {"paper": paper, "layout": layout, **context}),
        title=paper.title,
        author=paper.office_name,
        stylesheets=("documents/paper.css", "documents/proposal.css"),
    )
