"""Which words of a text changed, for showing them struck out and underlined.

Thai has no spaces between words, so texts are compared by letters that belong together.
"""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import chain, groupby
from operator import itemgetter

SAME, REMOVED, ADDED, CHANGED = "same", "removed", "added", "changed"

_CLUSTERS = re.compile(r"[เ-ไ]*[ก-ฮ][ะ-ฺๅ็-๎]*|[0-9๐-๙]+(?:[.,][0-9๐-๙]+)*|[A-Za-z]+|\s+|.", re.DOTALL)
"""What may not be split: a consonant with its vowels and tone mark, a number, a Latin word, a stretch of spaces."""

_MOST_COMPARED = 4_000_000
"""Clusters of one text times those of the other, beyond which everything between their equal ends counts as changed."""

_SHORTEST_SAME = 3


@dataclass(frozen=True)
class Span:
    """A stretch of text that is "same" in both, "removed" or "added"."""

    kind: str
    text: str


def word_changes(before, after):
    """The Spans that make `after` of `before`: same and removed ones join to `before`, same and added ones to `after`.

    No span begins within a Thai syllable's letters; one or two letters between two changes count as changed with them.
    """
    old, new = _CLUSTERS.findall(before), _CLUSTERS.findall(after)
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    middle = _middle_changes(old[start : len(old) - end], new[start : len(new) - end])
    pieces = [(SAME, old[:start], old[:start]), *middle, (SAME, old[len(old) - end :], old[len(old) - end :])]
    return tuple(span for piece in _merged(pieces) for span in _spans(*piece))


def _common(old, new):
    """How many clusters both begin with."""
    return next(
        (n for n, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), min(len(old), len(new))
    )


def _middle_changes(old, new):
    if len(old) * len(new) > _MOST_COMPARED:
        return [(CHANGED, old, new)]
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return [
        (SAME if tag == "equal" and _is_long(old[i:k]) else CHANGED, old[i:k], new[j:m])
        for tag, i, k, j, m in matcher.get_opcodes()
    ]


def _is_long(clusters):
    return len(clusters) >= _SHORTEST_SAME or any(cluster.isspace() for cluster in clusters)


def _merged(pieces):
    """Pieces of one kind that follow each other, as one."""
    for kind, group in groupby((piece for piece in pieces if piece[1] or piece[2]), key=itemgetter(0)):
        together = list(group)
        yield kind, "".join(chain(*(piece[1] for piece in together))), "".join(chain(*(piece[2] for piece in together)))


def _spans(kind, old, new):
    if kind == SAME:
        return [Span(SAME, old)]
    return [Span(tag, text) for tag, text in ((REMOVED, old), (ADDED, new)) if text]
