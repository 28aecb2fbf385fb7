import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from budgetplan.documents.docx import DocumentRefused, load_document_safely
from budgetplan.organization.models import User
from plans.models import FiscalYear
from projects.errors import ProjectRefused
from projects.reading import read_proposals, report_of, text_of
from projects.reading.faults import Fault, fault
from projects.services.imports import begin_all


class Command(BaseCommand):
    help = (
        "Read project proposals from a Word document of any layout. The report says every part that was read, what the "
        "costs sum to, where printed amounts don't agree, and what was not understood. With --dry-run nothing is "
        "stored; without it a draft is begun for each proposal of the document, or for none of them."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", help="document (.docx)")
        parser.add_argument("--year", type=int, required=True, help="fiscal year in the Buddhist Era, e.g. 2569")
        parser.add_argument("--dry-run", action="store_true", help="read and report only")
        parser.add_argument("--report", choices=["text", "json"], default="text")
        parser.add_argument("--by", help="user name of the person who begins the projects and becomes their owner")
        parser.add_argument("--group", help="name or short name of their group; needed only where they have several")

    def handle(self, *args, **options):
        try:
            document = self._load(options["file"])
        except DocumentRefused as refusal:
            self._refuse(Fault(refusal.code, "file", str(refusal)), options)
        proposals = read_proposals(document, year_be=options["year"])
        if not proposals:
            self._refuse(fault("no_proposal", "file"), options)
        begun = [] if options["dry_run"] else self._begin(options)
        self._write(proposals, begun, options)

    def _begin(self, options):
        """The drafts of all proposals of the file, all or none."""
        by = User.objects.filter(username=options["by"], is_active=True).first() if options["by"] else None
        if by is None:
            raise CommandError(_("Name the person who begins the projects with --by and a user name."))
        year = FiscalYear.objects.of_office(by).filter(year_be=options["year"]).first()
        if year is None:
            raise CommandError(_("Fiscal year %(year)s isn't open. Open it first.") % {"year": options["year"]})
        try:
            path = Path(options["file"])
            return begin_all(year=year, name=path.name, data=path.read_bytes(), group=options["group"], by=by)
        except ProjectRefused as refusal:
            raise CommandError(str(refusal)) from refusal

    def _load(self, path):
        if not Path(path).is_file():
            raise CommandError(_("There is no file %(path)s.") % {"path": path})
        return load_document_safely(path)

    def _refuse(self, reason, options):
        """The report of a file that gives nothing, then the error that makes the command fail."""
        if options["report"] == "json":
            self._write_json(report_of([], year_be=options["year"]) | {"faults": [reason.to_json()]}, options)
        raise CommandError(reason.sentence)

    def _write(self, proposals, begun, options):
        if options["report"] == "json":
            keys = {"begun": [str(draft.project.public_id) for draft in begun]} if begun else {}
            self._write_json(report_of(proposals, year_be=options["year"]) | keys, options)
            return
        for line in text_of(proposals, year_be=options["year"]):
            self.stdout.write(line)
        for draft in begun:
            self.stdout.write(_("Begun: %(proposal)s") % {"proposal": draft})

    def _write_json(self, report, options):
        head = {"file": Path(options["file"]).name, "year": options["year"], "dry_run": options["dry_run"]}
        self.stdout.write(json.dumps(head | report, ensure_ascii=False, indent=2))
