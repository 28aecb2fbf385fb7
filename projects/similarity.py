"""Proposals of a year that look alike, so that the planning officer may merge two into one, and why they do.

Thai writes no spaces between words: texts are compared by the runs of three letters they share, the rarer among the
year's proposals the heavier. What every proposal says ("โครงการ", "เพื่อ", "ประชุมเชิงปฏิบัติการ") is left out.
"""

import math
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from itertools import combinations

from budgetplan.thai.digits import to_arabic

THRESHOLD = 0.35
"""From this score on two proposals are shown, if they have a target or an activity in common.

Two groups' trainings for the same people, each in its own words, score 0.42 and more; the same people in different
subjects 0.34 and less; unrelated proposals 0.28 and less. Only trainings worded alike for different subjects come
between (0.40), and they have neither target nor activity in common (`tests/projects/test_similarity.py`).
"""

SAME_TEXT = 0.5
"""From this likeness on two targets or two activities are named as the same."""

WEIGHTS = {"activities": 0.35, "targets": 0.3, "name": 0.2, "objectives": 0.15}
"""What makes two proposals alike, domain: "same target group, similar activities"."""

_LENGTH = 3
_COMMON = re.compile(
    "การประชุมเชิงปฏิบัติการ|ประชุมเชิงปฏิบัติการ|อบรมเชิงปฏิบัติการ|สำนักงานเขตพื้นที่การศึกษาประถมศึกษา|สำนักงานเขตพื้นที่การศึกษา"
    "|ประจำปีงบประมาณ|ปีงบประมาณ|ปีการศึกษา|โครงการ|กิจกรรม|เพื่อให้|เพื่อ|จำนวน|ดำเนินการ|การดำเนินงาน|ผู้เข้าร่วม|และ|ของ|ให้|ใน|ที่|มี|การ|ความ"
)
_NOT_LETTERS = re.compile(r"[^ก-ฮะ-ฺเ-๎a-z]+")


@dataclass(frozen=True)
class Pair:
    """Two proposals' ids that look alike: `score` from 0 to 1 (the same).

    `same_targets` are targets of the first that the second has too; `same_activities` pairs of (the first's text, the
    second's), most alike first.
    """

    first: object
    second: object
    score: float
    same_targets: tuple[str, ...] = ()
    same_activities: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class _Profile:
    """A proposal made ready for comparing once: a vector of unit length for each part and each row."""

    key: object
    parts: dict
    targets: tuple
    activities: tuple


def alike(proposals) -> list[Pair]:
    """Pairs of (id, ProposalContent)s of THRESHOLD or more that share a target or an activity, most alike first."""
    texts = [(key, _texts(content)) for key, content in proposals]
    weigh = _weigher([rows for _key, rows in texts])
    profiles = [_profile(key, rows, weigh) for key, rows in texts]
    pairs = [
        _pair(one, other, score)
        for one, other in combinations(profiles, 2)
        if (score := _score(one.parts, other.parts)) >= THRESHOLD
    ]
    return sorted(filter(_has_reason, pairs), key=lambda pair: -pair.score)


def _has_reason(pair):
    return bool(pair.same_targets or pair.same_activities)


def _texts(content):
    """{part: the texts of its rows}."""
    return {
        "name": [content.name],
        "objectives": [row.text for row in content.objectives],
        "targets": [f"{row.text}\n{row.unit}".strip() for row in content.targets],
        "activities": [activity.text for _number, activity, _parent in content.walk_activities()],
    }


def _fragments(text):
    """How often each run of three letters stands in the text; a shorter word counts whole."""
    plain = unicodedata.normalize("NFC", to_arabic(text).lower()).replace("ํา", "ำ")
    words = _NOT_LETTERS.sub(" ", _COMMON.sub(" ", re.sub(r"[^\S\n]+", "", plain))).split()
    return Counter(word[start : start + _LENGTH] for word in words for start in range(max(len(word) - _LENGTH + 1, 1)))


def _weigher(proposals):
    """A function from a text to its vector of unit length; rare fragments weigh more (inverse document frequency)."""
    spread = Counter()
    for rows in proposals:
        spread.update({fragment for texts in rows.values() for text in texts for fragment in _fragments(text)})
    weights = {fragment: math.log(1 + len(proposals) / count) for fragment, count in spread.items()}

    def weigh(text):
        vector = {fragment: (1 + math.log(count)) * weights[fragment] for fragment, count in _fragments(text).items()}
        length = math.sqrt(sum(value * value for value in vector.values()))
        return {fragment: value / length for fragment, value in vector.items()}

    return weigh


def _profile(key, rows, weigh):
    parts = {part: weigh("\n".join(texts)) for part, texts in rows.items()}
    targets, activities = ([(text, weigh(text)) for text in rows[part]] for part in ("targets", "activities"))
    return _Profile(key, {part: vector for part, vector in parts.items() if vector}, tuple(targets), tuple(activities))


def _likeness(one, other):
    """The cosine of two vectors of unit length."""
    few, many = (one, other) if len(one) <= len(other) else (other, one)
    return sum(value * many[fragment] for fragment, value in few.items() if fragment in many)


def _score(one, other):
    """The weighted likeness of the parts that both proposals have; 0 where that is less than half of what counts."""
    shared = [part for part in WEIGHTS if part in one and part in other]
    weight = sum(WEIGHTS[part] for part in shared)
    if weight < 0.5:
        return 0.0
    return round(sum(WEIGHTS[part] * _likeness(one[part], other[part]) for part in shared) / weight, 4)


def _pair(one, other, score):
    targets = dict.fromkeys(text.split("\n")[0] for text, _same in _same_rows(one.targets, other.targets))
    return Pair(one.key, other.key, score, tuple(targets), tuple(_same_rows(one.activities, other.activities)))


def _same_rows(rows, others):
    """(text, the other's text) of rows that say the same, each row once, most alike first."""
    found = sorted(
        (
            (round(_likeness(vector, other), 6), i, k)
            for i, (_t, vector) in enumerate(rows)
            for k, (_o, other) in enumerate(others)
        ),
        key=lambda item: (-item[0], item[1], item[2]),
    )
    used, used_others = set(), set()
    for likeness, i, k in found:
        if likeness >= SAME_TEXT and i not in used and k not in used_others:
            used.add(i)
            used_others.add(k)
            yield rows[i][0], others[k][0]
