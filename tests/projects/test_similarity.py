"""Proposals that look alike, and why."""

from dataclasses import replace
from decimal import Decimal

import pytest

from projects import similarity
from projects.content import ActivityContent, ProposalContent, StatementContent, TargetContent
from projects.enums import TargetKind
from projects.similarity import THRESHOLD, Pair, alike


def proposal(name, *, targets=(), activities=(), objectives=(), unit="คน"):
    return ProposalContent(
        name=name,
        year_be=2564,
        objectives=tuple(StatementContent(text) for text in objectives),
        targets=tuple(TargetContent(text, TargetKind.QUANTITATIVE, Decimal(30), unit) for text in targets),
        activities=tuple(ActivityContent(text) for text in activities),
    )


READING = proposal(
    "โครงการส่งเสริมการอ่านการเขียนภาษาไทย",
    targets=["ครูผู้สอนภาษาไทยชั้น ป.1-3"],
    activities=["อบรมเชิงปฏิบัติการครูผู้สอนภาษาไทย เรื่องการอ่านออกเขียนได้", "นิเทศติดตามการสอนภาษาไทย"],
    objectives=["เพื่อให้ครูผู้สอนภาษาไทยแก้ปัญหาการอ่านไม่ออกเขียนไม่ได้"],
)
LITERACY = proposal(
    "โครงการยกระดับการอ่านออกเขียนได้ของนักเรียน",
    targets=["ครูผู้สอนภาษาไทย ระดับชั้น ป.1 - ป.3 จำนวน 120 คน"],
    activities=["ประชุมเชิงปฏิบัติการครูภาษาไทยเพื่อพัฒนาการอ่านออกเขียนได้", "จัดพิมพ์แบบฝึกอ่าน"],
    objectives=["เพื่อพัฒนาครูให้แก้ปัญหานักเรียนอ่านไม่ออกเขียนไม่ได้"],
)
CONTEST = proposal(
    "โครงการแข่งขันทักษะคณิตศาสตร์",
    targets=["ครูผู้สอนคณิตศาสตร์และนักเรียนชั้น ป.6"],
    activities=["จัดการแข่งขันคิดเลขเร็ว", "มอบรางวัลและเกียรติบัตร"],
    objectives=["เพื่อเปิดโอกาสให้นักเรียนแสดงความสามารถทางคณิตศาสตร์"],
)
AUDIT = proposal(
    "โครงการตรวจสอบภายในสถานศึกษา",
    targets=["สถานศึกษาในสังกัด"],
    activities=["ตรวจสอบบัญชีและการเงินของโรงเรียน", "รายงานผลการตรวจสอบต่อผู้บริหาร"],
    objectives=["เพื่อให้การใช้จ่ายเงินถูกต้องตามระเบียบ"],
    unit="โรงเรียน",
)
PRESS = proposal(
    "โครงการพัฒนาเครือข่ายประชาสัมพันธ์",
    targets=["ประชาสัมพันธ์โรงเรียน"],
    activities=["จัดทำวารสารและแผ่นพับเผยแพร่ข่าว", "จัดทำป้ายไวนิลวันสำคัญ"],
    objectives=["เพื่อเผยแพร่ผลงานขององค์กรให้ประชาชนทราบ"],
)
YEAR = [("reading", READING), ("contest", CONTEST), ("literacy", LITERACY), ("audit", AUDIT), ("press", PRESS)]


MATHEMATICS = proposal(
    "โครงการพัฒนาครูคณิตศาสตร์",
    targets=["ครูผู้สอนคณิตศาสตร์"],
    activities=["อบรมเชิงปฏิบัติการครูผู้สอนคณิตศาสตร์", "นิเทศติดตามการสอนคณิตศาสตร์"],
    objectives=["เพื่อให้ครูผู้สอนคณิตศาสตร์จัดการเรียนรู้ได้"],
)
SCIENCE = proposal(
    "โครงการพัฒนาครูวิทยาศาสตร์",
    targets=["ครูผู้สอนวิทยาศาสตร์"],
    activities=["อบรมเชิงปฏิบัติการครูผู้สอนวิทยาศาสตร์", "นิเทศติดตามการสอนวิทยาศาสตร์"],
    objectives=["เพื่อให้ครูผู้สอนวิทยาศาสตร์จัดการเรียนรู้ได้"],
)
MEDIA = proposal(
    "โครงการใช้เทคโนโลยีในห้องเรียน",
    targets=["ครูผู้สอนภาษาไทยชั้น ป.1-3"],
    activities=["อบรมครูเรื่องการทำสื่อวิดีโอ", "ประกวดสื่อดิจิทัล"],
    objectives=["เพื่อให้ครูสร้างสื่อดิจิทัลได้"],
)
HEADS = proposal(
    "โครงการพัฒนาผู้บริหารสถานศึกษา",
    targets=["ผู้บริหารสถานศึกษาในสังกัด"],
    activities=["ประชุมผู้บริหารสถานศึกษาประจำเดือน", "ศึกษาดูงาน"],
    objectives=["เพื่อพัฒนาผู้บริหารสถานศึกษา"],
)
MEETINGS = proposal(
    "โครงการเพิ่มประสิทธิภาพการบริหารจัดการ",
    targets=["ผู้บริหารสถานศึกษา"],
    activities=["ประชุมผู้บริหารสถานศึกษา", "ประชุมบุคลากรในสำนักงาน"],
    objectives=["เพื่อชี้แจงนโยบายแก่ผู้บริหารสถานศึกษา"],
)
WHOLE_YEAR = [
    *YEAR,
    ("media", MEDIA),
    ("mathematics", MATHEMATICS),
    ("science", SCIENCE),
    ("heads", HEADS),
    ("meetings", MEETINGS),
]


