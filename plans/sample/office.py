"""The sample office: a made-up area office with its groups, schools, posts and categories. No personal names."""

from typing import NamedTuple

from budgetplan.organization.enums import Region, Role, UnitKind
from plans.enums import ExpenditureType

NAME = "สำนักงานเขตพื้นที่การศึกษาประถมศึกษาตัวอย่าง เขต ๑"
SHORT_NAME = "สพป.ตัวอย่าง เขต ๑"
LETTER_PREFIX = "ศธ ๐๔๐๐๐"
REGION = Region.CENTRAL


class SampleUnit(NamedTuple):
    """A unit; `ceiling` is its share of the 2564 missions part in baht, `deputy` the deputy's post over it (1 or 2)."""

    name: str
    short_name: str
    kind: UnitKind = UnitKind.GROUP
    ceiling: int = 0
    deputy: int = 0


UNITS = {
    "general": SampleUnit("กลุ่มอำนวยการ", "กลุ่มอำนวยการ", deputy=1),
    "planning": SampleUnit("กลุ่มนโยบายและแผน", "กลุ่มนโยบายและแผน", deputy=1),
    "distance": SampleUnit(
        "กลุ่มส่งเสริมการศึกษาทางไกล เทคโนโลยีสารสนเทศและการสื่อสาร", "กลุ่มส่งเสริมการศึกษาทางไกลฯ", ceiling=120_000, deputy=1
    ),
    "finance": SampleUnit("กลุ่มบริหารงานการเงินและสินทรัพย์", "กลุ่มการเงินและสินทรัพย์", deputy=1),
    "personnel": SampleUnit("กลุ่มบริหารงานบุคคล", "กลุ่มบริหารงานบุคคล", deputy=1),
    "teachers": SampleUnit("กลุ่มพัฒนาครูและบุคลากรทางการศึกษา", "กลุ่มพัฒนาครูฯ", ceiling=450_000, deputy=2),
    "supervision": SampleUnit("กลุ่มนิเทศ ติดตาม และประเมินผลการจัดการศึกษา", "กลุ่มนิเทศฯ", ceiling=860_000, deputy=2),
    "promotion": SampleUnit("กลุ่มส่งเสริมการจัดการศึกษา", "กลุ่มส่งเสริมการจัดการศึกษา", ceiling=439_000, deputy=2),
    "legal": SampleUnit("กลุ่มกฎหมายและคดี", "กลุ่มกฎหมายและคดี", deputy=2),
    "audit": SampleUnit("หน่วยตรวจสอบภายใน", "หน่วยตรวจสอบภายใน", UnitKind.AUDIT),
    "school1": SampleUnit("โรงเรียนบ้านตัวอย่าง", "รร.บ้านตัวอย่าง", UnitKind.SCHOOL),
    "school2": SampleUnit("โรงเรียนวัดตัวอย่าง", "รร.วัดตัวอย่าง", UnitKind.SCHOOL),
    "school3": SampleUnit("โรงเรียนอนุบาลตัวอย่าง", "รร.อนุบาลตัวอย่าง", UnitKind.SCHOOL),
}


class SampleSeat(NamedTuple):
    """A post and the sign-in names of whoever sits in it."""

    title: str
    role: Role
    unit: str
    usernames: tuple


SEATS = (
    SampleSeat("นักวิเคราะห์นโยบายและแผน", Role.PLANNING_OFFICER, "planning", ("planner", "planner2")),
    SampleSeat("ผู้อำนวยการกลุ่มนโยบายและแผน", Role.GROUP_DIRECTOR, "planning", ("plandirector",)),
    SampleSeat("รองผู้อำนวยการ สพป. คนที่ ๑", Role.DEPUTY_DIRECTOR, "", ("deputy",)),
    SampleSeat("รองผู้อำนวยการ สพป. คนที่ ๒", Role.DEPUTY_DIRECTOR, "", ("deputy2",)),
    SampleSeat("ผู้อำนวยการ สพป.", Role.DIRECTOR, "", ("director",)),
    SampleSeat("นักวิชาการเงินและบัญชี", Role.FINANCE_OFFICER, "finance", ("finance",)),
    SampleSeat("ศึกษานิเทศก์", Role.PROJECT_OWNER, "supervision", ("owner",)),
    SampleSeat("นักประชาสัมพันธ์", Role.PROJECT_OWNER, "general", ("publicity",)),
    SampleSeat("นักวิชาการศึกษา", Role.PROJECT_OWNER, "promotion", ("promoter",)),
    SampleSeat("นักทรัพยากรบุคคล", Role.PROJECT_OWNER, "teachers", ("developer",)),
    SampleSeat("นักวิชาการคอมพิวเตอร์", Role.PROJECT_OWNER, "distance", ("technician",)),
    SampleSeat("นักวิชาการตรวจสอบภายใน", Role.AUDITOR, "audit", ("auditor",)),
    SampleSeat("เจ้าหน้าที่โรงเรียนบ้านตัวอย่าง", Role.SCHOOL_OFFICER, "school1", ("school",)),
    SampleSeat("ผู้ดูแลระบบ", Role.ADMINISTRATOR, "", ("admin",)),
    SampleSeat("ผู้อำนวยการกลุ่มอำนวยการ", Role.GROUP_DIRECTOR, "general", ("generaldirector",)),
    SampleSeat("ผู้อำนวยการกลุ่มส่งเสริมการศึกษาทางไกลฯ", Role.GROUP_DIRECTOR, "distance", ("distancedirector",)),
    SampleSeat("ผู้อำนวยการกลุ่มบริหารงานการเงินและสินทรัพย์", Role.GROUP_DIRECTOR, "finance", ("financedirector",)),
    SampleSeat("ผู้อำนวยการกลุ่มบริหารงานบุคคล", Role.GROUP_DIRECTOR, "personnel", ("personneldirector",)),
    SampleSeat("ผู้อำนวยการกลุ่มพัฒนาครูและบุคลากรฯ", Role.GROUP_DIRECTOR, "teachers", ("teacherdirector",)),
    SampleSeat("ผู้อำนวยการกลุ่มนิเทศ ติดตาม และประเมินผลฯ", Role.GROUP_DIRECTOR, "supervision", ("supervisiondirector",)),
    SampleSeat("ผู้อำนวยการกลุ่มส่งเสริมการจัดการศึกษา", Role.GROUP_DIRECTOR, "promotion", ("promotiondirector",)),
    SampleSeat("ผู้อำนวยการกลุ่มกฎหมายและคดี", Role.GROUP_DIRECTOR, "legal", ("legaldirector",)),
)
"""A person bears the title of the post for a name; two in one post are numbered."""

CATEGORIES = (
    ("เงินเดือนและค่าจ้าง", ExpenditureType.PERSONNEL),
    ("ค่าตอบแทน", ExpenditureType.OPERATIONS),
    ("ค่าใช้สอย", ExpenditureType.OPERATIONS),
    ("ค่าวัสดุ", ExpenditureType.OPERATIONS),
    ("ค่าสาธารณูปโภค", ExpenditureType.OPERATIONS),
    ("ค่าครุภัณฑ์", ExpenditureType.INVESTMENT),
    ("ค่าที่ดินและสิ่งก่อสร้าง", ExpenditureType.INVESTMENT),
    ("เงินอุดหนุน", ExpenditureType.SUBSIDY),
    ("รายจ่ายอื่น", ExpenditureType.OTHER),
)
