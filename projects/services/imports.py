"""A Word file on its way to a project: kept, read and shown, then begun as a draft. Nothing is stored on a refusal."""

from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from budgetplan.documents.docx import load_document_safely
from budgetplan.documents.models import store_file
from plans.models import FiscalYear
from projects.errors import ProjectRefused
from projects.models import Focus, Programme, ProposalImport, Strategy
from projects.permissions import check_can_begin_some, units_to_write_for
from projects.reading import NotUnderstood, read_proposals
from projects.reading.faults import fault
from projects.services.filling import LONGEST_NAME, LONGEST_PLACE, LONGEST_REASON
from projects.services.projects import begin_from_content

LONGEST_TARGET = 200
LONGEST_UNIT = 60
"""As in `filling`, of what `storable` cuts."""


@transaction.atomic
def upload_document(*, year, name, data, by):
    """Keep an uploaded Word file (bytes) for a project of `year` and return its ProposalImport.

    Raises NotAllowed, ProposalFrozen, DocumentRefused for a file that can't be read, ProjectRefused for one without a
    proposal in it.
    """
    check_can_begin_some(year=year, by=by)
    read_file(data, year_be=year.year_be)
    stored = store_file(office_id=year.office_id, name=name, data=data, by=by)
    return ProposalImport.objects.create(
        office_id=year.office_id, file=stored, year_be=year.year_be, uploaded_by=by
    )  # fmt: skip


def read_file(source, *, year_be):
    """The ReadProposals of a Word file (a path or bytes), at least one. Raises DocumentRefused, ProjectRefused.

    What their columns can't hold stands with what was not understood.
    """
    found = read_proposals(load_document_safely(source), year_be=year_be)
    if not found:
        raise ProjectRefused(fault("no_proposal", "file").sentence)
    return [replace(one, not_understood=[*one.not_understood, *_cut_off(one.content)]) for one in found]


def _cut_off(content):
    """What `storable` and `filling` leave out of a content's texts, as NotUnderstood."""
    lines = [line for _number, line, _months in content.cost_lines()]
    limited = [
        (_("Name of the project"), content.name, LONGEST_NAME),
        (_("Responsible"), content.owners, LONGEST_NAME),
        *((_("Unit of counting"), row.unit, LONGEST_UNIT) for row in content.targets),
        *((_("Place"), row.place, LONGEST_PLACE) for _number, row, _parent in content.walk_activities()),
        *((_("Responsible"), row.responsible, LONGEST_PLACE) for _number, row, _parent in content.walk_activities()),
        *((_("Reason for the amount"), line.reason, LONGEST_REASON) for line in lines),
        *((_("Target value"), row.target, LONGEST_TARGET) for row in content.indicators),
    ]
    words = _("%(label)s, beyond its %(most)s characters")
    return [
        NotUnderstood(words % {"label": label, "most": most}, text[most:])
        for label, text, most in limited
        if text[most:]
    ]


def read_import(upload):
    """The ReadProposals of an uploaded file. Raises as `read_file`."""
    return read_file(upload.file.read(), year_be=upload.year_be)


def begun_from(upload):
    """{place in the file, from 0: the draft begun} of every proposal of the file that was begun already."""
    siblings = ProposalImport.objects.filter(office_id=upload.office_id, file_id=upload.file_id)
    used = siblings.exclude(proposal=None).select_related("proposal__project")
    return {row.place: row.proposal for row in used}


@transaction.atomic
def begin_import(*, upload, place, unit, by):
    """Begin a project of the group `unit` from the proposal at `place` (from 0) of an uploaded file; returns the draft.

    Raises ProjectRefused where there is no such proposal, or it was begun from this file already; else as
    `begin_project` and `read_file`.
    """
    rows = ProposalImport.objects.select_for_update(no_key=True, of=("self",)).select_related("file")
    upload = rows.get(pk=upload.pk)
    return _begin_at(place, found=read_import(upload), upload=upload, unit=unit, by=by)


def _begin_at(place, *, found, upload, unit, by):
    if not 0 <= place < len(found):
        raise ProjectRefused(_("There is no such proposal in the file. Open the preview again."))
    if place in begun_from(upload):
        raise ProjectRefused(_("This proposal was begun already. To begin it once more, upload the file again."))
    year = FiscalYear.objects.get(office_id=upload.office_id, year_be=upload.year_be)
    draft = begin_from_content(year=year, unit=unit, content=storable(found[place].content), by=by)
    _note_use(upload, draft, place)
    return draft


@transaction.atomic
def begin_all(*, year, name, data, by, group=None):
    """Begin a project from every proposal of a Word file, all or none; returns the drafts in the file's order.

    `group` is the name or short name of the group they are for; needed only where `by` writes for several. Raises as
    `upload_document` and `begin_import`.
    """
    upload = upload_document(year=year, name=name, data=data, by=by)
    units = [unit for unit in units_to_write_for(by) if group is None or group in (unit.name, unit.short_name)]
    if len(units) != 1:
        names = ", ".join(unit.short_name for unit in units_to_write_for(by))
        raise ProjectRefused(_("Name one group with --group. There are: %(names)s") % {"names": names})
    found = read_import(upload)
    return [_begin_at(place, found=found, upload=upload, unit=units[0], by=by) for place in range(len(found))]


def _note_use(upload, draft, place):
    if upload.place is not None:
        upload = ProposalImport(
            office_id=upload.office_id, file=upload.file, year_be=upload.year_be, uploaded_by=upload.uploaded_by
        )
    upload.proposal, upload.place = draft, place
    upload.save()


def unknown_in(year, content):
    """[(label, name)]: programme, strategy and focuses of a content that the year hasn't, so that they stay open."""
    rows = {"office_id": year.office_id, "fiscal_year": year}
    focuses = {focus.printed_name for focus in Focus.objects.filter(**rows)}
    found = [
        (_("Programme"), content.programme, Programme.objects.filter(**rows, name=content.programme).exists()),
        (_("Strategy"), content.strategy, Strategy.objects.filter(**rows, name=content.strategy).exists()),
        *((_("Tactics and focuses"), focus, focus in focuses) for focus in content.focuses),
    ]
    return [(label, name) for label, name, known in found if name and not known]


def storable(content):
    """A content as the columns can hold it: texts longer than theirs are cut, a period that ends first is left open."""
    period = {"ends_on": None} if _ends_first(content) else {}
    return replace(
        content,
        targets=tuple(replace(row, unit=row.unit[:LONGEST_UNIT]) for row in content.targets),
        indicators=tuple(replace(row, target=row.target[:LONGEST_TARGET]) for row in content.indicators),
        **period,
    )


def _ends_first(content):
    return bool(content.starts_on and content.ends_on) and content.ends_on < content.starts_on
