"""Lists: printed lines gathered into numbered items with what stands under them."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from projects.reading.looks import line_number
from projects.reading.stream import Line
from projects.reading.text import Number, named_number, words

NO_NUMBER = Number()


@dataclass
class ListItem:
    """One item: its number as printed (Arabic digits, "-" for a bullet), its text, and the items under it.

    ``lines`` are the numbers of the lines it was printed on, counted among those given.
    """

    number: Number = NO_NUMBER
    text: str = ""
    children: list["ListItem"] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)

    def walk(self):
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def no(self) -> str:
        return "" if self.number.is_bullet else self.number.text


def flat_items(lines: Iterable[Line], *, joins=None) -> list[ListItem]:
    """The items in order, without levels. A line without a number goes on the item before it, if that has one.

    In a list without any numbers each paragraph is an item. ``joins(line)`` says otherwise of a line: False begins
    an item of its own.
    """
    shown = [(place, line) for place, line in enumerate(lines) if not line.is_blank]
    numbered = any(_number(line)[0] for _place, line in shown)
    items: list[ListItem] = []
    for place, line in shown:
        number, text = _number(line)
        goes_on = not number and bool(items) and (bool(items[-1].number) if numbered else not line.opens)
        if joins is not None and not number and joins(line) is not None:
            goes_on = bool(items) and joins(line)
        if goes_on:
            items[-1].text = f"{items[-1].text} {text}".strip()
            items[-1].lines.append(place)
        else:
            items.append(ListItem(number, text, [], [place]))
    return [item for item in items if item.text]


def _number(line: Line) -> tuple[Number, str]:
    number, rest = line_number(line)
    if not number:
        number, rest = named_number(rest)
    return number, words(rest)


def as_tree(items: Iterable[ListItem]) -> list[ListItem]:
    """Items under the item whose number theirs begins with; bullets under the numbered item before them."""
    roots: list[ListItem] = []
    opened: list[ListItem] = []
    for item in items:
        parent = _parent(item, opened)
        (parent.children if parent else roots).append(item)
        if item.number.is_bullet:
            continue
        opened = [*opened[: opened.index(parent) + 1], item] if parent else [item]
    return roots


def _parent(item: ListItem, opened: list[ListItem]) -> ListItem | None:
    if item.number.is_bullet:
        return opened[-1] if opened else None
    if item.number.depth < 2:
        return None
    within = [other for other in opened if other.number and item.number.text.startswith(f"{other.number.text}.")]
    return within[-1] if within else None
