"""Standard rates an office starts with: those of the Ministry of Finance's rules on training and travel."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.db import transaction

from projects.models import StandardRate

SINCE = date(2012, 10, 1)
TRAINING = "ระเบียบกระทรวงการคลังว่าด้วยค่าใช้จ่ายในการฝึกอบรม การจัดงาน และการประชุมระหว่างประเทศ"
TRAVEL = "ระเบียบว่าด้วยค่าใช้จ่ายในการเดินทางไปราชการ"


class SeedRate(NamedTuple):
    """A rate: `ceiling` in baht, `keywords` the words of a cost line it is meant for ("+": all of them)."""

    name: str
    unit: str
    ceiling: int
    keywords: tuple
    source: str


RATES = (
    SeedRate("อาหารว่างและเครื่องดื่ม", "บาท/คน/มื้อ", 35, ("อาหารว่าง",), TRAINING),
    SeedRate("อาหารกลางวัน", "บาท/คน/มื้อ", 120, ("อาหารกลางวัน",), TRAINING),
    SeedRate("ค่าเบี้ยเลี้ยง", "บาท/คน/วัน", 240, ("เบี้ยเลี้ยง",), TRAVEL),
    SeedRate("ค่าที่พัก ห้องพักคู่", "บาท/คน/คืน", 850, ("ที่พัก", "ที่พัก+คู่"), TRAVEL),
    SeedRate("ค่าที่พัก ห้องพักเดี่ยว", "บาท/คน/คืน", 1500, ("ที่พัก+เดี่ยว",), TRAVEL),
    SeedRate("ค่าพาหนะส่วนตัว", "บาท/กิโลเมตร", 4, ("พาหนะส่วนตัว", "รถยนต์ส่วนตัว"), TRAVEL),
    SeedRate("ค่าตอบแทนวิทยากร บุคลากรของรัฐ", "บาท/ชั่วโมง", 600, ("ตอบแทนวิทยากร", "วิทยากร+รัฐ"), TRAINING),
    SeedRate("ค่าตอบแทนวิทยากร มิใช่บุคลากรของรัฐ", "บาท/ชั่วโมง", 1200, ("วิทยากร+เอกชน", "วิทยากร+มิใช่บุคลากรของรัฐ"), TRAINING),
)


@transaction.atomic
def seed_rates(office):
    """Give the office every rate of RATES it has none of by name. Returns the new StandardRates."""
    present = set(StandardRate.objects.filter(office=office).values_list("name", flat=True))
    return [
        StandardRate.objects.create(
            office=office, name=rate.name, unit=rate.unit, ceiling=Decimal(rate.ceiling),
            keywords="\n".join(rate.keywords), source=rate.source, starts_on=SINCE,
        )
        for rate in RATES
        if rate.name not in present
    ]  # fmt: skip
