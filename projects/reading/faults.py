"""What is wrong with a proposal as printed, said in a sentence."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from budgetplan.thai.money import format_amount
from projects.content import Factor

SENTENCES = {
    "formula": gettext_lazy("%(factors)s = %(computed)s, but %(printed)s is printed"),
    "declared": gettext_lazy(
        "The stated amount is %(printed)s, but the table sums to %(computed)s: a difference of %(difference)s"
    ),
    "declared_side": gettext_lazy(
        "%(name)s: the stated amount is %(printed)s, but the table sums to %(computed)s: a difference of %(difference)s"
    ),
    "listing": gettext_lazy(
        "%(name)s: the list of projects prints %(printed)s, but the project's cost table sums to %(computed)s: a "
        "difference of %(difference)s"
    ),
    "listing_total": gettext_lazy(
        "The list of projects prints a total of %(printed)s, but its rows sum to %(computed)s: a difference of "
        "%(difference)s"
    ),
    "column_total": gettext_lazy(
        "%(name)s, column %(column)s: the printed total is %(printed)s, but the lines sum to %(computed)s"
    ),
    "row_total": gettext_lazy("%(name)s: %(printed)s is printed, but its parts sum to %(computed)s"),
    "missing_amount": gettext_lazy("%(name)s: no amount is printed"),
    "count_only": gettext_lazy("%(name)s: only %(count)s is said, without a rate and without an amount"),
    "formula_unread": gettext_lazy("%(name)s: its calculation was not understood. %(reason)s"),
    "category_unknown": gettext_lazy(
        "%(name)s: the document doesn't say whether it is compensation, services or materials"
    ),
    "other_category": gettext_lazy(
        "%(name)s: %(printed)s stands under %(column)s, which is neither compensation, services nor materials, so it "
        "was left out"
    ),
    "listed_partly": gettext_lazy(
        "%(name)s: %(printed)s is printed for several things, and those of them that say an amount sum to "
        "%(computed)s; they were read as one line"
    ),
    "lines_unclear": gettext_lazy(
        "%(name)s: several amounts stand beside it, and which of them is for what can't be told; they were read as "
        "one line"
    ),
    "activity_from_costs": gettext_lazy(
        "%(name)s: this cost belongs to no activity of the document, so its row was made an activity"
    ),
    "step_unmatched": gettext_lazy("%(name)s: this step was found in no row of the calendar, so it was left out"),
    "calendar_empty": gettext_lazy("%(name)s: no month is marked in the calendar"),
    "calendar_drawn": gettext_lazy(
        "The calendar's months are drawn with lines. They were read from where the lines lie: look through them."
    ),
    "calendar_drawn_unread": gettext_lazy(
        "The calendar's months are drawn with lines whose place can't be read. Mark the months anew."
    ),
    "months_outside_year": gettext_lazy("%(name)s: %(months)s is outside fiscal year %(year)s and was left out"),
    "months_outside_period": gettext_lazy("%(name)s: %(months)s is outside the project's period"),
    "period_unread": gettext_lazy("The time “%(name)s” was not understood"),
    "number_twice": gettext_lazy("Number %(name)s is printed twice"),
    "number_jumps": gettext_lazy("The numbers jump from %(before)s to %(name)s"),
    "no_proposal": gettext_lazy(
        "No project proposal was found in this document. Upload the document with the parts of a proposal, such as "
        "objectives, activities and budget."
    ),
}
COLUMNS = {
    "compensation": gettext_lazy("Compensation"),
    "services": gettext_lazy("Services"),
    "materials": gettext_lazy("Materials"),
    "in_budget": gettext_lazy("In budget"),
    "off_budget": gettext_lazy("Off budget"),
    "area_office": gettext_lazy("The office's own budget"),
    "obec": gettext_lazy("Head office (OBEC)"),
    "other": gettext_lazy("Other agencies"),
    "total": gettext_lazy("Total"),
}
LONGEST_NAME = 80


@dataclass(frozen=True)
class Fault:
    """`code` is for programs, `where` the part it stands in, `sentence` is for the person.

    `printed` and `computed` are text: an amount as a decimal ("1080.00"), a number or a time; "" where there is none.
    """

    code: str
    where: str
    sentence: str
    printed: str = ""
    computed: str = ""

    def to_json(self) -> dict:
        return {
            "code": self.code,
            "where": self.where,
            "sentence": self.sentence,
            "printed": self.printed or None,
            "computed": self.computed or None,
        }


def fault(code: str, where: str, **figures) -> Fault:
    """A fault whose sentence is filled with these figures; `printed` and `computed` may be amounts."""
    printed, computed = figures.get("printed"), figures.get("computed")
    if isinstance(printed, Decimal) and isinstance(computed, Decimal):
        figures["difference"] = format_amount(abs(printed - computed), blank="0")
    shown = {name: _shown(value) for name, value in figures.items()}
    return Fault(code, where, str(SENTENCES[code]) % shown, _plain(printed), _plain(computed))


def formula_fault(where: str, factors: Iterable[Factor], *, printed: Decimal, computed: Decimal) -> Fault:
    """ "18 × 33 × 2 = 1,188 but 1,080 is printed"."""
    figures = " × ".join(f"{factor.value.normalize():,f}" for factor in factors)
    return fault("formula", where, factors=figures, printed=printed, computed=computed)


def column_name(role: str) -> str:
    return str(COLUMNS[role]) if role in COLUMNS else _("Total")


def _shown(value) -> str:
    if isinstance(value, Decimal):
        return format_amount(value, blank="0")
    text = str(value)
    return text if len(text) <= LONGEST_NAME else f"{text[:LONGEST_NAME].rstrip()}…"


def _plain(value) -> str:
    if value is None:
        return ""
    return f"{value:.2f}" if isinstance(value, Decimal) else str(value)