def named(pairs):
    return [(pair.first, pair.second) for pair in pairs]


def test_proposals_for_the_same_people_with_the_same_activity_pair():
    [pair] = alike(YEAR)

    assert (pair.first, pair.second) == ("reading", "literacy")
    assert THRESHOLD <= pair.score < 1
    assert pair.same_targets == ("ครูผู้สอนภาษาไทยชั้น ป.1-3",)
    assert pair.same_activities == (
        (
            "อบรมเชิงปฏิบัติการครูผู้สอนภาษาไทย เรื่องการอ่านออกเขียนได้",
            "ประชุมเชิงปฏิบัติการครูภาษาไทยเพื่อพัฒนาการอ่านออกเขียนได้",
        ),
    )


def test_most_alike_come_first_and_different_subjects_do_not_pair():
    assert named(alike(WHOLE_YEAR)) == [("heads", "meetings"), ("reading", "literacy")]


def test_wording_alone_is_no_reason_to_pair(monkeypatch):
    """Without the rule that a target or an activity is shared, two subjects' trainings would be shown."""
    monkeypatch.setattr(similarity, "_has_reason", lambda pair: True)

    assert ("mathematics", "science") in named(alike(WHOLE_YEAR))


def test_the_same_proposal_twice_scores_one():
    [pair] = alike([("first", READING), ("second", READING), ("contest", CONTEST)])

    assert pair == Pair("first", "second", 1.0, pair.same_targets, pair.same_activities)
    assert pair.same_targets == ("ครูผู้สอนภาษาไทยชั้น ป.1-3",)
    assert pair.same_activities == tuple((row.text, row.text) for row in READING.activities)


def test_a_row_is_paired_once():
    twice = replace(READING, activities=READING.activities * 2)

    [pair] = alike([("once", READING), ("twice", twice), ("audit", AUDIT)])

    assert pair.same_activities == tuple((row.text, row.text) for row in READING.activities)


def test_stray_spaces_and_thai_digits_make_no_difference():
    spaced = replace(READING, targets=(replace(READING.targets[0], text="ครู ผู้สอน ภาษาไทย ชั้น ป.๑-๓"),))

    [pair] = alike([("plain", READING), ("spaced", spaced), ("audit", AUDIT)])

    assert pair.score == 1.0


def test_what_every_proposal_says_counts_for_nothing():
    words = {"targets": ["ผู้เข้าร่วมโครงการ"], "activities": ["ดำเนินการจัดกิจกรรม"], "objectives": ["เพื่อดำเนินการ"]}
    one, other = (proposal("โครงการประชุมเชิงปฏิบัติการ", **words, unit="") for _ in range(2))

    assert alike([("one", one), ("other", other)]) == []


def test_proposals_with_hardly_anything_written_do_not_pair():
    same = proposal("โครงการอบรมครูภาษาไทย")

    assert alike([("one", same), ("other", same)]) == []


@pytest.mark.parametrize("proposals", [[], [("only", READING)]])
def test_fewer_than_two_proposals_have_no_pairs(proposals):
    assert alike(proposals) == []


def test_each_proposal_is_made_ready_once(monkeypatch):
    """110 proposals: the texts are cut up a number of times that grows with the proposals, not with their pairs."""
    calls = []
    cut_up = similarity._fragments
    monkeypatch.setattr(similarity, "_fragments", lambda text: calls.append(text) or cut_up(text))

    alike([(number, AUDIT if number else READING) for number in range(10)])
    ten = len(calls)
    alike([(number, AUDIT if number else READING) for number in range(110)])

    assert len(calls) - ten == 11 * ten
