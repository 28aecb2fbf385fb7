"""What a reading of a document gives."""

from dataclasses import dataclass, field
from decimal import Decimal

from projects.content import ProposalContent
from projects.reading.activities import Activities
from projects.reading.calendar import ReadActivity
from projects.reading.faults import Fault
from projects.reading.header import Header
from projects.reading.indicators import ReadIndicator
from projects.reading.items import ListItem
from projects.reading.listing import Listing
from projects.reading.money import Money
from projects.reading.targets import ReadTarget


@dataclass(frozen=True)
class ReadSection:
    """A part as printed: its number and heading, what kind of part it is, all its text, whether it was understood."""

    number: str
    kind: str
    heading: str
    text: str
    understood: bool = True


@dataclass(frozen=True)
class NotUnderstood:
    """Text of the document that stands nowhere in the content. `where` is the heading it is printed under."""

    where: str
    text: str

    def to_json(self) -> dict:
        return {"where": self.where, "text": self.text}


@dataclass
class Parts:
    """The parts of a proposal as they were read, before they became its content."""

    header: Header = field(default_factory=Header)
    rationale: str = ""
    objectives: list[ListItem] = field(default_factory=list)
    targets: list[ReadTarget] = field(default_factory=list)
    activities: Activities = field(default_factory=Activities)
    made: list[ReadActivity] = field(default_factory=list)
    under: dict[int, ReadActivity] = field(default_factory=dict)
    money: Money = field(default_factory=Money)
    indicators: list[ReadIndicator] = field(default_factory=list)
    results: list[ListItem] = field(default_factory=list)
    averaging: str = ""
    notes: str = ""


@dataclass
class ReadProposal:
    """One proposal of a document. `content` is ready to be stored; `parts` keep what was printed beside it.

    `listing` is the list of projects that stands before the first proposal of the document, None without one.
    """

    content: ProposalContent
    sections: list[ReadSection] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    not_understood: list[NotUnderstood] = field(default_factory=list)
    parts: Parts = field(default_factory=Parts)
    listing: Listing | None = None

    @property
    def computed_total(self) -> Decimal:
        """Baht of all cost lines that have an amount."""
        return self.parts.money.computed["total"]
