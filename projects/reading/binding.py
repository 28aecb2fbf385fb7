"""Which activity each cost line is for."""

from dataclasses import dataclass, field

from projects.reading.activities import find_activity
from projects.reading.calendar import ReadActivity
from projects.reading.costs import ReadCost
from projects.reading.text import key


@dataclass
class Binding:
    """`made` are activities that only the cost table names; `under` the activity of the document they are part of.

    `levels` are those numbers under which the cost table itself numbers activities: "1" where it heads costs with 1.1.
    """

    made: list[ReadActivity] = field(default_factory=list)
    under: dict[int, ReadActivity] = field(default_factory=dict)
    levels: set[str] = field(default_factory=set)


def bind(costs: list[ReadCost], activities: list[ReadActivity]) -> Binding:
    """Give each cost its activity: the heading over it, the activity it is named like, else one made of its own row."""
    every = [activity for root in activities for activity in root.walk()]
    binding = Binding(levels={_level(no) for cost in costs for no, _text in cost.headings if "." in no})
    for cost in costs:
        cost.activity = _of_headings(cost, every, binding) if cost.headings else _of_row(cost, every, binding)
    return binding


def _level(no: str) -> str:
    """What comes before the last figure of a number."""
    return no.rpartition(".")[0]


def _of_headings(cost: ReadCost, every: list[ReadActivity], binding: Binding) -> ReadActivity:
    own = _named_like(cost, every)
    if own is not None:
        return own
    outer = None
    for place, (no, text) in enumerate(reversed(cost.headings)):
        found = find_activity(no, text, every)
        if found is None:
            continue
        if place == 0 and not _is_beside_activities(cost, binding):
            return found
        outer = found
        break
    if outer is not None and _is_beside_activities(cost, binding):
        return _made(cost.no, cost.text, binding, outer)
    no, text = cost.headings[-1]
    return _made(no, text, binding, outer)


def _is_beside_activities(cost: ReadCost, binding: Binding) -> bool:
    """Whether a row with money is numbered among activities: 1.3 after 1.1 and 1.2 with costs of their own."""
    return "." in cost.no and _level(cost.no) in binding.levels


def _of_row(cost: ReadCost, every: list[ReadActivity], binding: Binding) -> ReadActivity:
    return _named_like(cost, every) or _made(cost.no, cost.text, binding, None)


def _named_like(cost: ReadCost, every: list[ReadActivity]) -> ReadActivity | None:
    if key(cost.text).startswith("ค่า"):
        return find_activity("", cost.text, every)
    return find_activity(cost.no, cost.text, every)


def _made(no: str, text: str, binding: Binding, outer: ReadActivity | None) -> ReadActivity:
    for activity in binding.made:
        if activity.no == no and activity.text == text:
            return activity
    made = ReadActivity(no=no, text=text, from_costs=True)
    binding.made.append(made)
    if outer is not None:
        binding.under[id(made)] = outer
    return made
