"""What the other owners of the sample office wrote meanwhile; their work isn't shown, only its result."""

from dataclasses import replace

from budgetplan.organization.models import User
from plans.models import FiscalYear
from projects.contents import content_of
from projects.models import Programme
from projects.sample.contents import sample_year
from projects.services import projects
from projects.services.versions import submit_proposal

WRITTEN = ("พัฒนาการจัดการศึกษาปฐมวัย", "พัฒนาสถานศึกษาสู่โรงเรียนคุณภาพ", "พัฒนาศักยภาพโรงเรียนในโครงการตามพระราชดำริ")
SUBMITTED = "พัฒนาการจัดการศึกษาปฐมวัย"
ALIKE = "ส่งเสริมการอ่านออนไลน์"


def others_write():
    """Three projects of 2564, one of them on its way."""
    for sample in sample_year(2564).projects:
        name = sample.content.name.removeprefix("โครงการ")
        if name.startswith(WRITTEN):
            written = _begin(sample.owner, replace(sample.corrected, name=name))
            if name == SUBMITTED:
                submit_proposal(proposal=written, by=User.objects.get(username=sample.owner))


def write_alike(proposal):
    """Another group writes much the same as `proposal` says."""
    content = content_of(proposal)
    _begin("technician", replace(content, name=ALIKE, owners="นักวิชาการคอมพิวเตอร์", activities=content.activities[:1]))


def _begin(username, content):
    user, year = User.objects.get(username=username), FiscalYear.objects.get(year_be=2564)
    content = replace(content, programme=Programme.objects.filter(fiscal_year=year).first().name)
    return projects.begin_from_content(year=year, unit=user.current_posts[0].unit, content=content, by=user)
