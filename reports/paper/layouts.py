"""How wide the columns of money are on the papers of projects: as wide as the longest amount needs."""

LAYOUTS = ((6, "tight"), (7, "short"), (9, "medium"), (11, "wide"), (14, "wider"), (20, "widest"))
"""(Characters of the longest amount, class in proposal.css), from "๙๙,๙๙๙" up to the sum of ten lines of the largest
amount there is. Longer amounts get smaller type, then a sideways page."""


def layout_of(cells):
    """The class of the narrowest layout that holds the longest of printed amounts."""
    longest = max(len(cell) for cell in cells)
    return next((name for length, name in LAYOUTS if longest <= length), LAYOUTS[-1][1])


def has_satang(amounts):
    """Whether any of the amounts isn't whole baht; then all show two decimals, so that they line up."""
    return any(amount % 1 for amount in amounts)
