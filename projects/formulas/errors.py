"""What is told to a person whose calculation can't be understood."""

from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "commas": _(
        "The commas, spaces or points in “%(number)s” are in the wrong place. Type it like 1,200.50 or 1200.50."
    ),
    "zero": _("A number of a calculation can't be 0. Type 1 or more, or leave it out."),
    "negative": _("“%(number)s” can't be below zero. If the dash begins a list, put a space after it."),
    "range": _("“%(number)s” is a range. Type the one number to calculate with."),
    "decimals": _("“%(number)s” has too many decimals. Round it first."),
    "too_large": _("“%(number)s” is too large. The most that can be planned is %(limit)s baht."),
    "missing": _("A number is missing after the last ×."),
    "unclear": _("The number that “%(number)s” is multiplied with can't be read. Type it as 0.5 or 1,200."),
    "plus": _("Only numbers of one unit can be added, like (30 + 20) คน. Write anything else on lines of its own."),
    "size": _("Is the size in “%(number)s” multiplied too? Type the area as one number, or put the size apart."),
    "twice": _("“%(unit)s” stands here twice. Add the numbers up, like (30 + 2) คน, or write × between them."),
    "each_or_all": _("Is “%(number)s” for each one or for all? Write × or “ละ” before a rate, = before a total."),
    "several": _("This line holds more than one calculation. Write each on a line of its own."),
    "result": _("“%(number)s” isn't what the numbers before it make. Correct one of them."),
}

_filled = lazy(lambda sentence, values: str(sentence) % values, str)


class FormulaError(ValueError):
    """A calculation that can't be understood: `code` is a key of SENTENCES, `message` a lazily translated sentence."""

    def __init__(self, code, **values):
        self.code = code
        self.message = _filled(SENTENCES[code], values)
        super().__init__(code)

    def __str__(self):
        return str(self.message)
